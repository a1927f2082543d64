/** One RTCPeerConnection with the node, from its first description to its end; each epoch has a new one. */

import { sendPictures } from "./pictures.js";
import { summarise } from "./statistics.js";

/** @typedef {{audio: MediaStreamTrack | null, video: MediaStreamTrack | null}} Tracks whatever is in it when it is needed */
/**
 * @typedef {object} Listener
 * @property {(stream: MediaStream) => void} onremotestream
 * @property {(state: RTCPeerConnectionState) => void} onstate
 * @property {(channel: RTCDataChannel) => void} onchannel
 */

export class Connection {
  /** @type {RTCPeerConnection} */ #pc;
  /** @type {import("./peer.js").Options} */ #options;
  /** @type {Tracks} */ #tracks;
  /** @type {{lost: number, received: number}} */ #counted = { lost: 0, received: 0 };

  /**
   * @param {RTCConfiguration} ice
   * @param {import("./peer.js").Options} options
   * @param {Tracks} tracks
   * @param {Listener} listener hears nothing any more once this is closed
   */
  constructor(ice, options, tracks, listener) {
    const pc = new RTCPeerConnection({ ...ice, bundlePolicy: "max-bundle", rtcpMuxPolicy: "require" });
    this.#pc = pc;
    this.#options = options;
    this.#tracks = tracks;
    const remote = new MediaStream();
    pc.ontrack = (event) => {
      if (this.closed) return;
      remote.addTrack(event.track);
      listener.onremotestream(remote);
    };
    pc.onconnectionstatechange = () => {
      if (!this.closed) listener.onstate(pc.connectionState);
    };
    if (options.channel) {
      const channel = pc.createDataChannel("stage", { negotiated: true, id: 0 });
      channel.onopen = () => !this.closed && listener.onchannel(channel);
    }
  }

  /** The browser's own, for measuring only. */
  get raw() {
    return this.#pc;
  }

  get closed() {
    return this.#pc.signalingState === "closed";
  }

  /** Whether the other's description is known, so that a new way can be asked for. */
  get described() {
    return Boolean(this.#pc.remoteDescription) && !this.closed;
  }

  get connected() {
    return this.#pc.connectionState === "connected";
  }

  /** Offer sound, and pictures if they are part of the call. */
  async offer() {
    const kinds = this.#options.kind === "audio" ? ["audio"] : ["audio", "video"];
    for (const kind of kinds)
      // Sending both ways even without a track: a camera that comes later needs no new negotiation.
      this.#pc.addTransceiver(this.#tracks[kind] ?? kind, { direction: "sendrecv", streams: [this.#options.localStream] });
    return this.#describe(await this.#pc.createOffer());
  }

  /** Answer the other's offer; null when this isn't the moment for it. @param {string} sdp */
  async answer(sdp) {
    const pc = this.#pc;
    if (pc.signalingState !== "stable") return null;
    await pc.setRemoteDescription({ type: "offer", sdp });
    for (const transceiver of pc.getTransceivers()) {
      const kind = transceiver.receiver.track.kind;
      transceiver.direction = "sendrecv";
      transceiver.sender.setStreams?.(this.#options.localStream);
      await transceiver.sender.replaceTrack(this.#tracks[kind]);
    }
    return this.#describe(await pc.createAnswer());
  }

  /** Look for a new way to the node, while DTLS and media stay as they are. */
  async restart() {
    return this.#describe(await this.#pc.createOffer({ iceRestart: true }));
  }

  /** Take the answer to what was offered last. @param {string} sdp */
  async accept(sdp) {
    if (this.#pc.signalingState === "have-local-offer") await this.#pc.setRemoteDescription({ type: "answer", sdp });
  }

  /** @param {"audio" | "video"} kind @param {MediaStreamTrack | null} track */
  async replaceTrack(kind, track) {
    await this.#senderOf(kind)?.replaceTrack(track);
  }

  /** @param {boolean} on */
  sendPictures(on) {
    return sendPictures(this.#senderOf("video"), on);
  }

  async stats() {
    const { summary, counted } = summarise(await this.#pc.getStats(), this.#counted);
    this.#counted = counted;
    return summary;
  }

  close() {
    this.#pc.close();
  }

  /** Without candidates: the node asks for none, and they are nobody's business. */
  async #describe(description) {
    await this.#pc.setLocalDescription(description);
    return this.#pc.localDescription.sdp.replace(/^a=(candidate:.*|end-of-candidates)\r\n/gm, "");
  }

  #senderOf(kind) {
    return this.#pc.getTransceivers().find((transceiver) => transceiver.receiver.track.kind === kind)?.sender;
  }
}
