// When the buttons may fade: nobody has touched anything for a while, and no keyboard is among them.
import { useEffect, useState } from "react";

const IDLE_MS = 4500;

/** True while nobody has touched anything for a few seconds. @param {{current: HTMLElement | null}} root */
export function useIdle(root, on) {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const node = root.current;
    if (!on || !node) {
      setIdle(false);
      return undefined;
    }
    let timer;
    let asleep = false;
    let swallow = false;
    const sleep = () => {
      // Whoever walks through the buttons by keyboard must see where they are, however long they think.
      if (node.querySelector(":focus-visible")) {
        timer = setTimeout(sleep, IDLE_MS);
        return;
      }
      asleep = true;
      setIdle(true);
    };
    const wake = () => {
      clearTimeout(timer);
      asleep = false;
      setIdle(false);
      timer = setTimeout(sleep, IDLE_MS);
    };
    // A finger can't hover: its first tap only brings the buttons back, it must not press an unseen "End call".
    const touch = (event) => {
      swallow = asleep && event.pointerType === "touch";
      wake();
    };
    const click = (event) => {
      if (!swallow) return;
      swallow = false;
      event.stopPropagation();
      event.preventDefault();
    };
    wake();
    const signs = ["pointermove", "keydown", "focusin"];
    signs.forEach((sign) => node.addEventListener(sign, wake));
    node.addEventListener("pointerdown", touch, true);
    node.addEventListener("click", click, true);
    return () => {
      clearTimeout(timer);
      signs.forEach((sign) => node.removeEventListener(sign, wake));
      node.removeEventListener("pointerdown", touch, true);
      node.removeEventListener("click", click, true);
    };
  }, [root, on]);
  return idle;
}
