// The call's clock: the server says how much has passed and whether it runs; this only counts on from there.
import { useEffect, useRef, useState } from "react";
import { say as announce } from "../ui/toasts.jsx";
import { say } from "./words.js";

const WARNINGS = [[300, "warn300"], [60, "warn60"], [15, "warn15"]];

/** "12:05", "1:02:05". @param {number} ms */
export function asTime(ms) {
  const all = Math.max(0, Math.ceil(ms / 1000));
  const [hours, minutes, seconds] = [Math.floor(all / 3600), Math.floor((all % 3600) / 60), all % 60];
  const two = (n) => String(n).padStart(2, "0");
  return hours ? `${hours}:${two(minutes)}:${two(seconds)}` : `${minutes}:${two(seconds)}`;
}

/**
 * @param {{clock: {running: boolean, elapsed_ms: number, length_ms: number, server_now: number}, words: any}} props
 */
export function Clock({ clock, words }) {
  const [now, setNow] = useState(() => Date.now());
  const heard = useRef({ at: Date.now(), key: "" });
  const key = `${clock?.running}/${clock?.elapsed_ms}/${clock?.server_now}`;
  // The browser's own clock may be wrong by minutes: only the time since the server's word is used.
  if (heard.current.key !== key) heard.current = { at: Date.now(), key };
  const elapsed = (clock?.elapsed_ms ?? 0) + (clock?.running ? Math.max(0, now - heard.current.at) : 0);
  const length = clock?.length_ms ?? 0;
  const left = Math.max(0, length - elapsed);

  useEffect(() => {
    if (!clock?.running) return undefined;
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [clock?.running]);

  const warning = WARNINGS.filter(([seconds]) => length / 1000 > seconds && left / 1000 <= seconds).at(-1)?.[1] ?? "";
  const before = useRef(warning);
  useEffect(() => {
    if (warning && warning !== before.current && clock?.running) announce(words[warning], { show: false, assertive: true });
    before.current = warning;
  }, [warning, words, clock?.running]);

  if (!clock || (!length && !elapsed)) return null;
  const time = asTime(length ? left : elapsed);
  return (
    <div className="stage-clock" role="timer" data-clock={clock.running ? "running" : "paused"} data-warning={warning || undefined}>
      {!clock.running && <span className="stage-clock-note">{words.paused}</span>}
      <span className="tabular">{length ? say(words.left, { time }) : time}</span>
    </div>
  );
}
