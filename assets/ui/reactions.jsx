// Small answers under something that was said, and the row of them to choose from.
import { createElement as h, useEffect, useLayoutEffect, useRef, useState } from "react";
import Flame from "lucide-react/dist/esm/icons/flame.mjs";
import Frown from "lucide-react/dist/esm/icons/frown.mjs";
import Heart from "lucide-react/dist/esm/icons/heart.mjs";
import Laugh from "lucide-react/dist/esm/icons/laugh.mjs";
import PartyPopper from "lucide-react/dist/esm/icons/party-popper.mjs";
import SmilePlus from "lucide-react/dist/esm/icons/smile-plus.mjs";
import ThumbsUp from "lucide-react/dist/esm/icons/thumbs-up.mjs";
import { isMirrored } from "./direction.js";

const ICONS = { love: Heart, like: ThumbsUp, haha: Laugh, hooray: PartyPopper, fire: Flame, sad: Frown };
const DOUBLE_MS = 280; // between the two taps of a double tap
const GAP = 8; // pixels around the row

const mark = (kind, size) => h(ICONS[kind] ?? Heart, { size, "aria-hidden": true });

/**
 * What can be reacted to: its content, a button beside it, and the row above it. A tap opens the row on a touch screen,
 * two taps give the first reaction.
 * @param {{choices: {kind: string, label: string}[], given: {kind: string, mine: boolean}[], name: string, mine: boolean,
 *          onReact: (kind: string, on: boolean) => void, children?: any}} props
 */
export function Reactable({ choices = [], given = [], name, mine, onReact, children }) {
  const [open, setOpen] = useState(false);
  const frame = useRef(null);
  const row = useRef(null);
  const pointer = useRef("");
  const tap = useRef({ at: -Infinity, timer: 0 });
  const isMine = (kind) => given.some((one) => one.kind === kind && one.mine);
  const toggle = (kind) => onReact(kind, !isMine(kind));

  useLayoutEffect(() => {
    if (!open) return undefined;
    row.current.showPopover();
    place(row.current, frame.current, mine);
    row.current.querySelector('[aria-pressed="true"], button').focus({ preventScroll: true });
    const away = () => row.current?.hidePopover();
    window.addEventListener("scroll", away, { capture: true, once: true });
    window.addEventListener("resize", away, { once: true });
    return () => {
      window.removeEventListener("scroll", away, { capture: true });
      window.removeEventListener("resize", away);
    };
  }, [open]);
  useEffect(() => () => clearTimeout(tap.current.timer), []);

  const onClick = (event) => {
    if (pointer.current !== "touch" || event.target.closest("[data-react-button], [popover]")) return;
    clearTimeout(tap.current.timer);
    if (event.timeStamp - tap.current.at < DOUBLE_MS) {
      tap.current.at = -Infinity;
      toggle(choices[0].kind);
      return;
    }
    tap.current.at = event.timeStamp;
    if (event.target.closest("a, button") || !document.getSelection().isCollapsed) return;
    tap.current.timer = setTimeout(() => setOpen(true), DOUBLE_MS);
  };
  const onKeyDown = (event) => {
    const all = [...row.current.children];
    const at = all.indexOf(document.activeElement);
    const onward = isMirrored() ? -1 : 1;
    const next = { ArrowRight: at + onward, ArrowLeft: at - onward, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    all[(next + all.length) % all.length].focus();
  };

  return h(
    "div",
    {
      ref: frame,
      className: "ui-reactable",
      "data-mine": mine,
      onPointerDown: (event) => (pointer.current = event.pointerType),
      onClick,
    },
    h("div", { className: "ui-reactable-content" }, children),
    h(
      "button",
      {
        type: "button",
        className: "ui-react-button",
        "data-react-button": true,
        "aria-label": name,
        "aria-haspopup": "true",
        "aria-expanded": open,
        onClick: () => setOpen(true),
      },
      h(SmilePlus, { size: 18, "aria-hidden": true }),
    ),
    open &&
      h(
        "div",
        {
          ref: row,
          popover: "auto",
          role: "group",
          "aria-label": name,
          className: "ui-reaction-row",
          onToggle: (event) => event.newState === "closed" && setOpen(false),
          onKeyDown,
        },
        choices.map(({ kind, label }) =>
          h(
            "button",
            {
              key: kind,
              type: "button",
              className: "ui-reaction",
              "data-kind": kind,
              title: label,
              "aria-label": label,
              "aria-pressed": isMine(kind),
              onClick: () => {
                toggle(kind);
                row.current.hidePopover();
              },
            },
            mark(kind, 23),
          ),
        ),
      ),
  );
}

/** Above what it belongs to, below where there is no room, and never out of the window. */
function place(row, frame, mine) {
  const box = frame.firstElementChild.getBoundingClientRect();
  const within = frame.closest('[role="log"]')?.getBoundingClientRect().top ?? 0;
  const { width, height } = row.getBoundingClientRect();
  const above = box.top - height - GAP;
  const top = above < Math.max(within, 0) ? Math.min(box.bottom + GAP, window.innerHeight - height - GAP) : above;
  const left = Boolean(mine) !== isMirrored() ? box.right - width : box.left;
  row.style.top = `${top}px`;
  row.style.left = `${Math.max(GAP, Math.min(left, document.documentElement.clientWidth - width - GAP))}px`;
}

/**
 * What was given, as buttons that give and take one's own.
 * @param {{given: {kind: string, count: number, mine: boolean, label: string}[], onReact: (kind: string, on: boolean) => void}} props
 */
export function Reactions({ given = [], onReact }) {
  return given.map(({ kind, count, mine, label }) =>
    h(
      "button",
      {
        key: kind,
        type: "button",
        className: "ui-reaction-given",
        "data-kind": kind,
        "aria-label": label,
        "aria-pressed": mine,
        onClick: () => onReact(kind, !mine),
      },
      mark(kind, 15),
      count > 1 && h("span", null, count),
    ),
  );
}
