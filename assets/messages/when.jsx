// Moments in the words of the person's own place: the server knows no time zones, the browser does.
import { createElement as h, useEffect, useState } from "react";
import { fill } from "../ui/words.js";

const DAY = 86_400_000;
const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
const daysAgo = (date, now) => Math.round((midnight(now) - midnight(date)) / DAY);
const put = (date, options) => new Intl.DateTimeFormat(document.documentElement.lang || "en", options).format(date);
// Whether the clock has twelve hours or twenty-four is the browser's own habit.
const clock = (date) => new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" }).format(date);

function dayInWords(date, now, words) {
  const days = daysAgo(date, now);
  if (days <= 0) return words.today;
  if (days === 1) return words.yesterday;
  if (days < 7) return put(date, { weekday: "long" });
  const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return put(date, { day: "numeric", month: "long", year });
}

const SAID = {
  clock,
  day: dayInWords,
  list(date, now, words) {
    const minutes = Math.floor((now - date) / 60_000);
    if (minutes < 1) return words.now;
    if (minutes < 60) return fill(words.minutes, { n: minutes });
    const days = daysAgo(date, now);
    if (days <= 0) return clock(date);
    if (days === 1) return words.yesterday;
    if (days < 7) return put(date, { weekday: "short" });
    const year = date.getFullYear() === now.getFullYear() ? undefined : "2-digit";
    return put(date, { day: "numeric", month: "short", year });
  },
  seen(date, now, words) {
    return daysAgo(date, now) <= 0 ? clock(date) : `${dayInWords(date, now, words)} ${clock(date)}`;
  },
  ago(date, now, words) {
    const minutes = Math.floor((now - date) / 60_000);
    if (minutes < 2) return words.moment;
    if (minutes < 60) return fill(words.minutes, { n: minutes });
    if (minutes < 24 * 60) return fill(words.hours, { n: Math.floor(minutes / 60) });
    if (daysAgo(date, now) <= 1) return words.yesterday;
    return fill(words.date, { date: put(date, { day: "numeric", month: "long" }) });
  },
};

/** The present, by the minute. */
function useMinute() {
  const [now, tick] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => tick(new Date()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** @param {{iso: string, how: "clock" | "day" | "list" | "ago" | "seen", words: Record<string, string>, className?: string}} props */
export function When({ iso, how = "clock", words, ...rest }) {
  const now = useMinute();
  if (!iso || typeof document === "undefined") return null;
  const date = new Date(iso);
  // A clock that runs behind the server's must not say that something happens in the future.
  const said = SAID[how](date, now < date ? date : now, words);
  return h("time", { ...rest, dateTime: iso, title: put(date, { dateStyle: "medium", timeStyle: "short" }) }, said);
}

/** The date above the first thing of a day, as this browser counts days; nothing in the middle of one. */
export function DayBreak({ iso, before, words, ...rest }) {
  const now = useMinute();
  if (!iso || typeof document === "undefined") return null;
  const date = new Date(iso);
  if (before && midnight(new Date(before)) === midnight(date)) return null;
  return h("div", { ...rest, role: "separator" }, h("time", { dateTime: iso }, dayInWords(date, now, words)));
}
