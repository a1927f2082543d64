// The call stage: one component for the preview, the rehearsal and the call. Its state stands in data attributes.
import { useCallback, useEffect, useMemo, useRef } from "react";
import { Call } from "./call.jsx";
import { loudness } from "./picture.js";
import { Preview } from "./preview.jsx";
import { Rehearsal } from "./rehearsal.jsx";
import { useLink } from "./use_link.js";
import { useMedia } from "./use_media.js";
import { WORDS } from "./words.js";

/** Calls the newest `handler` whenever `value` changes. */
function useTold(handler, value) {
  const newest = useRef(handler);
  newest.current = handler;
  const key = JSON.stringify(value);
  useEffect(() => {
    if (value !== undefined && value !== null) newest.current?.(value);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [key]);
}

/** Numbers for tests and for the curious: `await document.querySelector("[data-stage]").stageStats()`. */
function useStats(root, link, media) {
  const newest = useRef({});
  newest.current = { link, media };
  useEffect(() => {
    const ears = new Map();
    const level = (name, stream) => {
      if (!stream?.getAudioTracks().length) return 0;
      const known = ears.get(name);
      if (known?.stream !== stream) {
        known?.ear.stop();
        ears.set(name, { stream, ear: loudness(stream) });
      }
      return ears.get(name).ear.level();
    };
    root.current.stageStats = async () => {
      const now = newest.current;
      return {
        status: now.link.status,
        quality: now.link.quality,
        remoteLevel: level("remote", now.link.remote),
        localLevel: level("local", now.media.stream),
        ...((await now.link.stats()) ?? {}),
      };
    };
    return () => ears.forEach(({ ear }) => ear.stop());
  }, [root]);
}

/** See onetoone/ui/stage.py for the props and the events. */
export function CallStage(props) {
  const { mode = "preview", kind = "video", signalUrl = "", selfName = "", selfPicture = "", otherName = "", otherPicture = "" } = props;
  const words = useMemo(() => ({ ...WORDS, ...(props.words ?? {}) }), [props.words]);
  const root = useRef(null);
  const replace = useRef(null);

  const onReplace = useCallback((which, track) => replace.current?.(which, track), []);
  const media = useMedia({ kind, name: selfName, standInLabel: words.standInLabel, onReplace });
  const alone = mode === "rehearsal";
  const link = useLink({ url: mode === "preview" ? "" : signalUrl, stream: media.stream, mic: media.mic, camera: media.camera, kind, alone });
  replace.current = link.replaceTrack;

  const troubled = Boolean(media.trouble.audio || media.trouble.video);
  const status = media.asking ? "asking" : !media.stream ? (troubled ? "trouble" : "asking") : mode === "preview" ? "ready" : link.status;

  useTold(props.onStatus, status);
  useTold(props.onPeer, link.peer);
  useTold(props.onQuality, link.quality);
  useTold(props.onEnded, link.status === "ended" || link.status === "replaced" ? link.reason || link.status : null);
  useTold(props.onDevices, media.asking ? null : { mic: media.mic, camera: media.camera, stand_in: media.standIn, trouble: media.trouble });
  useStats(root, link, media);

  const hangUp = useCallback(() => props.onHangUp?.(), [props.onHangUp]);
  const self = { name: selfName, picture: selfPicture };
  const shared = { media, kind, words };
  return (
    <div
      ref={root}
      className="stage"
      data-stage={mode}
      data-kind={kind}
      data-call-status={status}
      data-mic={media.mic ? "on" : "off"}
      data-camera={media.camera ? "on" : "off"}
      data-standin={media.standIn ? "true" : "false"}
      data-peer-present={link.peer.present ? "true" : "false"}
      data-peer-mic={link.peer.state?.mic === false ? "off" : "on"}
      data-peer-camera={link.peer.state?.camera ? "on" : "off"}
      data-quality={link.quality.mine}
      data-peer-quality={link.quality.theirs}
    >
      {mode === "call" && (
        <Call {...shared} root={root} link={link} self={self} other={{ name: otherName, picture: otherPicture }} clock={props.clock} actions={props.actions} aside={props.aside} asideOpen={Boolean(props.asideOpen)} onHangUp={hangUp}>
          {props.children}
        </Call>
      )}
      {mode === "rehearsal" && <Rehearsal {...shared} link={link} name={selfName} picture={selfPicture} onRehearsed={props.onRehearsed} />}
      {mode === "preview" && <Preview {...shared} name={selfName} picture={selfPicture} />}
    </div>
  );
}
