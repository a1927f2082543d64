// The scrolling part of a conversation: stays at the end while one is there, stays put while earlier messages come in
// above, and says that it was seen only when somebody could see it.
import { createElement as h, useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR = 80; // pixels from the end that still count as the end

/**
 * @param {{label: string, first: number, last: number, lastIsMine: boolean, unread: boolean, jumpLabel: string,
 *          classes: Record<string, string>, onSeen?: () => void, children?: any}} props
 */
export function MessageLog({ label, first, last, lastIsMine, unread, jumpLabel, classes = {}, onSeen, children, ...rest }) {
  const box = useRef(null);
  const was = useRef({ first: 0, last: 0, height: 0, atEnd: true });
  const [behind, setBehind] = useState(false);
  const [onScreen, setOnScreen] = useState(false); // false in a panel that is closed

  const toEnd = () => {
    const el = box.current;
    if (!el) return; // observed once more while the page is being left
    el.scrollTop = el.scrollHeight;
    was.current.atEnd = true;
    setBehind(false);
  };

  useLayoutEffect(() => {
    const el = box.current;
    const before = was.current;
    if (before.first && first < before.first) el.scrollTop += el.scrollHeight - before.height;
    else if (last !== before.last) {
      if (before.atEnd || lastIsMine) toEnd();
      else setBehind(true);
    } else if (before.atEnd) toEnd(); // a card above has grown
    was.current = { ...was.current, first, last, height: el.scrollHeight };
  }, [first, last, lastIsMine, children]);

  // The keyboard of a phone, a taller composer, a panel that opens: the end stays in sight.
  useEffect(() => {
    const size = new ResizeObserver(() => was.current.atEnd && toEnd());
    const sight = new IntersectionObserver((entries) => setOnScreen(entries.at(-1).isIntersecting));
    size.observe(box.current);
    sight.observe(box.current);
    return () => {
      size.disconnect();
      sight.disconnect();
    };
  }, []);

  useEffect(() => {
    if (!unread || !onScreen) return undefined;
    const look = () => document.visibilityState === "visible" && document.hasFocus() && onSeen?.();
    look();
    document.addEventListener("visibilitychange", look);
    window.addEventListener("focus", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("focus", look);
    };
  }, [unread, last, onScreen]);

  const onScroll = () => {
    const el = box.current;
    was.current.atEnd = el.scrollHeight - el.scrollTop - el.clientHeight < NEAR;
    if (was.current.atEnd) setBehind(false);
  };

  return h(
    "div",
    { className: classes.frame },
    h(
      "div",
      { ...rest, ref: box, role: "log", "aria-live": "polite", "aria-label": label, tabIndex: 0, className: classes.log, onScroll },
      children,
    ),
    behind && h("button", { type: "button", className: classes.jump, onClick: toEnd }, jumpLabel),
  );
}
