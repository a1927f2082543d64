// Time left until a deadline of the server's, whatever this machine's own clock says.
import { createElement, useEffect, useState } from "react";
import { fill } from "../ui/words.js";

/** "4:59"; from an hour on seconds say nothing: "23 h 59 min". */
const written = (ms, words) => {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) return fill(words.hours, { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
  return `${minutes}:${String(seconds % 60).padStart(2, "0")}`;
};

/** @param {{until: string, now: string, words: {hours: string}, label?: string, className?: string}} props moments in ISO 8601; `now` by the server */
export function Countdown({ until, now, words, label, className }) {
  const [left, setLeft] = useState(null);

  useEffect(() => {
    if (!until) return undefined;
    const ahead = now ? Date.parse(now) - Date.now() : 0;
    const tick = () => setLeft(Date.parse(until) - (Date.now() + ahead));
    tick();
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [until, now]);

  if (!until || left === null) return null;
  return createElement("span", { role: "timer", "aria-label": label, className, "data-until": until }, written(left, words));
}
