// A person on the stage: their picture, or their initials with a ring that follows their voice.
import MicOff from "lucide-react/dist/esm/icons/mic-off.mjs";
import { useEffect, useRef } from "react";
import { initials } from "../ui/person.js";
import { loudness } from "./picture.js";

/** Writes how loud `stream` is into `--level` of the element, without rendering. */
export function useLevel(stream, on = true) {
  const element = useRef(null);
  useEffect(() => {
    if (!stream || !on) return undefined;
    const ear = loudness(stream);
    let smooth = 0;
    const timer = setInterval(() => {
      smooth = Math.max(ear.level(), smooth * 0.82);
      element.current?.style.setProperty("--level", smooth.toFixed(3));
    }, 60);
    return () => {
      clearInterval(timer);
      ear.stop();
      element.current?.style.setProperty("--level", "0");
    };
    // Tracks come and go within one stream.
  }, [stream, on, stream?.getAudioTracks?.()[0]]);
  return element;
}

/** A video element for a stream; `onBlocked` when the browser wants a tap before it plays sound. */
export function Picture({ stream, muted, mirrored, sinkId, onBlocked, className, videoRef }) {
  const own = useRef(null);
  const element = videoRef ?? own;
  const video = stream?.getVideoTracks?.()[0];
  const silent = muted || !stream?.getAudioTracks?.().length;
  useEffect(() => {
    const node = element.current;
    if (!node) return;
    node.srcObject = stream ?? null;
    node.muted = silent;
    if (!stream) return;
    node.play().catch((error) => {
      if (error.name !== "NotAllowedError" || silent) return;
      // The picture may come without a tap; the sound may not.
      node.muted = true;
      node.play().catch(() => {});
      onBlocked?.();
    });
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [stream, video, silent]);
  useEffect(() => {
    element.current?.setSinkId?.(sinkId ?? "").catch(() => {});
  }, [sinkId, element]);
  const shape = (event) => {
    const { videoWidth, videoHeight } = event.currentTarget;
    event.currentTarget.dataset.shape = videoHeight > videoWidth ? "tall" : "wide";
  };
  return (
    <video ref={element} className={className} data-mirrored={mirrored || undefined} muted onResize={shape} onLoadedMetadata={shape} autoPlay playsInline />
  );
}

/** Initials or picture in a ring that follows the voice. */
export function Face({ name, picture, stream, big, breathing }) {
  const ring = useLevel(stream);
  return (
    <span ref={ring} className="stage-face" data-big={big || undefined} data-breathing={breathing || undefined} aria-hidden="true">
      {picture ? <img src={picture} alt="" /> : <span>{initials(name)}</span>}
    </span>
  );
}

/** A small mark over a picture. */
export function Mark({ children, muted }) {
  return (
    <span className="stage-mark">
      {muted && <MicOff size={15} aria-hidden="true" />}
      {children}
    </span>
  );
}
