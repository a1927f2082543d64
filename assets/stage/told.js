// What changes at the other's devices and at one's own, in words for those who listen instead of look.
import { useEffect, useRef } from "react";
import { say as announce } from "../ui/toasts.jsx";
import { say } from "./words.js";

const tell = (text) => announce(text, { show: false });

/**
 * @param {{live: boolean, pictures: boolean, state: {mic?: boolean, camera?: boolean} | null | undefined, other: string, words: any}} options
 *   `state`: the other's devices, once they are known. Whoever comes with both on is told of by "connected".
 */
function usePeerTold({ live, pictures, state, other, words }) {
  const before = useRef({ mic: true, camera: true });
  const [mic, camera] = [state?.mic, state?.camera];
  useEffect(() => {
    if (!live || mic === undefined || camera === undefined) return;
    if (mic !== before.current.mic) tell(say(mic ? words.peerUnmuted : words.peerMuted, { other }));
    if (pictures && camera !== before.current.camera) tell(say(camera ? words.peerCameraOn : words.peerCameraOff, { other }));
    before.current = { mic, camera };
  }, [live, pictures, mic, camera, other, words]);
}

/** Only what one did oneself: that a device was taken or came back is told by `LostCard`. */
function useOwnTold({ live, pictures, media, words }) {
  const before = useRef(null);
  const { mic, camera } = media;
  useEffect(() => {
    const was = before.current;
    before.current = { mic, camera };
    if (!was || !live) return;
    if (mic !== was.mic) tell(mic ? words.youAreHeard : words.youAreMuted);
    if (pictures && camera !== was.camera) tell(camera ? words.yourCameraOn : words.yourCameraOff);
  }, [live, pictures, mic, camera, words]);
}

/** Both of them, while the call is live. */
export function useTold({ live, pictures, peer, media, other, words }) {
  usePeerTold({ live, pictures, state: peer.state, other, words });
  useOwnTold({ live, pictures, media, words });
}
