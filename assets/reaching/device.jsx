// What this browser says about notifications, for the settings; and the buttons that change it.
import { createElement, useEffect, useRef, useState } from "react";
import { browser, standing, turnOff, turnOn } from "./push.js";

const CHANGED = "onetoone:reaching";
const tell = (how) => window.dispatchEvent(new CustomEvent(CHANGED, { detail: how }));

/** Shows nothing. @param {{onStanding?: (standing: string, browser: string, zone: string) => void}} props */
export function Device({ onStanding }) {
  const said = useRef(onStanding);
  said.current = onStanding;
  useEffect(() => {
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
    const say = (how) => said.current?.(how, browser(), zone);
    const look = () => standing().then(say);
    const hear = (event) => say(event.detail);
    const back = () => document.visibilityState === "visible" && look(); // from the browser's own settings
    look();
    window.addEventListener(CHANGED, hear);
    document.addEventListener("visibilitychange", back);
    return () => {
      window.removeEventListener(CHANGED, hear);
      document.removeEventListener("visibilitychange", back);
    };
  }, []);
  return null;
}

function press(act) {
  return function Press({ className, children }) {
    const [busy, setBusy] = useState(false);
    const onClick = async () => {
      setBusy(true);
      tell(await act());
      setBusy(false);
    };
    return createElement("button", { type: "button", className, onClick, "aria-disabled": busy }, children);
  };
}

/** @param {{className?: string, children?: any}} props */
export const TurnOn = press(turnOn);

/** @param {{className?: string, children?: any}} props */
export const TurnOff = press(turnOff);

/** The same as TurnOn beside something else; gone once the person has decided. */
export function NotifyMe(props) {
  const [undecided, setUndecided] = useState(false);
  useEffect(() => {
    standing().then((how) => setUndecided(how === "ask"));
    const hear = (event) => setUndecided(event.detail === "ask");
    window.addEventListener(CHANGED, hear);
    return () => window.removeEventListener(CHANGED, hear);
  }, []);
  return undecided ? createElement(TurnOn, props) : null;
}
