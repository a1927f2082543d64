// When the line can't carry the picture: the offer to go on with sound only, for both, and the way back.
import AudioLines from "lucide-react/dist/esm/icons/audio-lines.mjs";
import { useEffect, useRef, useState } from "react";
import { say as announce } from "../ui/toasts.jsx";
import { say } from "./words.js";

const BAD_MS = 6000; // a bad moment is no reason to give the picture up
const AGAIN_MS = 120000;

/**
 * Whose line has been bad for so long that the picture is not worth it: "mine", "theirs", or "" for no offer. The relay
 * tells both the same, so both are offered it.
 * @param {{link: any, on: boolean, other: string, words: any}} options `on`: there is a picture to give up
 */
export function useSoundOffer({ link, on, other, words }) {
  const { quality, status, soundOnly } = link;
  const [whose, setWhose] = useState("");
  const declined = useRef(0);
  const bad = on && status === "live" ? (quality.mine === "bad" ? "mine" : quality.theirs === "bad" ? "theirs" : "") : "";
  useEffect(() => {
    if (!bad) {
      // The offer stays while it gets better for a moment only; with nothing to give up it goes at once.
      if (!on) setWhose("");
      const timer = setTimeout(() => setWhose(""), BAD_MS);
      return () => clearTimeout(timer);
    }
    const wait = Math.max(BAD_MS, declined.current + AGAIN_MS - Date.now());
    const timer = setTimeout(() => setWhose(bad), wait);
    return () => clearTimeout(timer);
  }, [bad, on]);

  const before = useRef(false);
  useEffect(() => {
    const now = Boolean(soundOnly?.on);
    if (now !== before.current) {
      const words_ = now ? words.soundOnlyNow : words.pictureIsBack;
      const text = soundOnly.mine === null ? (now ? words.soundOnlyNow.before : "") : words_[soundOnly.mine ? "mine" : "theirs"];
      if (text) announce(say(text, { other }), { show: soundOnly.mine !== null });
    }
    before.current = now;
  }, [soundOnly, other, words]);

  return {
    whose: link.offered ?? whose,
    decline: () => {
      declined.current = Date.now();
      setWhose("");
    },
    accept: () => {
      setWhose("");
      link.setSoundOnly(true);
    },
  };
}

export function SoundOnlyCard({ offer, link, other, words }) {
  const text = offer.whose ? say(words.offerSound[offer.whose], { other }) : "";
  useEffect(() => {
    if (text) announce(text, { show: false });
  }, [text]);
  if (!text || link.soundOnly?.on) return null;
  return (
    <div className="stage-trouble" role="group" aria-label={text} data-offer="sound-only">
      <AudioLines size={22} aria-hidden="true" />
      <div>
        <p className="stage-trouble-title">{text}</p>
        <p>{words.offerSoundHelp}</p>
        <div className="stage-trouble-ways">
          <button type="button" className="stage-way stage-way-main" onClick={offer.accept}>
            {words.soundOnly}
          </button>
          <button type="button" className="stage-way stage-way-quiet" onClick={offer.decline}>
            {words.keepPicture}
          </button>
        </div>
      </div>
    </div>
  );
}
