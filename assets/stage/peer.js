/**
 * One person's side of a call: a signalling websocket and the RTCPeerConnection that it negotiates.
 * Knows the protocol of docs/media.md and nothing of how a call looks.
 */

import { watchNetwork } from "./network.js";
import { sendPictures } from "./pictures.js";
import { summarise } from "./statistics.js";

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
const PING_MS = 15000;
const SILENT_MS = 40000;
const BACKOFF_MS = [250, 500, 1000, 2000, 4000, 8000];
const START_OVER_MS = [0, 500, 1000, 2000, 4000, 8000]; // what fails for a lasting reason must not fail in a tight loop
const CLOSED_REPLACED = 4000;
const CLOSED_ENDED = 4001;

export class PeerLink {
  /** @type {Callbacks} */ #callbacks;
  /** @type {string} */ #url = "";
  /** @type {Options} */ #options;
  /** @type {SeatState} */ #state = { mic: true, camera: true };
  /** @type {{audio: MediaStreamTrack | null, video: MediaStreamTrack | null}} */ #tracks = { audio: null, video: null };
  /** @type {WebSocket | null} */ #socket = null;
  /** @type {RTCPeerConnection | null} */ #pc = null;
  /** @type {RTCConfiguration} */ #ice = {};
  /** @type {number | null} */ #epoch = null;
  /** @type {Status | null} */ #status = null;
  #wasConnected = false;
  #soundOnly = false;
  #seat = "";
  #over = false;
  #attempts = 0;
  #failures = 0;
  #restartOnWelcome = false;
  #lastMessage = 0;
  #work = Promise.resolve();
  /** @type {Map<string, ReturnType<typeof setTimeout>>} */ #timers = new Map();
  /** @type {{lost: number, received: number}} */ #counted = { lost: 0, received: 0 };
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
    return this.#pc;
  }

  /**
   * Take the seat that `url` stands for; once per PeerLink.
   * @param {string} url ws(s):, http(s): or a path
   * @param {Options} options
   */
  connect(url, options) {
    if (this.#over || this.#url) return;
    const address = new URL(url, globalThis.location?.href);
    address.protocol = address.protocol.replace("http", "ws");
    this.#url = address.href;
    this.#options = options;
    for (const track of options.localStream.getTracks()) this.#tracks[track.kind] ??= track;
    this.#apply(options.state ?? this.#state);
    this.#unwatch = watchNetwork(() => this.#networkChanged());
    this.#setStatus("connecting");
    this.#open();
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
    await this.#senderOf(kind)?.replaceTrack(track);
  }

  /** Go on without pictures, or with them again; for both. */
  setSoundOnly(on) {
    this.#send({ type: "sound_only", on });
  }

  /** What the picture, the sound and the line are like now (see statistics.js); null while there is no connection. */
  async stats() {
    if (!this.#pc) return null;
    const { summary, counted } = summarise(await this.#pc.getStats(), this.#counted);
    this.#counted = counted;
    return summary;
  }

  /** Leave. May be called at any time and again; nothing is reported any more afterwards. */
  close() {
    this.#callbacks = {};
    this.#finish();
  }

  // -- the websocket ---------------------------------------------------------------------------------------------------

  #open() {
    if (this.#over) return;
    const socket = new WebSocket(this.#url);
    this.#socket = socket;
    socket.onmessage = (event) => {
      if (socket !== this.#socket) return;
      this.#lastMessage = Date.now();
      // One after the other: each may await the RTCPeerConnection.
      this.#work = this.#work.then(() => this.#receive(JSON.parse(event.data))).catch((error) => this.#failed(error));
    };
    socket.onopen = () => {
      if (socket !== this.#socket) return;
      this.#attempts = 0;
      this.#lastMessage = Date.now();
      this.#hello(this.#epoch);
      this.#ping();
    };
    socket.onclose = (event) => {
      if (socket !== this.#socket) return;
      this.#socket = null;
      this.#cancel("ping");
      if (event.code === CLOSED_REPLACED) this.#finish("replaced");
      else if (event.code === CLOSED_ENDED) this.#finish("ended");
      else if (event.code >= 4400 && event.code < 4500) this.#finish("ended", event.reason || "refused");
      else this.#openLater();
    };
  }

  #openLater() {
    const wait = BACKOFF_MS[Math.min(this.#attempts++, BACKOFF_MS.length - 1)];
    this.#after("open", wait * (0.75 + Math.random() / 2), () => this.#open());
  }

  /** Give up on a websocket that may be half dead, without waiting for its close. */
  #reopen() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#cancel("ping");
    this.#openLater();
  }

  #ping() {
    this.#after("ping", PING_MS, () => {
      if (Date.now() - this.#lastMessage > SILENT_MS) return this.#reopen();
      this.#send({ type: "ping", t: Date.now() });
      this.#ping();
    });
  }

  #send(message) {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  #hello(epoch) {
    this.#send({ type: "hello", epoch, state: this.#state, sound_only: this.#soundOnly });
  }

  async #receive(message) {
    if (this.#over) return;
    switch (message.type) {
      case "welcome":
        this.#ice = message.ice ?? {};
        this.#seat = message.seat;
        if (this.#pc && message.epoch === this.#epoch)
          if (this.#restartOnWelcome || this.#pc.connectionState !== "connected") await this.#restart();
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
        if (message.epoch === this.#epoch) await this.#answer(message.sdp);
        break;
      case "answer":
      case "restarted":
        if (message.epoch === this.#epoch && this.#pc?.signalingState === "have-local-offer")
          await this.#pc.setRemoteDescription({ type: "answer", sdp: message.sdp });
        break;
      case "quality":
        this.#callbacks.onquality?.({ mine: message.mine, theirs: message.theirs });
        break;
      case "voices":
        this.#callbacks.onvoices?.({ mine: message.mine, theirs: message.theirs });
        break;
      case "sound_only":
        this.#soundOnly = message.on;
        await this.#sendPictures();
        this.#callbacks.onsoundonly?.({ on: message.on, mine: message.by ? message.by === this.#seat : null });
        break;
      case "moving":
        if (this.#wasConnected) this.#setStatus("moving");
        break;
      case "replaced":
        this.#finish("replaced");
        break;
      case "ended":
        this.#finish("ended", message.reason);
        break;
      case "error":
        this.#callbacks.onerror?.(new Error(message.message));
        break;
    }
  }

  // -- the connection --------------------------------------------------------------------------------------------------

  async #negotiate(epoch, role) {
    this.#dropConnection();
    this.#epoch = epoch;
    this.#callbacks.onvoices?.({ mine: false, theirs: false });
    this.#setStatus(this.#wasConnected ? "reconnecting" : "connecting");
    const pc = new RTCPeerConnection({ ...this.#ice, bundlePolicy: "max-bundle", rtcpMuxPolicy: "require" });
    this.#pc = pc;
    const remote = new MediaStream();
    pc.ontrack = (event) => {
      if (pc !== this.#pc) return;
      remote.addTrack(event.track);
      this.#callbacks.onremotestream?.(remote);
    };
    pc.onconnectionstatechange = () => {
      if (pc === this.#pc) this.#connectionChanged(pc);
    };
    if (this.#options.channel) {
      const channel = pc.createDataChannel("stage", { negotiated: true, id: 0 });
      channel.onopen = () => pc === this.#pc && this.#callbacks.onchannel?.(channel);
    }
    this.#after("connect", CONNECT_MS, () => this.#startOver());
    if (role !== "offer") return;
    const kinds = this.#options.kind === "audio" ? ["audio"] : ["audio", "video"];
    for (const kind of kinds)
      // Sending both ways even without a track: a camera that comes later needs no new negotiation.
      pc.addTransceiver(this.#tracks[kind] ?? kind, { direction: "sendrecv", streams: [this.#options.localStream] });
    await this.#describe(pc, "offer", await pc.createOffer());
  }

  async #answer(sdp) {
    const pc = this.#pc;
    if (!pc || pc.signalingState !== "stable") return;
    await pc.setRemoteDescription({ type: "offer", sdp });
    for (const transceiver of pc.getTransceivers()) {
      const kind = transceiver.receiver.track.kind;
      transceiver.direction = "sendrecv";
      transceiver.sender.setStreams?.(this.#options.localStream);
      await transceiver.sender.replaceTrack(this.#tracks[kind]);
    }
    await this.#describe(pc, "answer", await pc.createAnswer());
  }

  /** Set the description and send it, without candidates: the node asks for none, and it is nobody's business. */
  async #describe(pc, type, description) {
    await pc.setLocalDescription(description);
    if (pc !== this.#pc) return;
    const sdp = pc.localDescription.sdp.replace(/^a=(candidate:.*|end-of-candidates)\r\n/gm, "");
    this.#send({ type, epoch: this.#epoch, sdp });
  }

  #connectionChanged(pc) {
    switch (pc.connectionState) {
      case "connected":
        this.#cancel("connect");
        this.#cancel("restart");
        this.#failures = 0;
        this.#wasConnected = true;
        this.#setStatus("connected");
        this.#sendPictures().catch(() => {});
        break;
      case "disconnected":
        this.#after("restart", DISCONNECTED_MS, () => {
          this.#setStatus("reconnecting");
          this.#restartInTurn();
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
    this.#attempts = 0;
    const socket = this.#socket;
    this.#socket = null;
    socket?.close();
    this.#cancel("open");
    this.#open();
  }

  #restartInTurn() {
    this.#work = this.#work.then(() => this.#restart()).catch((error) => this.#failed(error));
  }

  /** Look for a new way to the node while DTLS and media stay as they are. */
  async #restart() {
    const pc = this.#pc;
    if (this.#over || !pc || !pc.remoteDescription || pc.signalingState === "closed") return;
    this.#after("restart", RESTART_AGAIN_MS, () => {
      if (this.#pc === pc && pc.connectionState !== "connected") this.#restartInTurn();
    });
    await this.#describe(pc, "restart", await pc.createOffer({ iceRestart: true }));
  }

  /** Ask for a new epoch: new connections on both sides. */
  #startOver() {
    if (this.#over) return;
    this.#dropConnection();
    this.#epoch = null;
    const wait = START_OVER_MS[Math.min(this.#failures++, START_OVER_MS.length - 1)];
    this.#after("connect", wait, () => this.#hello(null));
  }

  #failed(error) {
    if (this.#over) return;
    this.#callbacks.onerror?.(error instanceof Error ? error : new Error(String(error)));
    if (this.#pc && this.#pc.connectionState !== "connected") this.#startOver();
  }

  #dropConnection() {
    for (const name of ["connect", "restart"]) this.#cancel(name);
    const pc = this.#pc;
    this.#pc = null;
    this.#counted = { lost: 0, received: 0 };
    pc?.close();
  }

  // -- small things ----------------------------------------------------------------------------------------------------

  #apply(state) {
    this.#state = { mic: state.mic ?? this.#state.mic, camera: state.camera ?? this.#state.camera };
    if (this.#tracks.audio) this.#tracks.audio.enabled = this.#state.mic;
    if (this.#tracks.video) this.#tracks.video.enabled = this.#state.camera;
  }

  #sendPictures() {
    return sendPictures(this.#senderOf("video"), !this.#soundOnly);
  }

  #senderOf(kind) {
    return this.#pc?.getTransceivers().find((transceiver) => transceiver.receiver.track.kind === kind)?.sender;
  }

  #setStatus(status, reason) {
    if (status === this.#status) return;
    // Whoever is being moved has no trouble of their own: that word stands until they are there.
    if (this.#status === "moving" && (status === "connecting" || status === "reconnecting")) return;
    this.#status = status;
    this.#callbacks.onstatus?.(status, reason);
  }

  #after(name, ms, act) {
    this.#cancel(name);
    this.#timers.set(name, setTimeout(act, ms));
  }

  #cancel(name) {
    clearTimeout(this.#timers.get(name));
    this.#timers.delete(name);
  }

  #finish(status, reason) {
    if (this.#over) return;
    this.#over = true;
    for (const name of [...this.#timers.keys()]) this.#cancel(name);
    this.#unwatch();
    this.#dropConnection();
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(1000);
    if (status) this.#setStatus(status, reason);
  }
}
