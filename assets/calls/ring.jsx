// An incoming call: rings, trembles, shows up outside the tab when that was allowed, and tells when it was looked at.
import { createElement, useEffect, useRef } from "react";
import { loop, stop } from "../stage/sounds.js";

/** Several tabs of one browser ring with one voice: whoever holds the lock. Returns how to be silent. */
function ringOnce() {
  const quiet = new AbortController();
  let release = () => {};
  const held = new Promise((done) => {
    release = done;
  });
  const ring = () => {
    loop("ring");
    return held;
  };
  if (navigator.locks) navigator.locks.request("onetoone:ring", { signal: quiet.signal }, ring).catch(() => {});
  else ring();
  return () => {
    quiet.abort();
    release();
    stop("ring");
  };
}

function knock(callId, title, body) {
  if (!("Notification" in window) || Notification.permission !== "granted" || !document.hidden) return () => {};
  try {
    const note = new Notification(title, { body, tag: callId, requireInteraction: true });
    note.onclick = () => {
      window.focus();
      note.close();
    };
    return () => note.close();
  } catch {
    return () => {}; // phones only allow them from a service worker
  }
}

/** @param {{callId: string, title: string, body?: string, onSeen?: (callId: string) => void}} props */
export function Ring({ callId, title, body, onSeen }) {
  const told = useRef(onSeen);
  told.current = onSeen;

  useEffect(() => {
    if (!callId) return undefined;
    const silence = ringOnce();
    const away = knock(callId, title, body);
    const before = document.title;
    document.title = title;
    let seen = false;
    const look = () => {
      if (seen || document.visibilityState !== "visible") return;
      seen = true;
      told.current?.(callId);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      document.removeEventListener("visibilitychange", look);
      silence();
      away();
      if (document.title === title) document.title = before;
    };
  }, [callId]);

  return null;
}

/** The whole window, above everything, with the keyboard inside; only its buttons close it. */
export function FullScreen({ label, className, children, ...rest }) {
  const ref = useRef(null);
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog.open) dialog.showModal();
    dialog.querySelector("[data-first]")?.focus();
    return () => dialog.close();
  }, []);
  return createElement(
    "dialog",
    { ...rest, ref, className, "aria-label": label, onCancel: (event) => event.preventDefault() },
    children,
  );
}
