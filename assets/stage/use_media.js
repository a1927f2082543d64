// One's own microphone and camera as React state: opened, switched, replaced, given back.
import { useCallback, useEffect, useRef, useState } from "react";
import * as devices from "./devices.js";
import { drawnCamera, silence } from "./picture.js";

const NO_DEVICES = { videoinput: [], audioinput: [], audiooutput: [] };

/**
 * @param {{kind: "video"|"audio", name: string, standInLabel: string, onReplace?: (kind: "audio"|"video", track: MediaStreamTrack|null) => void}} options
 */
export function useMedia({ kind, name, standInLabel, onReplace }) {
  const wantsVideo = kind !== "audio";
  const [state, setState] = useState({ stream: null, asking: true, trouble: {}, mic: true, camera: wantsVideo, standIn: false });
  const [found, setFound] = useState(NO_DEVICES);
  const [speaker, setSpeaker] = useState("");
  // The same MediaStream for as long as the component lives: tracks come and go in it.
  const stream = useRef(null);
  const alive = useRef(0);
  const replaced = useRef(onReplace);
  replaced.current = onReplace;
  const standInName = useRef({ name, label: standInLabel });
  standInName.current = { name, label: standInLabel };

  const patch = useCallback((part) => setState((now) => ({ ...now, ...part })), []);
  const track = (which) => stream.current?.getTracks().find((one) => one.kind === which) ?? null;

  const put = useCallback((which, fresh) => {
    const old = track(which);
    if (old) {
      old.onended = null;
      old.stop();
      stream.current.removeTrack(old);
    }
    if (fresh) {
      stream.current.addTrack(fresh);
      // Pulled out, or taken by a phone call.
      fresh.onended = () => patch({ trouble: { [which]: "missing" }, ...(which === "video" ? { camera: false } : {}) });
    }
    replaced.current?.(which, fresh);
  }, [patch]);

  const start = useCallback(async () => {
    const turn = (alive.current += 1);
    const before = devices.mood();
    const camera = wantsVideo && before.camera !== false;
    patch({ asking: true, trouble: {} });
    const standIn = Boolean(before.standIn);
    const got = await devices.open({ audio: true, video: camera && !standIn });
    if (turn !== alive.current) {
      got.stream?.getTracks().forEach((one) => one.stop());
      return;
    }
    stream.current ??= new MediaStream();
    for (const which of ["audio", "video"]) {
      const fresh = got.stream?.getTracks().find((one) => one.kind === which) ?? null;
      put(which, fresh ?? (standIn && which === "audio" ? silence() : null));
    }
    if (standIn && camera) put("video", drawnCamera(standInName.current));
    const mic = before.mic !== false;
    if (track("audio")) track("audio").enabled = mic;
    const trouble = standIn ? {} : got.trouble;
    patch({ stream: stream.current.getTracks().length ? stream.current : null, asking: false, trouble, mic, camera: Boolean(track("video")), standIn });
    setFound(await devices.list());
  }, [wantsVideo, patch, put]);

  useEffect(() => {
    start();
    const quiet = devices.onChange(async () => setFound(await devices.list()));
    return () => {
      alive.current += 1;
      quiet();
      stream.current?.getTracks().forEach((one) => one.stop());
      stream.current = null;
    };
  }, [start]);

  useEffect(() => setSpeaker(devices.chosen().audiooutput ?? ""), []);

  const toggleMic = useCallback(() => {
    setState((now) => {
      const mic = !now.mic;
      if (track("audio")) track("audio").enabled = mic;
      devices.setMood({ mic });
      return { ...now, mic };
    });
  }, []);

  const toggleCamera = useCallback(async () => {
    if (track("video")) {
      // Stopped, not just covered: the camera's light goes out.
      put("video", null);
      devices.setMood({ camera: false });
      patch({ camera: false });
      return;
    }
    devices.setMood({ camera: true });
    const turn = alive.current;
    if (devices.mood().standIn) {
      put("video", drawnCamera(standInName.current));
      patch({ camera: true, trouble: {} });
      return;
    }
    const got = await devices.open({ audio: false, video: true });
    const [fresh] = got.stream?.getVideoTracks() ?? [];
    if (turn !== alive.current) {
      fresh?.stop();
      return;
    }
    if (fresh) put("video", fresh);
    patch({ camera: Boolean(fresh), trouble: got.trouble });
  }, [patch, put]);

  /** Draws what is missing and keeps what there is. */
  const takeStandIn = useCallback(() => {
    stream.current ??= new MediaStream();
    devices.setMood({ standIn: true, camera: true });
    if (!track("audio")) put("audio", silence());
    if (wantsVideo && !track("video")) put("video", drawnCamera(standInName.current));
    patch({ stream: stream.current, asking: false, trouble: {}, camera: wantsVideo, standIn: true });
  }, [wantsVideo, patch, put]);

  const retry = useCallback(() => {
    devices.setMood({ standIn: false, camera: true });
    start();
  }, [start]);

  /** Gives camera and microphone back: their lights go out. */
  const stop = useCallback(() => {
    alive.current += 1;
    stream.current?.getTracks().forEach((one) => one.stop());
  }, []);

  /** Goes on with what there is. */
  const goOn = useCallback(() => patch({ trouble: {} }), [patch]);

  /** Another device: "videoinput", "audioinput" or "audiooutput". */
  const pick = useCallback(async (deviceKind, id) => {
    devices.choose(deviceKind, id);
    if (deviceKind === "audiooutput") {
      setSpeaker(id);
      return;
    }
    const which = deviceKind === "videoinput" ? "video" : "audio";
    if (which === "video" && !track("video")) return;
    const enabled = track(which)?.enabled ?? true;
    const turn = alive.current;
    track(which)?.stop(); // Phones hold one camera at a time.
    const got = await devices.open({ audio: which === "audio", video: which === "video" });
    const fresh = got.stream?.getTracks()[0] ?? null;
    if (turn !== alive.current) {
      fresh?.stop();
      return;
    }
    if (fresh) fresh.enabled = enabled;
    put(which, fresh);
    devices.setMood({ standIn: false });
    patch({ stream: stream.current, trouble: got.trouble, standIn: false, ...(which === "video" ? { camera: Boolean(fresh) } : {}) });
  }, [patch, put]);

  const using = (which) => track(which)?.getSettings?.().deviceId ?? "";
  return {
    ...state,
    devices: found,
    inUse: { videoinput: using("video"), audioinput: using("audio"), audiooutput: speaker },
    speaker,
    toggleMic,
    toggleCamera,
    takeStandIn,
    retry,
    goOn,
    stop,
    pick,
  };
}
