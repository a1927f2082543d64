// A date in the words and the time zone of whoever looks: the server knows neither.
import { createElement as h, useEffect, useState } from "react";

const STYLES = {
  date: { day: "numeric", month: "short", year: "numeric" },
  day: { day: "numeric", month: "short" },
  moment: { day: "numeric", month: "short", year: "numeric", hour: "numeric", minute: "2-digit" },
  clock: { hour: "numeric", minute: "2-digit", second: "2-digit" },
};

/** @param {{iso: string, how: "date" | "day" | "moment" | "clock", className?: string}} props */
export function Moment({ iso, how = "date", ...rest }) {
  // Rendered alike before and after hydration: the UTC day first, the local words once the browser is there.
  const [words, say] = useState("");
  useEffect(() => {
    say(iso ? new Intl.DateTimeFormat(document.documentElement.lang || "en", STYLES[how]).format(new Date(iso)) : "");
  }, [iso, how]);
  if (!iso) return null;
  return h("time", { ...rest, dateTime: iso }, words || iso.slice(0, 10));
}
