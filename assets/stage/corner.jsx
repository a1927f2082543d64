// Oneself in a corner of the call: dragged, pushed by the arrow keys or sent on by a tap; the corner is remembered.
import Move from "lucide-react/dist/esm/icons/move.mjs";
import SwitchCamera from "lucide-react/dist/esm/icons/switch-camera.mjs";
import { useLayoutEffect, useRef, useState } from "react";
import { isMirrored } from "../ui/direction.js";
import { say as announce } from "../ui/toasts.jsx";
import { Face, Mark, Picture } from "./tiles.jsx";

const KEPT = "onetoone:corner";
const ROUND = ["bottom-right", "bottom-left", "top-left", "top-right"];
const DRAG_PX = 6; // a finger that only taps trembles less

/** At the end of the line: what stands over the picture begins at its start. */
const first = () => (isMirrored() ? "bottom-left" : "bottom-right");
const kept = () => {
  try {
    const corner = localStorage.getItem(KEPT);
    return ROUND.includes(corner) ? corner : first();
  } catch {
    return first();
  }
};
const keep = (corner) => {
  try {
    localStorage.setItem(KEPT, corner);
  } catch {
    // Private mode: remembered for this page only.
  }
};

/** The corner nearest to where the middle of `box` is within `room`. */
export function nearest(box, room) {
  const [x, y] = [box.left + box.width / 2 - room.left, box.top + box.height / 2 - room.top];
  return `${y < room.height / 2 ? "top" : "bottom"}-${x < room.width / 2 ? "left" : "right"}`;
}

/** From one corner in the direction of an arrow key. */
export function pushed(corner, key) {
  const [up, side] = corner.split("-");
  switch (key) {
    case "ArrowUp":
      return `top-${side}`;
    case "ArrowDown":
      return `bottom-${side}`;
    case "ArrowLeft":
      return `${up}-left`;
    case "ArrowRight":
      return `${up}-right`;
    default:
      return corner;
  }
}

/** `data-corner`, and what makes the element draggable. @param {(corner: string) => string} told */
function useCorner(told) {
  const [corner, setCorner] = useState(ROUND[0]);
  const element = useRef(null);
  const grip = useRef(null);
  useLayoutEffect(() => setCorner(kept()), []); // before anybody has seen it in the wrong one

  const go = (to) => {
    setCorner(to);
    keep(to);
    announce(told(to), { show: false });
  };

  const onPointerDown = (event) => {
    if (event.button !== 0) return;
    grip.current = { x: event.clientX, y: event.clientY, moved: false };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event) => {
    const from = grip.current;
    if (!from) return;
    const [x, y] = [event.clientX - from.x, event.clientY - from.y];
    if (!from.moved && Math.hypot(x, y) < DRAG_PX) return;
    from.moved = true;
    element.current.dataset.dragged = "";
    element.current.style.translate = `${x}px ${y}px`;
  };
  const letGo = (event) => {
    const from = grip.current;
    const node = element.current;
    if (!from || !node) return;
    if (!from.moved) {
      grip.current = null;
      return;
    }
    const to = event.type === "pointerup" ? nearest(node.getBoundingClientRect(), node.parentElement.getBoundingClientRect()) : corner;
    // From where it was let go it slides to its corner.
    const before = node.getBoundingClientRect();
    delete node.dataset.dragged;
    node.style.translate = "";
    node.dataset.corner = to;
    const after = node.getBoundingClientRect();
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches)
      node.animate([{ translate: `${before.left - after.left}px ${before.top - after.top}px` }, { translate: "0 0" }], { duration: 320, easing: "cubic-bezier(0.2, 0.9, 0.25, 1)" });
    go(to);
  };
  const onClick = () => {
    // A drag ends in a click as well.
    if (grip.current?.moved) {
      grip.current = null;
      return;
    }
    go(ROUND[(ROUND.indexOf(corner) + 1) % ROUND.length]);
  };
  const onKeyDown = (event) => {
    const to = pushed(corner, event.key);
    if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
    if (to !== corner) go(to);
  };
  return { corner, element, grip: { onPointerDown, onPointerMove, onPointerUp: letGo, onPointerCancel: letGo, onClick, onKeyDown } };
}

export function Corner({ media, name, picture, speaks, pictures, covered, words }) {
  const { corner, element, grip } = useCorner((to) => words.movedTo[to]);
  const seen = media.camera && media.stream && pictures;
  return (
    <div ref={element} className="stage-corner" data-corner={corner} data-camera={media.camera ? "on" : "off"} data-speaks={speaks || undefined}>
      {seen ? (
        <Picture stream={media.stream} muted mirrored={media.mirrored} className="stage-self" />
      ) : (
        <Face name={name} picture={picture} stream={media.mic ? media.stream : null} />
      )}
      <button type="button" className="stage-move" aria-label={words.moveSelf} title={words.moveSelf} {...grip}>
        <Move size={16} aria-hidden="true" />
      </button>
      {seen && media.flip && (
        <button type="button" className="stage-flip" aria-label={words.flip} onClick={media.flip}>
          <SwitchCamera size={19} aria-hidden="true" />
        </button>
      )}
      <Mark muted={!media.mic}>{covered && seen ? words.youAreCovered : words.you}</Mark>
    </div>
  );
}
