// "7 s" until a moment close by, by the server's clock. Whoever listens was told how long when it began.
import { createElement, useEffect, useRef, useState } from "react";
import { fill } from "../ui/words.js";

/** @param {{until: string, now: string, words: {seconds: string, soon: string}, className?: string}} props moments in ISO 8601; `now` by the server */
export function SecondsLeft({ until, now, words, className }) {
  const ahead = useRef(0);
  const [left, setLeft] = useState(null);

  useEffect(() => {
    if (!until || !now) return undefined;
    ahead.current = Date.parse(now) - Date.now();
    const tick = () => setLeft(Math.max(0, Math.ceil((Date.parse(until) - Date.now() - ahead.current) / 1000)));
    tick();
    const timer = setInterval(tick, 250);
    return () => clearInterval(timer);
  }, [until, now]);

  const written = left === null ? words.soon : fill(words.seconds, { seconds: left });
  return createElement("span", { className, "aria-hidden": true }, written);
}
