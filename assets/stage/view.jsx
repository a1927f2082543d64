// What the stage looks like in each mode, whoever brings the media and the line: real ones, or posed ones in the gallery.
import { useCallback, useEffect, useRef } from "react";
import { Call } from "./call.jsx";
import { loudness } from "./picture.js";
import { Preview } from "./preview.jsx";
import { Rehearsal } from "./rehearsal.jsx";

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
function useStats(root, link, media, status) {
  const newest = useRef({});
  newest.current = { link, media, status };
  useEffect(() => {
    const ears = { remote: {}, local: {} };
    const listen = (name, stream) => {
      const ear = ears[name];
      if (ear.stream !== stream) {
        ear.stop?.();
        Object.assign(ear, { stream, peak: 0, level: null, stop: null }, stream ? loudness(stream) : {});
      }
      ear.peak = Math.max(ear.peak ?? 0, ear.level?.() ?? 0);
    };
    // Someone who asks hears the loudest since they asked last; nobody asks: nothing runs.
    let timer;
    const every = () => {
      listen("remote", newest.current.link.remote);
      listen("local", newest.current.media.stream);
    };
    root.current.stageStats = async () => {
      timer ??= setInterval(every, 50);
      every();
      const { link: line, status: now } = newest.current;
      const numbers = {
        status: now,
        quality: line.quality,
        remoteLevel: ears.remote.peak,
        localLevel: ears.local.peak,
        ...((await line.stats()) ?? {}),
      };
      ears.remote.peak = 0;
      ears.local.peak = 0;
      return numbers;
    };
    return () => {
      clearInterval(timer);
      ears.remote.stop?.();
      ears.local.stop?.();
    };
  }, [root]);
}

function statusOf(mode, media, link) {
  if (media.asking) return "asking";
  if (!media.stream) return media.trouble.audio || media.trouble.video ? "trouble" : "asking";
  return mode === "preview" ? "ready" : link.status;
}

export function StageView({ props, media, link, words }) {
  const { mode = "preview", kind = "video", selfName = "", selfPicture = "", otherName = "", otherPicture = "" } = props;
  const root = useRef(null);
  const status = statusOf(mode, media, link);
  const over = link.status === "ended" || link.status === "replaced";

  useTold(props.onStatus, status);
  useTold(props.onPeer, link.peer);
  useTold(props.onQuality, link.quality);
  useTold(props.onEnded, over ? link.reason || link.status : null);
  useTold(props.onDevices, media.asking ? null : { mic: media.mic, camera: media.camera, stand_in: media.standIn, trouble: media.trouble });
  useStats(root, link, media, status);
  useEffect(() => {
    if (over) media.stop();
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [over]);

  const hangUp = useCallback(() => props.onHangUp?.(), [props.onHangUp]);
  const closeAside = useCallback(() => props.onAsideClose?.(), [props.onAsideClose]);
  const shared = { media, kind, words };
  const self = { name: selfName, picture: selfPicture };
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
      data-sound-only={link.soundOnly?.on ? "true" : undefined}
      data-quality={link.quality.mine}
      data-peer-quality={link.quality.theirs}
    >
      {mode === "call" && (
        <Call
          {...shared}
          root={root}
          link={link}
          self={self}
          other={{ name: otherName, picture: otherPicture }}
          clock={props.clock}
          covered={Boolean(props.covered)}
          call={props.signalUrl ?? ""}
          topAction={props.topAction}
          actions={props.actions}
          aside={props.aside}
          asideOpen={Boolean(props.asideOpen)}
          onAsideClose={props.onAsideClose && closeAside}
          onHangUp={hangUp}
        >
          {props.children}
        </Call>
      )}
      {mode === "rehearsal" && <Rehearsal {...shared} link={link} name={selfName} picture={selfPicture} onRehearsed={props.onRehearsed} />}
      {mode === "preview" && <Preview {...shared} name={selfName} picture={selfPicture} />}
    </div>
  );
}
