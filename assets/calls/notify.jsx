// Asks the browser whether calls may show up outside the tab. Gone once the person has decided.
import { createElement, useEffect, useState } from "react";

/** @param {{className?: string, children?: any}} props */
export function NotifyMe({ className, children }) {
  const [undecided, setUndecided] = useState(false);
  useEffect(() => setUndecided("Notification" in window && Notification.permission === "default"), []);
  if (!undecided) return null;
  const ask = () => Notification.requestPermission().finally(() => setUndecided(false));
  return createElement("button", { type: "button", className, onClick: ask }, children);
}
