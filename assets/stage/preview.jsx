// Before the call: see and hear oneself, and choose what with.
import { useEffect, useId, useState } from "react";
import { CameraToggle, DevicesToggle, FlipButton, MicMeter, MicToggle, Pickers } from "./controls.jsx";
import { LostCard } from "./lost.jsx";
import { loudness } from "./picture.js";
import { Face, Mark, Picture } from "./tiles.jsx";
import { TroubleCard } from "./trouble.jsx";

const SILENT_AFTER_MS = 6000;

/** True once an open microphone has given nothing at all for a while. */
function useSilence(stream, on) {
  const [silent, setSilent] = useState(false);
  useEffect(() => {
    setSilent(false);
    if (!stream || !on) return undefined;
    const ear = loudness(stream);
    let last = performance.now();
    const timer = setInterval(() => {
      if (ear.level() > 0.001) last = performance.now();
      setSilent(performance.now() - last > SILENT_AFTER_MS);
    }, 250);
    return () => {
      clearInterval(timer);
      ear.stop();
    };
  }, [stream, on, stream?.getAudioTracks?.()[0]]);
  return silent;
}

/** The mirror: one's own picture with its switches; `switches` are more of them. */
export function Mirror({ media, kind, name, picture, words, switches, children }) {
  return (
    <div className="stage-mirror">
      {media.camera && media.stream ? (
        <Picture stream={media.stream} muted mirrored={media.mirrored} className="stage-self" />
      ) : (
        <Face name={name} picture={picture} stream={media.stream} big />
      )}
      {media.asking && <p className="stage-asking" role="status">{kind === "audio" ? words.askingAudio : words.asking}</p>}
      <div className="stage-mirror-top">{media.stream && !media.mic && <Mark muted>{words.youAreMuted}</Mark>}</div>
      <div className="stage-mirror-bar">
        <MicToggle media={media} words={words} />
        {kind !== "audio" && <CameraToggle media={media} words={words} />}
        {kind !== "audio" && <FlipButton media={media} words={words} />}
        {switches}
      </div>
      {children}
    </div>
  );
}

export function Preview({ media, kind, name, picture, words }) {
  const silent = useSilence(media.stream, media.mic && !media.standIn);
  // Where there is little room, the devices come when they are asked for (stage.css).
  const [picking, setPicking] = useState(false);
  const pickers = useId();
  const devices = <DevicesToggle open={picking} onToggle={() => setPicking(!picking)} words={words} id={pickers} />;
  return (
    <div className="stage-preview" data-picking={picking || undefined}>
      <Mirror media={media} kind={kind} name={name} picture={picture} words={words} switches={devices} />
      <TroubleCard media={media} kind={kind} words={words} />
      <LostCard media={media} words={words} />
      {media.stream && <MicMeter media={media} words={words} />}
      {silent && <p className="stage-hint" role="status">{words.noMic}</p>}
      <div id={pickers}>
        <Pickers media={media} kind={kind} words={words} />
      </div>
    </div>
  );
}
