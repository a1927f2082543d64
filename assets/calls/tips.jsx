// A tip that arrived: a chime and a handful of rising lights, on both screens. Words stand beside it for a while.
import { createElement, useContext, useEffect, useRef, useState } from "react";
import { play } from "../stage/sounds.js";
import { StagePose } from "../ui/pose_context.js";

const SHOWN_MS = 6000;
const LIGHTS = 14;

function rise(place) {
  if (!place || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  for (let i = 0; i < LIGHTS; i += 1) {
    const light = document.createElement("span");
    const size = 6 + Math.random() * 12;
    light.style.cssText = `position:absolute;bottom:-2rem;left:${8 + Math.random() * 84}%;width:${size}px;height:${size}px;
      border-radius:999px;background:radial-gradient(circle, #ffe3c2, var(--c-glow) 60%, transparent);pointer-events:none`;
    place.append(light);
    light
      .animate(
        [
          { transform: "translateY(0) scale(0.6)", opacity: 0 },
          { opacity: 0.95, offset: 0.18 },
          { transform: `translate(${(Math.random() - 0.5) * 140}px, -${46 + Math.random() * 34}vh) scale(1.1)`, opacity: 0 },
        ],
        { duration: 2300 + Math.random() * 1500, delay: i * 70, easing: "cubic-bezier(0.2, 0.7, 0.2, 1)", fill: "both" },
      )
      .finished.then(() => light.remove(), () => light.remove());
  }
}

/** @param {{count: number, text: string, className?: string, wordsClass?: string}} props `count` of tips so far */
export function TipGlow({ count, text, className, wordsClass }) {
  const place = useRef(null);
  const before = useRef(count);
  const posed = useContext(StagePose)?.glow && count > 0;
  const [shown, setShown] = useState(Boolean(posed));

  useEffect(() => {
    const more = count > before.current;
    before.current = count;
    if (!more) return undefined;
    play("tip");
    rise(place.current);
    setShown(true);
    const timer = setTimeout(() => setShown(false), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [count]);

  // Spoken by the page's live region already.
  const words = shown && createElement("p", { className: wordsClass, "data-tip-shown": count }, text);
  return createElement("div", { ref: place, className, "aria-hidden": !shown }, words);
}
