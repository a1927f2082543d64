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
 * @param {{clock: {running: boolean, elapsed_ms: number, length_ms: number, server_now: number}, held?: boolean, words: any}} props
 *   `held`: the line is down. The server needs a moment to notice; what it then says counts from when the line went down.
 */
export function Clock({ clock, held = false, words }) {
  const [now, setNow] = useState(() => Date.now());
  const heard = useRef({ at: Date.now(), key: "" });
  const key = `${clock?.running}/${clock?.elapsed_ms}/${clock?.server_now}`;
  // The browser's own clock may be wrong by minutes: only the time since the server's word is used.
  if (heard.current.key !== key) heard.current = { at: Date.now(), key };
  const running = Boolean(clock?.running) && !held;
  const counted = (clock?.elapsed_ms ?? 0) + (clock?.running ? Math.max(0, now - heard.current.at) : 0);
  const stood = useRef(null);
  if (!held || !clock?.running) stood.current = null;
  else stood.current ??= counted;
  const elapsed = stood.current ?? counted;
  const length = clock?.length_ms ?? 0;
  const left = Math.max(0, length - elapsed);

  useEffect(() => {
    if (!running) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [running]);

  const warning = WARNINGS.filter(([seconds]) => length / 1000 > seconds && left / 1000 <= seconds).at(-1)?.[1] ?? "";
  const before = useRef(warning);
  useEffect(() => {
    if (warning && warning !== before.current && running) announce(words[warning], { show: false, assertive: true });
    before.current = warning;
  }, [warning, words, running]);

  if (!clock || (!length && !elapsed)) return null;
  const time = asTime(length ? left : elapsed);
  return (
    <div className="stage-clock" role="timer" data-clock={running ? "running" : "paused"} data-warning={warning || undefined}>
      {!running && <span className="stage-clock-note">{words.paused}</span>}
      <span className="tabular">{length ? say(words.left, { time }) : time}</span>
    </div>
  );
}
