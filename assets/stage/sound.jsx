// A sound as a component: a loop while `on`, or once whenever `nonce` changes.
import { useEffect, useRef } from "react";
import { loop, play, stop } from "./sounds.js";

/** @param {{name: string, on?: boolean, nonce?: any}} props */
export function Sound({ name, on, nonce }) {
  useEffect(() => {
    if (!on) return undefined;
    loop(name);
    return () => stop(name);
  }, [name, on]);

  const heard = useRef(nonce);
  useEffect(() => {
    if (nonce !== undefined && nonce !== null && nonce !== heard.current) play(name);
    heard.current = nonce;
  }, [name, nonce]);
  return null;
}
