// A stage that only poses: drawn people, a made-up line, no devices and no network. For the gallery and its pictures.
import { useEffect, useState } from "react";
import { drawnCamera } from "./picture.js";
import { StageView } from "./view.jsx";

const nothing = () => {};
const NOTHING_FOUND = { videoinput: [], audioinput: [], audiooutput: [] };
const FOUND = {
  videoinput: [{ id: "built-in", name: "Built-in camera" }, { id: "desk", name: "Desk camera" }],
  audioinput: [{ id: "built-in", name: "Built-in microphone" }],
  audiooutput: [{ id: "built-in", name: "Speakers" }],
};

/** A stream with one drawn track, or null. */
function useDrawn(name, label, wanted) {
  const [stream, setStream] = useState(null);
  useEffect(() => {
    if (!wanted) {
      setStream(null);
      return undefined;
    }
    const track = drawnCamera({ name, label });
    setStream(new MediaStream([track]));
    return () => track.stop();
  }, [name, label, wanted]);
  return stream;
}

/**
 * @param {{pose: {status?: string, peer?: object, quality?: object, mic?: boolean, camera?: boolean, asking?: boolean, trouble?: object, lost?: object,
 *   opened?: "devices"|"reactions"|"shortcuts", glow?: boolean, rehearsed?: {passed?: number, failed?: boolean, heard?: object}}}} props - `opened`: what stands open in a call; `glow`: a tip
 *   or more minutes have just come in (assets/calls/tips.jsx); `rehearsed`: how far it got, or what came back
 */
export function PosedStage({ pose, words, ...props }) {
  const kind = props.kind ?? "video";
  const camera = kind === "video" && (pose.camera ?? true);
  const own = useDrawn(props.selfName ?? "", words.standInLabel, camera);
  const peer = { present: true, state: { mic: true, camera: kind === "video" }, ...pose.peer };
  const remote = useDrawn(props.otherName ?? "", words.standInLabel, Boolean(peer.state?.camera));
  // After the first render: the prerendered page has no media either.
  const [silent, setSilent] = useState(null);
  useEffect(() => setSilent(new MediaStream()), []);
  const trouble = pose.trouble ?? {};
  const media = {
    stream: trouble.audio ? null : (own ?? silent),
    asking: Boolean(pose.asking),
    trouble,
    mic: pose.mic ?? true,
    camera: Boolean(own),
    standIn: true,
    mirrored: false,
    facing: "user",
    lost: { audio: "", video: "", ...pose.lost },
    has: { audio: true, video: Boolean(own) },
    blur: { can: kind !== "audio", on: false, state: pose.blur ?? "", toggle: nothing },
    tryLost: nothing,
    flip: pose.flip ? nothing : undefined,
    devices: silent ? FOUND : NOTHING_FOUND,
    inUse: {},
    speaker: "",
    toggleMic: nothing,
    toggleCamera: nothing,
    takeStandIn: nothing,
    retry: nothing,
    goOn: nothing,
    stop: nothing,
    pick: nothing,
  };
  const link = {
    link: "connected",
    status: pose.status ?? "live",
    peer,
    quality: { mine: "good", theirs: "good", ...pose.quality },
    voices: { mine: false, theirs: false, ...pose.voices },
    soundOnly: { on: false, mine: null, ...pose.soundOnly },
    offered: pose.offered,
    setSoundOnly: nothing,
    reaction: null,
    coveredThere: pose.coveredThere ?? null,
    react: () => true,
    tellCovered: nothing,
    remote,
    reason: "",
    rehearsed: pose.rehearsed ?? {},
    opened: pose.opened,
    stats: () => Promise.resolve(null),
  };
  return <StageView props={props} media={media} link={link} words={words} />;
}
