// A native <dialog>, opened and closed by a prop. The browser keeps focus inside and gives it back.
import { createElement, useEffect, useRef } from "react";

/**
 * @param {{open: boolean, label?: string, size?: string, dismissable?: boolean, onClose?: () => void, children?: any}} props
 */
export function Dialog({ open, label, size, dismissable = true, onClose, children, ...rest }) {
  const ref = useRef(null);

  useEffect(() => {
    const dialog = ref.current;
    if (open && !dialog.open) {
      dialog.showModal();
      // Into the first field; without one onto the dialog itself, so that nothing is pressed by a stray Enter.
      (dialog.querySelector("[autofocus], input:not([type=hidden]), textarea, select") ?? dialog).focus();
    }
    if (!open && dialog.open) dialog.close();
  }, [open]);

  // The page must not scroll behind an open dialog.
  useEffect(() => {
    if (!open) return undefined;
    const before = document.documentElement.style.overflow;
    document.documentElement.style.overflow = "hidden";
    return () => {
      document.documentElement.style.overflow = before;
    };
  }, [open]);

  const ask = () => dismissable && onClose?.();
  return createElement(
    "dialog",
    {
      ...rest,
      ref,
      tabIndex: -1,
      className: "ui-dialog",
      "data-size": size,
      "aria-label": label,
      // Esc: the owner of `open` decides, so that the prop and the screen never disagree.
      onCancel: (event) => {
        event.preventDefault();
        ask();
      },
      // The event comes late: a dialog that was opened again meanwhile stays open.
      onClose: () => open && !ref.current.open && onClose?.(),
      onMouseDown: (event) => {
        if (event.target !== ref.current) return;
        const box = ref.current.getBoundingClientRect();
        const outside =
          event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
        if (outside) ask();
      },
    },
    children,
  );
}
