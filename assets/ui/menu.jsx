// A button with a small menu: arrow keys, Esc, a click elsewhere, focus back to the button.
import { createElement as h, useEffect, useRef, useState } from "react";

/** @param {{trigger: any, label: string, align?: "start"|"end", children?: any}} props */
export function Menu({ trigger, label, align = "end", triggerClass, panelClass, children }) {
  const [open, setOpen] = useState(false);
  const root = useRef(null);
  const button = useRef(null);
  const items = () => [...root.current.querySelectorAll('[role^="menuitem"]:not([aria-disabled="true"])')];

  const close = (back) => {
    setOpen(false);
    if (back) button.current?.focus();
  };

  useEffect(() => {
    if (!open) return undefined;
    items()[0]?.focus();
    const elsewhere = (event) => !root.current?.contains(event.target) && close(false);
    document.addEventListener("pointerdown", elsewhere);
    return () => document.removeEventListener("pointerdown", elsewhere);
  }, [open]);

  const onKeyDown = (event) => {
    if (!open) {
      if (event.key === "ArrowDown" && event.target === button.current) {
        event.preventDefault();
        setOpen(true);
      }
      return;
    }
    const all = items();
    const at = all.indexOf(document.activeElement);
    const goto = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (goto !== undefined) {
      event.preventDefault();
      all[(goto + all.length) % all.length]?.focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      close(true);
    } else if (event.key === "Tab") {
      close(false);
    }
  };

  return h(
    "div",
    { ref: root, className: "relative inline-flex", onKeyDown },
    h(
      "button",
      {
        ref: button,
        type: "button",
        className: triggerClass,
        "aria-label": label,
        "aria-haspopup": "menu",
        "aria-expanded": open,
        onClick: () => setOpen(!open),
      },
      trigger,
    ),
    open &&
      h(
        "div",
        {
          role: "menu",
          "aria-label": label,
          className: panelClass,
          "data-align": align,
          onClick: (event) => event.target.closest('[role^="menuitem"]') && close(true),
        },
        children,
      ),
  );
}
