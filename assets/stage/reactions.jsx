// Reactions: a heart, a laugh, that rise over the picture on both screens.
import Flame from "lucide-react/dist/esm/icons/flame.mjs";
import Heart from "lucide-react/dist/esm/icons/heart.mjs";
import Laugh from "lucide-react/dist/esm/icons/laugh.mjs";
import PartyPopper from "lucide-react/dist/esm/icons/party-popper.mjs";
import SmilePlus from "lucide-react/dist/esm/icons/smile-plus.mjs";
import ThumbsUp from "lucide-react/dist/esm/icons/thumbs-up.mjs";
import { useEffect, useId, useRef, useState } from "react";
import { say as announce } from "../ui/toasts.jsx";
import { TrackToggle } from "./controls.jsx";
import { REACTIONS } from "./whispers.js";
import { say } from "./words.js";
import { isMirrored } from "../ui/direction.js";

const ICONS = { heart: Heart, laugh: Laugh, thumbs: ThumbsUp, party: PartyPopper, fire: Flame };
const SHOWN_MS = 3600;
const QUIET_MS = 4000; // a shower of hearts is one announcement

/**
 * The reactions that are on the screen now.
 * @param {{incoming: {kind: string, count: number} | null, other: string, words: any}} options
 */
export function useReactions({ incoming, other, words }) {
  const [shown, setShown] = useState([]);
  const count = useRef(0);
  const spoken = useRef({ kind: "", at: 0 });

  const show = (kind, mine) => {
    count.current += 1;
    const id = count.current;
    setShown((now) => [...now.slice(-11), { id, kind, mine, place: Math.random() }]);
    setTimeout(() => setShown((now) => now.filter((one) => one.id !== id)), SHOWN_MS);
  };

  useEffect(() => {
    if (!incoming) return;
    show(incoming.kind, false);
    const again = incoming.kind === spoken.current.kind && performance.now() - spoken.current.at < QUIET_MS;
    if (!again) announce(say(words.reacted[incoming.kind], { other }), { show: false });
    spoken.current = { kind: incoming.kind, at: performance.now() };
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [incoming]);

  return { shown, showOwn: (kind) => show(kind, true) };
}

/** Seen only; what came from the other is spoken as well. */
export function Reactions({ shown, other, words }) {
  return (
    <div className="stage-reactions" aria-hidden="true">
      {shown.map(({ id, kind, mine, place }) => {
        const Icon = ICONS[kind];
        return (
          <span key={id} className="stage-reaction" data-reaction={kind} data-by={mine ? "me" : "other"} style={{ "--place": place }}>
            <Icon size={30} />
            <span>{mine ? words.you : other}</span>
          </span>
        );
      })}
    </div>
  );
}

/** The button, and above it the row of reactions, which stays open for more than one. */
export function ReactionPicker({ open, onOpen, onReact, words }) {
  const id = useId();
  const row = useRef(null);
  const button = useRef(null);
  useEffect(() => {
    if (!open) return undefined;
    row.current?.querySelector("button")?.focus();
    const outside = (event) => {
      if (!row.current?.contains(event.target) && !button.current?.contains(event.target)) onOpen(false);
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [open, onOpen]);

  const onKeyDown = (event) => {
    const buttons = [...row.current.querySelectorAll("button")];
    const onward = isMirrored() ? -1 : 1;
    const step = { ArrowRight: onward, ArrowLeft: -onward }[event.key];
    if (step) buttons.at((buttons.indexOf(document.activeElement) + step) % buttons.length)?.focus();
    if (event.key !== "Escape") return;
    onOpen(false);
    button.current?.querySelector("button")?.focus();
  };
  return (
    <span ref={button} className="stage-react">
      {open && (
        <span id={id} ref={row} className="stage-panel stage-reaction-row" role="group" aria-label={words.react} onKeyDown={onKeyDown}>
          {REACTIONS.map((kind) => {
            const Icon = ICONS[kind];
            return (
              <button key={kind} type="button" aria-label={words.reactions[kind]} data-tip={words.reactions[kind]} data-kind={kind} onClick={() => onReact(kind)}>
                <Icon size={26} aria-hidden="true" />
              </button>
            );
          })}
        </span>
      )}
      <TrackToggle name={words.react} icon={SmilePlus} onClick={() => onOpen(!open)} aria-expanded={open} aria-controls={id} data-track="reactions" />
    </span>
  );
}
