/** The websocket of a seat: opened, kept alive, opened again after whatever happens to it, until it is closed for good. */

import { Timers } from "./timers.js";

const PING_MS = 15000;
const SILENT_MS = 40000;
const BACKOFF_MS = [250, 500, 1000, 2000, 4000, 8000];
const CLOSED_REPLACED = 4000;
const CLOSED_ENDED = 4001;

/**
 * @typedef {object} Listener
 * @property {() => void} onopen each time it is open again
 * @property {(text: string) => void} onmessage
 * @property {(status: "replaced" | "ended", reason?: string) => void} onfinal the seat is lost for good
 */

export class Signalling {
  /** @type {string} */ #url;
  /** @type {Listener} */ #listener;
  /** @type {WebSocket | null} */ #socket = null;
  #timers = new Timers();
  #attempts = 0;
  #lastMessage = 0;
  #over = false;

  /** @param {string} url ws(s):, http(s): or a path @param {Listener} listener */
  constructor(url, listener) {
    const address = new URL(url, globalThis.location?.href);
    address.protocol = address.protocol.replace("http", "ws");
    this.#url = address.href;
    this.#listener = listener;
    this.#open();
  }

  /** Send, if it is open; what was said into the void is said again by the hello that follows. */
  send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  /** Another network: don't wait for a socket that may be half dead. */
  openAnew() {
    if (this.#over) return;
    this.#attempts = 0;
    this.#drop();
    this.#timers.cancel("open");
    this.#open();
  }

  close() {
    this.#over = true;
    this.#timers.clear();
    this.#drop(1000);
  }

  #open() {
    if (this.#over) return;
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onmessage = (event) => {
      if (socket !== this.#socket) return;
      this.#lastMessage = Date.now();
      this.#listener.onmessage(event.data);
    };
    socket.onopen = () => {
      if (socket !== this.#socket) return;
      this.#attempts = 0;
      this.#lastMessage = Date.now();
      this.#listener.onopen();
      this.#ping();
    };
    socket.onclose = (event) => {
      if (socket !== this.#socket) return;
      this.#socket = null;
      this.#timers.cancel("ping");
      if (event.code === CLOSED_REPLACED) this.#listener.onfinal("replaced");
      else if (event.code === CLOSED_ENDED) this.#listener.onfinal("ended");
      else if (event.code >= 4400 && event.code < 4500) this.#listener.onfinal("ended", event.reason || "refused");
      else this.#openLater();
    };
  }

  #openLater() {
    const wait = BACKOFF_MS[Math.min(this.#attempts++, BACKOFF_MS.length - 1)];
    this.#timers.after("open", wait * (0.75 + Math.random() / 2), () => this.#open());
  }

  #ping() {
    this.#timers.after("ping", PING_MS, () => {
      if (Date.now() - this.#lastMessage > SILENT_MS) {
        // It may be half dead: given up without waiting for its close.
        this.#drop();
        this.#openLater();
        return;
      }
      this.send({ type: "ping", t: Date.now() });
      this.#ping();
    });
  }

  /** @param {number} [code] */
  #drop(code) {
    const socket = this.#socket;
    this.#socket = null;
    this.#timers.cancel("ping");
    socket?.close(code);
  }
}
