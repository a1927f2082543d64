// The call stage: one component for the preview, the rehearsal and the call. See onetoone/ui/stage.py for its props.
import { useCallback, useContext, useRef } from "react";
import { StagePose } from "../ui/pose_context.js";
import { PosedStage } from "./pose.jsx";
import { useLink } from "./use_link.js";
import { useMedia } from "./use_media.js";
import { StageView } from "./view.jsx";
import "./stage.css";
import "./call.css";
import "./corner.css";
import "./asides.css";

function LiveStage({ words, ...props }) {
  const { mode = "preview", kind = "video", signalUrl = "", selfName = "" } = props;
  const line = useRef(null);
  const onReplace = useCallback((which, track) => line.current?.(which, track), []);
  const media = useMedia({ kind, name: selfName, standInLabel: words.standInLabel, onReplace });
  const link = useLink({
    url: mode === "preview" ? "" : signalUrl,
    stream: media.stream,
    mic: media.mic && !media.lost.audio,
    camera: media.camera,
    kind,
    alone: mode === "rehearsal",
  });
  line.current = link.replaceTrack;
  return <StageView props={props} media={media} link={link} words={words} />;
}

export function CallStage({ pose: own, ...props }) {
  const shown = useContext(StagePose);
  const pose = own ?? shown;
  return pose ? <PosedStage {...props} pose={pose} /> : <LiveStage {...props} />;
}
