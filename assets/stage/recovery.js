// Keeps one's own camera and microphone: when a phone call, another app or a pulled cable takes one, it is opened again as
// soon as that can be.
import { Timers } from "./timers.js";

const HELD_MS = 1500; // a shorter silence of the device isn't worth a word
const AGAIN_MS = [0, 1000, 2000, 4000, 8000];

/** @typedef {"audio"|"video"} Which */
/** @typedef {"held"|"gone"|""} Loss "held": the device is there but gives nothing; "gone": the track has ended */

export class Keeper {
  /** @type {Map<Which, MediaStreamTrack>} */ #watched = new Map();
  /** @type {Map<Which, Loss>} */ #lost = new Map();
  /** @type {Map<Which, number>} */ #attempts = new Map();
  #busy = new Set();
  #timers = new Timers();
  #reopen;
  #onlost;
  #unlisten;

  /**
   * @param {{reopen: (which: Which) => Promise<"back"|"refused"|"later">, onlost: (which: Which, loss: Loss) => void}} listener
   */
  constructor({ reopen, onlost }) {
    this.#reopen = reopen;
    this.#onlost = onlost;
    const now = () => document.visibilityState === "visible" && this.tryNow();
    document.addEventListener("visibilitychange", now);
    navigator.mediaDevices?.addEventListener?.("devicechange", now);
    this.#unlisten = () => {
      document.removeEventListener("visibilitychange", now);
      navigator.mediaDevices?.removeEventListener?.("devicechange", now);
    };
  }

  /** Watch this track in place of the earlier one of its kind. @param {Which} which @param {MediaStreamTrack} track */
  watch(which, track) {
    this.forget(which);
    this.#watched.set(which, track);
    const mine = () => this.#watched.get(which) === track;
    track.addEventListener("ended", () => mine() && this.#gone(which));
    track.addEventListener("mute", () => {
      if (mine()) this.#timers.after(`held:${which}`, HELD_MS, () => track.muted && this.#tell(which, "held"));
    });
    track.addEventListener("unmute", () => {
      this.#timers.cancel(`held:${which}`);
      if (mine() && this.#lost.get(which) === "held") this.#tell(which, "");
    });
  }

  /** It is off on purpose. @param {Which} which */
  forget(which) {
    this.#watched.delete(which);
    this.#attempts.delete(which);
    for (const name of ["held", "again"]) this.#timers.cancel(`${name}:${which}`);
    if (this.#lost.get(which)) this.#tell(which, "");
  }

  /** Don't wait: something has changed, or somebody asks. */
  tryNow() {
    for (const [which, loss] of this.#lost) if (loss) this.#attempt(which);
  }

  stop() {
    this.#watched.clear();
    this.#timers.clear();
    this.#unlisten();
  }

  #gone(which) {
    this.#timers.cancel(`held:${which}`);
    this.#tell(which, "gone");
    this.#later(which);
  }

  #later(which) {
    const tries = this.#attempts.get(which) ?? 0;
    this.#attempts.set(which, tries + 1);
    this.#timers.after(`again:${which}`, AGAIN_MS[Math.min(tries, AGAIN_MS.length - 1)], () => this.#attempt(which));
  }

  async #attempt(which) {
    if (this.#busy.has(which) || !this.#watched.has(which)) return;
    this.#busy.add(which);
    const outcome = await this.#reopen(which);
    this.#busy.delete(which);
    if (!this.#lost.get(which)) return;
    // "back" has put a new track in place, which is watched by now.
    if (outcome === "later" && this.#lost.get(which) === "gone") this.#later(which);
    if (outcome === "refused") this.forget(which);
  }

  #tell(which, loss) {
    if ((this.#lost.get(which) ?? "") === loss) return;
    this.#lost.set(which, loss);
    this.#onlost(which, loss);
  }
}
