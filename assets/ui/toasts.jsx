// What the app says in passing: shown for a while, and spoken by screen readers (politely, or at once).
import { createElement as h, useCallback, useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { live, speak } from "./live.js";
import "./focus.js";
import "./tips.js";
import "$/public/reaching/register.js";

const SHOWN_MS = 6500;
const SEEN_KEY = "onetoone:said";
const seen = () => new Set(JSON.parse(sessionStorage.getItem(SEEN_KEY) || "[]"));
const remember = (ids) => sessionStorage.setItem(SEEN_KEY, JSON.stringify([...ids].slice(-40)));

/** Says something from any script of the page: `say("Copied")`, `say("Call ended", {assertive: true})`. */
export function say(text, options = {}) {
  window.dispatchEvent(new CustomEvent("onetoone:say", { detail: { text, ...options } }));
}

/** @param {{items: {id: string, text: string, tone: string, show: boolean, assertive: boolean, href?: string}[], held?: boolean}} props */
export function Toasts({ items = [], classes = {}, icons = {}, dismissLabel = "Dismiss", held = false }) {
  const [shown, setShown] = useState(held ? items : []);
  const timers = useRef(new Map());
  const navigate = useNavigate();

  const drop = useCallback((id) => {
    clearTimeout(timers.current.get(id));
    timers.current.delete(id);
    setShown((now) => now.filter((toast) => toast.id !== id));
  }, []);
  const arm = useCallback(
    (id) => held || timers.current.set(id, setTimeout(() => drop(id), SHOWN_MS)),
    [held, drop],
  );
  const rest = (id) => clearTimeout(timers.current.get(id));

  const add = useCallback(
    (toast) => {
      speak(toast.text, toast.assertive);
      if (toast.show === false) return;
      setShown((now) => [...now.slice(-2), toast]);
      arm(toast.id);
    },
    [arm],
  );

  // To another page without loading it anew; a new tab is still the browser's business.
  const link = ({ id, href, text }) => {
    const onClick = (event) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      drop(id);
      navigate(href);
    };
    return h("a", { href, className: classes.link, onClick }, text);
  };

  useEffect(() => {
    if (held) return;
    const already = seen();
    const fresh = items.filter((toast) => !already.has(toast.id));
    if (!fresh.length) return;
    fresh.forEach((toast) => already.add(toast.id));
    remember(already);
    fresh.forEach(add);
  }, [items, held, add]);

  useEffect(() => {
    if (held) return undefined;
    const hear = (event) => add({ id: crypto.randomUUID?.() ?? String(Math.random()), tone: "info", ...event.detail });
    window.addEventListener("onetoone:say", hear);
    return () => window.removeEventListener("onetoone:say", hear);
  }, [held, add]);

  return h(
    "div",
    { "data-toasts": shown.length },
    h("div", live("polite")),
    h("div", live("assertive")),
    h(
      "ul",
      { className: classes.list },
      shown.map((toast) =>
        h(
          "li",
          {
            key: toast.id,
            className: `${classes.toast} ${classes[toast.tone] ?? ""}`,
            "data-tone": toast.tone,
            onMouseEnter: () => rest(toast.id),
            onMouseLeave: () => arm(toast.id),
            onFocus: () => rest(toast.id),
            onBlur: () => arm(toast.id),
          },
          h("span", { className: classes.icon, "aria-hidden": true }, icons[toast.tone]),
          // The live regions above have spoken it already.
          h("p", { className: classes.text }, toast.href ? link(toast) : toast.text),
          h("button", { type: "button", className: classes.close, "aria-label": dismissLabel, onClick: () => drop(toast.id) }, "×"),
        ),
      ),
    ),
  );
}
