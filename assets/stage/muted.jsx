// "You're muted": for whoever speaks and has forgotten. Listened for in this page only, on a copy of the track that is sent nowhere.
import MicOff from "lucide-react/dist/esm/icons/mic-off.mjs";
import { useEffect, useState } from "react";
import { say as announce } from "../ui/toasts.jsx";
import { loudness } from "./picture.js";

const LOOK_MS = 80;
const LOUD = 0.12;
const LOOKS = 25; // two seconds
const ENOUGH = 3; // of them loud: a word, not a cough
const SHOWN_MS = 8000;
const AGAIN_MS = 20000;

/** True for a while after somebody spoke into a microphone that is off. */
export function useMutedSpeech(media, on) {
  const [speaks, setSpeaks] = useState(false);
  const source = media.stream?.getAudioTracks?.()[0];
  const listens = on && !media.mic && !media.standIn && Boolean(source);
  useEffect(() => {
    setSpeaks(false);
    if (!listens) return undefined;
    const copy = source.clone();
    copy.enabled = true;
    const ear = loudness(new MediaStream([copy]), 4096);
    let heard = [];
    let quietUntil = 0;
    let hide;
    const timer = setInterval(() => {
      heard = [...heard, ear.level() > LOUD].slice(-LOOKS);
      const now = performance.now();
      if (now < quietUntil || heard.filter(Boolean).length < ENOUGH) return;
      quietUntil = now + AGAIN_MS;
      setSpeaks(true);
      hide = setTimeout(() => setSpeaks(false), SHOWN_MS);
    }, LOOK_MS);
    return () => {
      clearInterval(timer);
      clearTimeout(hide);
      ear.stop();
      copy.stop();
    };
  }, [listens, source]);
  return speaks;
}

export function MutedHint({ media, on, words }) {
  const speaks = useMutedSpeech(media, on);
  useEffect(() => {
    if (speaks) announce(words.mutedSpeech, { show: false, assertive: true });
  }, [speaks, words]);
  if (!speaks) return null;
  return (
    <div className="stage-muted-hint" data-muted-hint>
      <MicOff size={18} aria-hidden="true" />
      <span>{words.mutedSpeech}</span>
      <button type="button" onClick={media.toggleMic}>
        {words.unmute}
      </button>
    </div>
  );
}
