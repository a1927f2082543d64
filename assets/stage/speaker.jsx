// "Can you hear this?": three notes from the chosen speaker.
import Volume2 from "lucide-react/dist/esm/icons/volume-2.mjs";
import { useEffect, useRef, useState } from "react";
import { testTone } from "./sounds.js";

export function SpeakerTest({ media, words }) {
  const [sounds, setSounds] = useState(false);
  const stop = useRef(null);
  useEffect(() => () => stop.current?.(), []);
  const play = () => {
    stop.current?.();
    setSounds(true);
    stop.current = testTone(media.speaker, () => setSounds(false));
  };
  return (
    <button type="button" className="stage-speaker" data-sounds={sounds || undefined} onClick={play}>
      <Volume2 size={18} aria-hidden="true" />
      {sounds ? words.testSounds : words.testSpeaker}
    </button>
  );
}
