/**
 * One person's side of a call: what a seat's websocket (signalling.js) and its connection (connection.js) say to each other.
 * Knows the protocol of docs/media.md and nothing of how a call looks.
 */

import { Connection } from "./connection.js";
import { watchNetwork } from "./network.js";
import { Signalling } from "./signalling.js";
import { Timers } from "./timers.js";

/** @typedef {{mic: boolean, camera: boolean}} SeatState */
/** @typedef {{present: boolean, state: SeatState | null}} Peer */
/** @typedef {"good" | "weak" | "bad"} Quality */
/** @typedef {"connecting" | "connected" | "reconnecting" | "moving" | "replaced" | "ended"} Status */
/**
 * @typedef {object} Callbacks
 * @property {(stream: MediaStream) => void} [onremotestream] again with a new stream after a rejoin
 * @property {(peer: Peer) => void} [onpeer]
 * @property {(status: Status, reason?: string) => void} [onstatus] "replaced" and "ended" are final
 * @property {(quality: {mine: Quality, theirs: Quality}) => void} [onquality]
 * @property {(voices: {mine: boolean, theirs: boolean}) => void} [onvoices] who speaks, as the relay hears it
 * @property {(sound: {on: boolean, mine: boolean | null}) => void} [onsoundonly] both go on without pictures, or with them
 *   again; `mine`: whether this side wanted it, null when it was so before
 * @property {(error: Error) => void} [onerror] something went wrong that the link tries to mend by itself
 * @property {(channel: RTCDataChannel) => void} [onchannel] again with a new channel after a rejoin
 */
/**
 * @typedef {object} Options
 * @property {MediaStream} localStream any stream: devices, a canvas, or an empty one
 * @property {SeatState} [state] what is let through at first
 * @property {"video" | "audio"} [kind] whether pictures are part of the call (default "video")
 * @property {boolean} [channel] whether a data channel is wanted (both sides have to want it)
 */

const DISCONNECTED_MS = 1500; // shorter gaps mend themselves
const RESTART_AGAIN_MS = 6000;
const CONNECT_MS = 10000;
const START_OVER_MS = [0, 500, 1000, 2000, 4000, 8000]; // what fails for a lasting reason must not fail in a tight loop

export class PeerLink {
  /** @type {Callbacks} */ #callbacks;
  /** @type {Options} */ #options;
  /** @type {SeatState} */ #state = { mic: true, camera: true };
  /** @type {import("./connection.js").Tracks} */ #tracks = { audio: null, video: null };
  /** @type {Signalling | null} */ #signalling = null;
  /** @type {Connection | null} */ #connection = null;
  /** @type {RTCConfiguration} */ #ice = {};
  /** @type {number | null} */ #epoch = null;
  /** @type {Status | null} */ #status = null;
  #wasConnected = false;
  #soundOnly = false;
  #seat = "";
  #over = false;
  #failures = 0;
  #restartOnWelcome = false;
  #work = Promise.resolve();
  #timers = new Timers();
  #unwatch = () => {};

  /** @param {Callbacks} [callbacks] */
  constructor(callbacks = {}) {
    this.#callbacks = callbacks;
  }

  /** The epoch of descriptions in force, for resuming; null before the first. */
  get epoch() {
    return this.#epoch;
  }

  /** The RTCPeerConnection in use, for measuring only. */
  get connection() {
    return this.#connection?.raw ?? null;
  }

