// What the two pages tell each other directly, over the call's data channel: reactions, and whether one is covered. The
// relay carries it unread, nothing of it is kept, and whatever comes in is doubted.
import { bucket } from "./bucket.js";

export const REACTIONS = ["heart", "laugh", "thumbs", "party", "fire"];

/**
 * @param {{onreaction?: (kind: string) => void, oncovered?: (on: boolean) => void}} listener
 */
export function whispers(listener) {
  /** @type {RTCDataChannel | null} */
  let channel = null;
  let covered = null;
  const maySend = bucket(6, 500);
  // Of a page that was tampered with, no more is shown than an honest one sends (and a little for the line's hiccups).
  const mayCome = bucket(9, 450);

  const send = (message) => {
    if (channel?.readyState !== "open") return false;
    channel.send(JSON.stringify(message));
    return true;
  };
  const hear = (text) => {
    if (typeof text !== "string" || text.length > 200 || !mayCome()) return;
    let message;
    try {
      message = JSON.parse(text);
    } catch {
      return;
    }
    if (message?.type === "reaction" && REACTIONS.includes(message.kind)) listener.onreaction?.(message.kind);
    if (message?.type === "covered" && typeof message.on === "boolean") listener.oncovered?.(message.on);
  };

  return {
    /** A new channel, with each new connection. @param {RTCDataChannel} opened */
    use(opened) {
      channel = opened;
      opened.onmessage = (event) => hear(event.data);
      if (covered !== null) send({ type: "covered", on: covered });
    },
    /** @returns {boolean} whether it was sent */
    react: (kind) => maySend() && send({ type: "reaction", kind }),
    /** Tell the other whether their camera is covered here; again after each reconnect. */
    cover(on) {
      covered = on;
      send({ type: "covered", on });
    },
  };
}
