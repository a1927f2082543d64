// What is wrong with a device, how to help it in this very browser, and a way on without it.
import Camera from "lucide-react/dist/esm/icons/camera.mjs";
import CircleAlert from "lucide-react/dist/esm/icons/circle-alert.mjs";
import Lock from "lucide-react/dist/esm/icons/lock.mjs";
import RotateCw from "lucide-react/dist/esm/icons/rotate-cw.mjs";
import Settings from "lucide-react/dist/esm/icons/settings.mjs";
import SlidersHorizontal from "lucide-react/dist/esm/icons/sliders-horizontal.mjs";
import TextSearch from "lucide-react/dist/esm/icons/text-search.mjs";
import ToggleRight from "lucide-react/dist/esm/icons/toggle-right.mjs";
import VideoOff from "lucide-react/dist/esm/icons/video-off.mjs";
import { useEffect, useState } from "react";
import { browserOf, machineOf } from "./browser.js";

// What to look for on the screen.
const SIGNS = { sliders: SlidersHorizontal, lock: Lock, blocked: VideoOff, page: TextSearch, settings: Settings, toggle: ToggleRight, reload: RotateCw };

/** The steps, each with the sign to look for: [sign, sentence]. */
function Coach({ kind, words }) {
  // After the first render: the prerendered page knows no browser.
  const [steps, setSteps] = useState(null);
  useEffect(() => {
    const agent = navigator.userAgent;
    setSteps(kind === "system" ? words.coachSystem[machineOf(agent)] : words.coach[browserOf(agent, navigator.maxTouchPoints)]);
  }, [kind, words]);
  if (!steps) return null;
  return (
    <ol className="stage-coach" data-coach={kind}>
      {steps.map(([sign, sentence]) => {
        const Icon = SIGNS[sign];
        return (
          <li key={sentence}>
            <span aria-hidden="true">
              <Icon size={17} />
            </span>
            {sentence}
          </li>
        );
      })}
    </ol>
  );
}

export function TroubleCard({ media, kind, words }) {
  const { video, audio } = media.trouble;
  if (!video && !audio) return null;
  const which = video && audio ? "both" : video ? "video" : "audio";
  const trouble = video ?? audio;
  const wrong = words.trouble[trouble];
  return (
    <div className="stage-trouble" role="alert" data-trouble={trouble}>
      <CircleAlert size={22} aria-hidden="true" />
      <div>
        <p className="stage-trouble-title">{wrong[which]}</p>
        <p>{wrong.help}</p>
        {(trouble === "refused" || trouble === "system") && <Coach kind={trouble} words={words} />}
        <div className="stage-trouble-ways">
          <button type="button" className="stage-way" onClick={media.retry}>
            {trouble === "dismissed" ? words.askAgain : words.tryAgain}
          </button>
          <button type="button" className="stage-way stage-way-main" onClick={media.takeStandIn}>
            <Camera size={17} aria-hidden="true" />
            {kind === "audio" ? words.withoutMicrophone : words.standIn}
          </button>
          {media.stream && (
            <button type="button" className="stage-way stage-way-quiet" onClick={media.goOn}>
              {words.goOn}
            </button>
          )}
        </div>
      </div>
    </div>
  );
}
