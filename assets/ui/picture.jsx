// A picture in its place, which is as large before it has loaded as after; pressed, it fills the window.
import { createElement as h, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import ImageOff from "lucide-react/dist/esm/icons/image-off.mjs";
import X from "lucide-react/dist/esm/icons/x.mjs";

const DOUBLE_MS = 280; // a second tap within this means something else

/** @param {{src: string, small: string, width: number, height: number, alt: string, name: string, closeLabel: string, lost: string}} props */
export function Picture({ src, small, width, height, alt, name, closeLabel, lost }) {
  const [open, setOpen] = useState(false);
  const [gone, setGone] = useState(false);
  const dialog = useRef(null);
  const pointer = useRef("");
  const timer = useRef(0);

  useEffect(() => {
    if (open) dialog.current.showModal();
  }, [open]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const onClick = (event) => {
    clearTimeout(timer.current);
    if (pointer.current !== "touch" || event.detail === 0) setOpen(true);
    else if (event.detail === 1) timer.current = setTimeout(() => setOpen(true), DOUBLE_MS);
  };
  const close = () => dialog.current.close();

  return h(
    "span",
    { className: "ui-picture", style: { width: `${width}px`, aspectRatio: `${width} / ${height}` } },
    h(
      "button",
      { type: "button", "aria-label": name, "aria-haspopup": "dialog", onPointerDown: (event) => (pointer.current = event.pointerType), onClick },
      gone
        ? h("span", { className: "ui-picture-lost" }, h(ImageOff, { size: 22, "aria-hidden": true }), lost)
        : h("img", { src: small, width, height, alt, loading: "lazy", decoding: "async", onError: () => setGone(true) }),
    ),
    open &&
      createPortal(
        h(
          "dialog",
          {
            ref: dialog,
            className: "ui-viewer",
            "aria-label": alt,
            "data-theme": "dark",
            onClose: () => setOpen(false),
            onClick: (event) => event.target.tagName !== "FIGCAPTION" && close(),
          },
          h("figure", null, h("img", { src, alt, decoding: "async" }), h("figcaption", null, alt)),
          h("button", { type: "button", "aria-label": closeLabel, autoFocus: true }, h(X, { size: 24, "aria-hidden": true })),
        ),
        document.body,
      ),
  );
}
