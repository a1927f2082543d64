// A device that was taken in the middle of the call: what happened, that it is being got back, and that it is back.
import MicOff from "lucide-react/dist/esm/icons/mic-off.mjs";
import VideoOff from "lucide-react/dist/esm/icons/video-off.mjs";
import { useEffect, useRef } from "react";
import { say as announce } from "../ui/toasts.jsx";

export function LostCard({ media, words }) {
  const { audio, video } = media.lost;
  const which = audio ? "audio" : video ? "video" : "";
  const before = useRef({ audio: "", video: "" });
  useEffect(() => {
    for (const one of ["audio", "video"]) {
      const [was, now] = [before.current[one], media.lost[one] ?? ""];
      if (now && !was) announce(words.lost[one], { show: false, assertive: true });
      // Off on purpose meanwhile, or refused: nothing came back.
      if (was && !now && media.has[one]) announce(words.cameBack[one], { tone: "success" });
      before.current[one] = now;
    }
  }, [media.lost, media.has, words]);
  if (!which) return null;
  const Icon = which === "audio" ? MicOff : VideoOff;
  return (
    <div className="stage-trouble" role="group" aria-label={words.lost[which]} data-lost={which}>
      <Icon size={22} aria-hidden="true" />
      <div>
        <p className="stage-trouble-title">{words.lost[which]}</p>
        <p>{words.lostHelp}</p>
        <div className="stage-trouble-ways">
          <button type="button" className="stage-way" onClick={media.tryLost}>
            {words.tryNow}
          </button>
        </div>
      </div>
    </div>
  );
}
