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

/** Has the service worker say it outside the tab, in the place where a push may have said it already. */
function knock(call, title, body, actions) {
  const may = "Notification" in window && Notification.permission === "granted" && "serviceWorker" in navigator;
  if (!may || !document.hidden) return () => {};
  const note = { kind: "ringing", tag: `call:${call}`, href: `/call/${call}`, call, title, body, actions };
  const say = (what) => navigator.serviceWorker.ready.then(({ active }) => active?.postMessage({ note: what }));
  say(note);
  return () => say({ ...note, kind: "over" });
}

/** @param {{callId: string, title: string, body?: string, actions?: [string, string][], silent?: boolean, onSeen?: (callId: string) => void}} props */
export function Ring({ callId, title, body, actions, silent, onSeen }) {
  const told = useRef(onSeen);
  told.current = onSeen;

  useEffect(() => {
    if (!callId) return undefined;
    const silence = silent ? () => {} : ringOnce();
    const away = silent ? () => {} : knock(callId, title, body, actions);
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
  }, [callId, silent]);

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
