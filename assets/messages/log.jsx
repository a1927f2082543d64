// The scrolling part of a conversation: stays at the end while one is there, stays put while earlier messages come in
// above, begins at what is new, and says that it was seen only when somebody could see it.
import { createElement as h, useEffect, useLayoutEffect, useRef, useState } from "react";

const NEAR = 80; // pixels from the end that still count as the end
const ABOVE_NEW = 56; // pixels of what was read before that stay in sight

/**
 * @param {{label: string, first: number, last: number, lastIsMine: boolean, unread: boolean, jumpLabel: string,
 *          later: boolean, latestLabel: string, onLatest?: () => void, classes: Record<string, string>, onSeen?: (away: boolean) => void, children?: any}} props
 */
export function MessageLog({ label, first, last, lastIsMine, unread, later, latestLabel, jumpLabel, classes = {}, onLatest, onSeen, children, ...rest }) {
  const box = useRef(null);
  const was = useRef({ first: 0, last: 0, height: 0, atEnd: true });
  const away = useRef(false); // nobody looked when the last of it came
  const [atEnd, setAtEnd] = useState(true);
  const [behind, setBehind] = useState(false);
  const [onScreen, setOnScreen] = useState(false); // false in a panel that is closed

  const toEnd = () => {
    const el = box.current;
    if (!el) return; // observed once more while the page is being left
    el.scrollTop = el.scrollHeight;
    was.current.atEnd = true;
    setAtEnd(true);
    setBehind(false);
  };
  /** Where one begins to read: at what was looked for, else at what is new, where that is more than fits. */
  const toBeginning = () => {
    const el = box.current;
    const found = el.querySelector("[data-found]");
    const mark = found ?? el.querySelector("[data-new]");
    const top = mark && mark.offsetTop - (found ? (el.clientHeight - mark.offsetHeight) / 2 : ABOVE_NEW);
    found?.focus({ preventScroll: true });
    if (!mark || top >= el.scrollHeight - el.clientHeight) return false;
    el.scrollTop = top;
    was.current.atEnd = false;
    setAtEnd(false);
    setBehind(!found);
    return true;
  };

  useLayoutEffect(() => {
    const el = box.current;
    const before = was.current;
    if (before.first && first < before.first) el.scrollTop += el.scrollHeight - before.height;
    else if (!before.last && last && toBeginning()) was.current.last = last;
    else if (before.later) {
      // What came in below was asked for: one reads on from here.
    } else if (last !== before.last) {
      if (before.atEnd || lastIsMine) toEnd();
      else setBehind(true);
    } else if (before.atEnd) toEnd(); // a card above has grown
    was.current = { ...was.current, first, last, later, height: el.scrollHeight };
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
    away.current = false;
  }, [unread]);
  useEffect(() => {
    if (!unread || !onScreen || !atEnd) return undefined;
    const look = () => {
      if (document.visibilityState === "visible" && document.hasFocus()) onSeen?.(away.current);
      else away.current = true;
    };
    look();
    document.addEventListener("visibilitychange", look);
    window.addEventListener("focus", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      window.removeEventListener("focus", look);
    };
  }, [unread, last, onScreen, atEnd]);

  const onScroll = () => {
    const el = box.current;
    was.current.atEnd = el.scrollHeight - el.scrollTop - el.clientHeight < NEAR;
    setAtEnd(was.current.atEnd);
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
    (later || behind) &&
      h("button", { type: "button", className: classes.jump, onClick: later ? onLatest : toEnd }, later ? latestLabel : jumpLabel),
  );
}
