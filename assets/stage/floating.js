// The call in a small window above everything else, while one looks something up: with buttons where the browser lets a page
// draw the window itself (Document Picture-in-Picture), else the other's picture with what buttons the browser has.
import { useCallback, useEffect, useRef, useState } from "react";

const SIZE = { width: 340, height: 255 };

/** The page's own look, for a window that has none. */
function dress(small) {
  for (const sheet of document.querySelectorAll('link[rel="stylesheet"], style')) small.document.head.append(sheet.cloneNode(true));
  const [from, to] = [document.documentElement, small.document.documentElement];
  for (const name of ["lang", "dir", "class", "data-theme"]) if (from.hasAttribute(name)) to.setAttribute(name, from.getAttribute(name));
  small.document.title = document.title;
}

/** The buttons that the browser itself puts beside a floating picture, and on a keyboard or a headset. */
function useMediaKeys({ on, mic, camera, toggleMic, toggleCamera, hangUp }) {
  const act = useRef({});
  act.current = { togglemicrophone: toggleMic, togglecamera: toggleCamera, hangup: hangUp };
  useEffect(() => {
    const session = navigator.mediaSession;
    if (!on || !session) return undefined;
    const set = (name, handler) => {
      try {
        session.setActionHandler(name, handler);
      } catch {
        // Not every browser knows every action.
      }
    };
    for (const name of Object.keys(act.current)) set(name, () => act.current[name]?.());
    return () => Object.keys(act.current).forEach((name) => set(name, null));
  }, [on]);
  useEffect(() => {
    navigator.mediaSession?.setMicrophoneActive?.(mic)?.catch?.(() => {});
    navigator.mediaSession?.setCameraActive?.(camera)?.catch?.(() => {});
  }, [mic, camera]);
}

/**
 * @param {{video: {current: HTMLVideoElement | null}, seen: boolean, going: boolean, media: any, hangUp: () => void}} options
 *   `seen`: whether there is a picture to show; `going`: whether the call is on
 * @returns {{can: boolean, on: boolean, place: HTMLElement | null, toggle: () => void}} `place`: where to draw the window's content
 */
export function useFloating({ video, seen, going, media, hangUp }) {
  const [able, setAble] = useState({ drawn: false, plain: false });
  const [on, setOn] = useState(false);
  const [place, setPlace] = useState(null);
  const small = useRef(null);
  useEffect(() => setAble({ drawn: "documentPictureInPicture" in window, plain: Boolean(document.pictureInPictureEnabled) }), []);

  useEffect(() => {
    const node = video.current;
    if (!node) return undefined;
    const entered = () => setOn(true);
    const left = () => setOn(false);
    node.addEventListener("enterpictureinpicture", entered);
    node.addEventListener("leavepictureinpicture", left);
    return () => {
      node.removeEventListener("enterpictureinpicture", entered);
      node.removeEventListener("leavepictureinpicture", left);
    };
  }, [video]);

  const close = useCallback(() => {
    small.current?.close();
    if (document.pictureInPictureElement) document.exitPictureInPicture().catch(() => {});
  }, []);
  // A small window with nothing in it helps nobody. (A drawn one has something in it until the call is over.)
  useEffect(() => {
    if (on && (place ? !going : !seen)) close();
  }, [on, place, going, seen, close]);
  useEffect(() => close, [close]);

  useMediaKeys({ on: going, mic: media.mic, camera: media.camera, toggleMic: media.toggleMic, toggleCamera: media.toggleCamera, hangUp });

  const open = async () => {
    if (!able.drawn) {
      await video.current?.requestPictureInPicture();
      return;
    }
    const opened = await window.documentPictureInPicture.requestWindow(SIZE);
    small.current = opened;
    dress(opened);
    opened.addEventListener("pagehide", () => {
      small.current = null;
      setPlace(null);
      setOn(false);
    });
    setPlace(opened.document.body);
    setOn(true);
  };
  const toggle = () => (on ? close() : open().catch(() => {}));
  return { can: going && (able.drawn || (able.plain && seen)), on, place, toggle };
}
