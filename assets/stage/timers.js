/** Timers by name: setting one again puts the earlier one off. */
export class Timers {
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */ #running = new Map();

  /** @param {string} name @param {number} ms @param {() => void} act */
  after(name, ms, act) {
    this.cancel(name);
    this.#running.set(name, setTimeout(act, ms));
  }

  /** @param {string} name */
  cancel(name) {
    clearTimeout(this.#running.get(name));
    this.#running.delete(name);
  }

  clear() {
    for (const name of [...this.#running.keys()]) this.cancel(name);
  }
}
