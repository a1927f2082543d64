// Five seconds through the real relay and back, before any money moves.
import CircleAlert from "lucide-react/dist/esm/icons/circle-alert.mjs";
import CircleCheck from "lucide-react/dist/esm/icons/circle-check.mjs";
import RotateCw from "lucide-react/dist/esm/icons/rotate-cw.mjs";
import { useEffect, useRef, useState } from "react";
import { Pickers } from "./controls.jsx";
import { loudness } from "./picture.js";
import { Mirror } from "./preview.jsx";
import { Picture } from "./tiles.jsx";
import { TroubleCard } from "./trouble.jsx";

const SECONDS = 5;
const GIVE_UP_MS = 20000;

/** What the numbers mean. @returns {"good"|"noSound"|"noPicture"|"weak"} */
export function verdict({ wantsPicture, frames, loudest, loss, rtt }) {
  if (wantsPicture && frames < SECONDS * 4) return "noPicture";
  if (loudest !== null && loudest <= 0.001) return "noSound";
  if (loss > 0.06 || (rtt ?? 0) > 500) return "weak";
  return "good";
}

/** The same numbers one by one: what came back well, and what didn't. */
function checks({ wantsPicture, frames, loudest, loss, rtt }) {
  return [
    ...(wantsPicture ? [["picture", frames >= SECONDS * 4]] : []),
    ...(loudest !== null ? [["sound", loudest > 0.001]] : []),
    ["line", loss <= 0.06 && (rtt ?? 0) <= 500],
  ];
}

function Checks({ found, words }) {
  return (
    <ul className="stage-checks">
      {found.map(([what, fine]) => {
        const Icon = fine ? CircleCheck : CircleAlert;
        return (
          <li key={what} data-check={what} data-fine={fine}>
            <Icon size={18} aria-hidden="true" />
            <span>{words.checks[what][fine ? "fine" : "fix"]}</span>
          </li>
        );
      })}
    </ul>
  );
}

export function Rehearsal({ media, link, kind, name, picture, words, onRehearsed }) {
  const posed = link.rehearsed; // in the gallery, where nothing is measured
  const [result, setResult] = useState(posed?.failed ? "failed" : posed?.heard ? verdict(posed.heard) : "");
  const [passed, setPassed] = useState(posed?.passed ?? 0);
  const [found, setFound] = useState(posed?.heard ? checks(posed.heard) : []);
  const tell = useRef(onRehearsed);
  tell.current = onRehearsed;
  const live = link.status === "live";
  // Drawn people are silent on purpose.
  const listens = !media.standIn && media.mic;

  const again = () => {
    setFound([]);
    setPassed(0);
    setResult("");
  };
  const finish = (outcome, numbers = {}) => {
    setResult(outcome);
    tell.current?.({ verdict: outcome, ok: outcome === "good", ...numbers });
  };

  useEffect(() => {
    if (result || posed) return undefined;
    const timer = setTimeout(() => !live && media.stream && finish("failed"), GIVE_UP_MS);
    return () => clearTimeout(timer);
  }, [live, result, media.stream]);

  useEffect(() => {
    if (!live || !link.remote || result || posed) return undefined;
    const ear = loudness(link.remote);
    let loudest = 0;
    let tick = 0;
    let first = 0;
    const timer = setInterval(async () => {
      tick += 1;
      loudest = Math.max(loudest, ear.level());
      if (tick === 1) first = (await link.stats())?.framesDecoded ?? 0;
      if (tick % 10 === 0) setPassed(tick / 10);
      if (tick < SECONDS * 10) return;
      clearInterval(timer);
      const now = await link.stats();
      const numbers = { frames: (now?.framesDecoded ?? 0) - first, loss: now?.loss ?? 0, rtt: now?.rtt ?? null };
      const heard = { wantsPicture: kind !== "audio" && media.camera, loudest: listens ? loudest : null, ...numbers };
      setFound(checks(heard));
      finish(verdict(heard), numbers);
    }, 100);
    return () => {
      clearInterval(timer);
      ear.stop();
    };
  }, [live, link.remote, result]);

  return (
    <div className="stage-preview" data-rehearsal={result || "testing"}>
      <Mirror media={media} kind={kind} name={name} picture={picture} words={words}>
        {live && kind !== "audio" && !result && <Picture stream={link.remote} muted className="stage-echo" />}
      </Mirror>
      <TroubleCard media={media} kind={kind} words={words} />
      <div className="stage-verdict" role="status">
        {result === "good" && <CircleCheck size={20} aria-hidden="true" />}
        {result && result !== "good" && <CircleAlert size={20} aria-hidden="true" />}
        <span>{result ? words.rehearsal[result] : words.rehearsal.testing}</span>
        {!result && <progress className="ui-progress" max={SECONDS} value={passed} aria-label={words.rehearsal.testing} />}
      </div>
      {result && found.length > 0 && <Checks found={found} words={words} />}
      {result && result !== "good" && (
        <>
          <Pickers media={media} kind={kind} words={words} />
          <button type="button" className="stage-again" onClick={again}>
            <RotateCw size={17} aria-hidden="true" />
            {words.rehearseAgain}
          </button>
        </>
      )}
    </div>
  );
}
