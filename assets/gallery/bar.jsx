// The gallery's own bar in the corner of an entry: where it is written, the theme, and how wide it is looked at.
import { createElement as h, useEffect, useState } from "react";
import { useLocation } from "react-router";
import { ThemeChoice } from "../ui/theme_choice.jsx";
import "./bar.css";

const WIDTHS = [
  ["Phone", 390, 844],
  ["Tablet", 768, 1024],
  ["Desktop", 1440, 900],
];
const THEMES = { system: "System", light: "Light", dark: "Dark" };

/** A window of that size onto the same address; it shows no bar of its own. */
function Window({ name, width, height, onClose }) {
  const fits = Math.min(1, (window.innerWidth - 32) / width, (window.innerHeight - 112) / height);
  return h(
    "div",
    { className: "gallery-window" },
    h("iframe", {
      src: window.location.href,
      title: `${name}, ${width} × ${height}`,
      style: { width, height, transform: `scale(${fits})`, margin: `0 ${(width * (fits - 1)) / 2}px ${height * (fits - 1)}px` },
    }),
    h("button", { type: "button", className: "gallery-button", onClick: onClose }, `Close ${name.toLowerCase()} (${Math.round(fits * 100)} %)`),
  );
}

/** @param {{source: string, title: string, of: Record<string, string[]>}} props - `of`: title and source, by the end of the address */
export function GalleryBar({ of = {}, ...one }) {
  const { pathname, search } = useLocation();
  const [title, source] = of[pathname.split("/").at(-1)] ?? [one.title, one.source];
  const [shown, setShown] = useState(null);
  const [open, setOpen] = useState(false);
  const [size, setSize] = useState(null);
  // Pictures are taken without the bar: with ?plain in the address, and within its own windows.
  useEffect(() => setShown(window.self === window.top && !window.location.search.includes("plain")), []);
  // `?dir=rtl` shows an entry as a language would have it that is read from right to left.
  useEffect(() => {
    document.documentElement.dir = new URLSearchParams(search).get("dir") ?? "";
  }, [search]);
  if (shown === null) return null;
  if (!shown) return h("span", { hidden: true, "data-gallery": pathname });
  if (size) return h(Window, { name: size[0], width: size[1], height: size[2], onClose: () => setSize(null) });
  if (!open) {
    return h(
      "div",
      { className: "gallery-bar" },
      h("button", { type: "button", className: "gallery-button", onClick: () => setOpen(true), "aria-expanded": "false" }, "Gallery"),
    );
  }
  return h(
    "aside",
    { className: "gallery-bar", "aria-label": "Gallery" },
    h("a", { href: "/gallery", className: "gallery-button" }, "All"),
    h("span", { className: "gallery-source" }, h("b", null, title), " ", source),
    WIDTHS.map((each) =>
      h("button", { key: each[0], type: "button", className: "gallery-button", onClick: () => setSize(each) }, each[0]),
    ),
    h(ThemeChoice, { label: "Appearance", words: THEMES }),
    h("button", { type: "button", className: "gallery-button", onClick: () => setOpen(false), "aria-expanded": "true" }, "Hide"),
  );
}
