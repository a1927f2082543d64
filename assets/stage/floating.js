// The other person's picture in a small window above everything else, while one looks something up.
import { useEffect, useState } from "react";

/**
 * @param {{current: HTMLVideoElement | null}} video
 * @param {boolean} seen whether there is a picture to show
 * @returns {{can: boolean, on: boolean, toggle: () => void}}
 */
export function useFloating(video, seen) {
  const [able, setAble] = useState(false);
  const [on, setOn] = useState(false);
  useEffect(() => setAble(Boolean(document.pictureInPictureEnabled)), []);

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

  // A small window with nothing in it helps nobody.
  useEffect(() => {
    if (!seen && on) document.exitPictureInPicture?.().catch(() => {});
  }, [seen, on]);

  const toggle = () => {
    if (document.pictureInPictureElement) document.exitPictureInPicture().catch(() => {});
    else video.current?.requestPictureInPicture().catch(() => {});
  };
  return { can: able && seen, on, toggle };
}