  /**
   * Take the seat that `url` stands for; once per PeerLink.
   * @param {string} url ws(s):, http(s): or a path
   * @param {Options} options
   */
  connect(url, options) {
    if (this.#over || this.#signalling) return;
    this.#options = options;
    for (const track of options.localStream.getTracks()) this.#tracks[track.kind] ??= track;
    this.#apply(options.state ?? this.#state);
    this.#unwatch = watchNetwork(() => this.#networkChanged());
    this.#setStatus("connecting");
    this.#signalling = new Signalling(url, {
      onopen: () => this.#hello(this.#epoch),
      // One after the other: each may await the connection.
      onmessage: (text) => this.#inTurn(() => this.#receive(JSON.parse(text))),
      onfinal: (status, reason) => this.#finish(status, reason),
    });
  }

  /**
   * Mute or show: the tracks go on as silence and black, so that congestion control sees no loss.
   * @param {Partial<SeatState>} state
   */
  setState(state) {
    this.#apply(state);
    this.#send({ type: "state", ...this.#state });
  }

  /**
   * Another device, or none (null) for this kind.
   * @param {"audio" | "video"} kind
   * @param {MediaStreamTrack | null} track
   */
  async replaceTrack(kind, track) {
    this.#tracks[kind] = track;
    this.#apply({});
    await this.#connection?.replaceTrack(kind, track);
  }

  /** Go on without pictures, or with them again; for both. */
  setSoundOnly(on) {
    this.#send({ type: "sound_only", on });
  }

  /** What the picture, the sound and the line are like now (see statistics.js); null while there is no connection. */
  async stats() {
    return (await this.#connection?.stats()) ?? null;
  }

  /** Leave. May be called at any time and again; nothing is reported any more afterwards. */
  close() {
    this.#callbacks = {};
    this.#finish();
  }

  // -- what the node says ----------------------------------------------------------------------------------------------

  async #receive(message) {
    if (this.#over) return;
    switch (message.type) {
      case "welcome":
        this.#ice = message.ice ?? {};
        this.#seat = message.seat;
        if (this.#connection && message.epoch === this.#epoch)
          if (this.#restartOnWelcome || !this.#connection.connected) await this.#restart();
          else this.#setStatus("connected"); // it did not move after all
        this.#restartOnWelcome = false;
        break;
      case "peer":
        this.#callbacks.onpeer?.({ present: message.present, state: message.state });
        break;
      case "negotiate":
        await this.#negotiate(message.epoch, message.role);
        break;
      case "offer":
        if (message.epoch === this.#epoch) await this.#describe("answer", (line) => line.answer(message.sdp));
        break;
      case "answer":
      case "restarted":
        if (message.epoch === this.#epoch) await this.#connection?.accept(message.sdp);
        break;
      case "quality":
        this.#callbacks.onquality?.({ mine: message.mine, theirs: message.theirs });
        break;
      case "voices":
        this.#callbacks.onvoices?.({ mine: message.mine, theirs: message.theirs });
        break;
      case "sound_only":
        this.#soundOnly = message.on;
        await this.#connection?.sendPictures(!message.on);
        this.#callbacks.onsoundonly?.({ on: message.on, mine: message.by ? message.by === this.#seat : null });
        break;
      case "moving":
        if (this.#wasConnected) this.#setStatus("moving");
        break;
      case "replaced":
      case "ended":
        this.#finish(message.type, message.reason);
        break;
      case "error":
        this.#callbacks.onerror?.(new Error(message.message));
        break;
    }
  }

  #send(message) {
    this.#signalling?.send(message);
  }

  #hello(epoch) {
    this.#send({ type: "hello", epoch, state: this.#state, sound_only: this.#soundOnly });
  }

  // -- the connection --------------------------------------------------------------------------------------------------

  async #negotiate(epoch, role) {
    this.#dropConnection();
    this.#epoch = epoch;
    this.#callbacks.onvoices?.({ mine: false, theirs: false });
    this.#setStatus(this.#wasConnected ? "reconnecting" : "connecting");
    this.#connection = new Connection(this.#ice, this.#options, this.#tracks, {
      onremotestream: (stream) => this.#callbacks.onremotestream?.(stream),
      onstate: (state) => this.#stateChanged(state),
      onchannel: (channel) => this.#callbacks.onchannel?.(channel),
    });
    this.#timers.after("connect", CONNECT_MS, () => this.#startOver());
    if (role === "offer") await this.#describe("offer", (connection) => connection.offer());
  }

  /** Have the connection describe itself, and send that, unless another has taken its place meanwhile. */
  async #describe(type, how) {
    const connection = this.#connection;
    const sdp = connection && (await how(connection));
    if (sdp && connection === this.#connection) this.#send({ type, epoch: this.#epoch, sdp });
  }

  #stateChanged(state) {
    switch (state) {
      case "connected":
        this.#timers.cancel("connect");
        this.#timers.cancel("restart");
        this.#failures = 0;
        this.#wasConnected = true;
        this.#setStatus("connected");
        this.#connection.sendPictures(!this.#soundOnly).catch(() => {});
        break;
      case "disconnected":
        this.#timers.after("restart", DISCONNECTED_MS, () => {
          this.#setStatus("reconnecting");
          this.#inTurn(() => this.#restart());
        });
        break;
      case "failed":
        this.#setStatus(this.#wasConnected ? "reconnecting" : "connecting");
        this.#startOver();
        break;
    }
  }

  /** Another network: the websocket may be half dead, and media needs another way. Both come back as they were. */
  #networkChanged() {
    if (this.#over) return;
    this.#restartOnWelcome = true;
    this.#signalling?.openAnew();
  }

  async #restart() {
    const connection = this.#connection;
    if (this.#over || !connection?.described) return;
    this.#timers.after("restart", RESTART_AGAIN_MS, () => {
      if (this.#connection === connection && !connection.connected) this.#inTurn(() => this.#restart());
    });
    await this.#describe("restart", () => connection.restart());
  }

  /** Ask for a new epoch: new connections on both sides. */
  #startOver() {
    if (this.#over) return;
    this.#dropConnection();
    this.#epoch = null;
    const wait = START_OVER_MS[Math.min(this.#failures++, START_OVER_MS.length - 1)];
    this.#timers.after("connect", wait, () => this.#hello(null));
  }

  #failed(error) {
    if (this.#over) return;
    this.#callbacks.onerror?.(error instanceof Error ? error : new Error(String(error)));
    if (this.#connection && !this.#connection.connected) this.#startOver();
  }

  #dropConnection() {
    for (const name of ["connect", "restart"]) this.#timers.cancel(name);
    this.#connection?.close();
    this.#connection = null;
  }

  #inTurn(act) {
    this.#work = this.#work.then(act).catch((error) => this.#failed(error));
  }

  #apply(state) {
    this.#state = { mic: state.mic ?? this.#state.mic, camera: state.camera ?? this.#state.camera };
    if (this.#tracks.audio) this.#tracks.audio.enabled = this.#state.mic;
    if (this.#tracks.video) this.#tracks.video.enabled = this.#state.camera;
  }

  #setStatus(status, reason) {
    if (status === this.#status) return;
    // Whoever is being moved has no trouble of their own: that word stands until they are there.
    if (this.#status === "moving" && (status === "connecting" || status === "reconnecting")) return;
    this.#status = status;
    this.#callbacks.onstatus?.(status, reason);
  }

  #finish(status, reason) {
    if (this.#over) return;
    this.#over = true;
    this.#timers.clear();
    this.#unwatch();
    this.#dropConnection();
    this.#signalling?.close();
    if (status) this.#setStatus(status, reason);
  }
}
