// Where the bank asks: its page in a frame, or Stripe's Checkout in a window of its own. Both say "bank:done" at the end.
import { createElement, useEffect, useRef } from "react";

function useDone(onDone) {
  const told = useRef(onDone);
  told.current = onDone;
  useEffect(() => {
    const hear = (event) => {
      if (event.origin === window.location.origin && event.data === "bank:done") told.current?.();
    };
    const channel = new BroadcastChannel("onetoone");
    channel.onmessage = (event) => event.data === "bank:done" && told.current?.();
    window.addEventListener("message", hear);
    return () => {
      channel.close();
      window.removeEventListener("message", hear);
    };
  }, []);
}

/** @param {{src: string, title: string, className?: string, onDone?: () => void}} props */
export function BankFrame({ src, title, className, onDone }) {
  useDone(onDone);
  return createElement("iframe", { src, title, className });
}

/** A button that opens Checkout beside the call. @param {{href: string, className?: string, onDone?: () => void, children?: any}} props */
export function BankWindow({ href, className, onDone, children }) {
  useDone(onDone);
  const open = () => window.open(href, "onetoone-bank", "popup,width=480,height=760");
  return createElement("button", { type: "button", className, onClick: open }, children);
}
