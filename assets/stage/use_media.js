// One's own microphone and camera as React state: opened, switched, replaced, given back.
import { useCallback, useEffect, useRef, useState } from "react";
import { blurred } from "./background.js";
import * as devices from "./devices.js";
import { drawnCamera, silence } from "./picture.js";
import { Keeper } from "./recovery.js";

const NO_DEVICES = { videoinput: [], audioinput: [], audiooutput: [] };
const NOTHING_LOST = { audio: "", video: "" };

/**
 * @param {{kind: "video"|"audio", name: string, standInLabel: string, onReplace?: (kind: "audio"|"video", track: MediaStreamTrack|null) => void}} options
 */
export function useMedia({ kind, name, standInLabel, onReplace }) {
  const wantsVideo = kind !== "audio";
  const [state, setState] = useState({ stream: null, asking: true, trouble: {}, mic: true, camera: wantsVideo, standIn: false, facing: "user", lost: NOTHING_LOST });
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

  const [blur, setBlur] = useState({ on: false, state: "" });
  useEffect(() => setBlur({ on: Boolean(devices.chosen().blur), state: "" }), []);
  const keeper = useRef(null);
  const put = useCallback((which, fresh) => {
    const old = track(which);
    if (old) {
      old.stop();
      stream.current.removeTrack(old);
    }
    if (fresh) {
      stream.current.addTrack(fresh);
      keeper.current?.watch(which, fresh);
      if (which === "video") patch({ facing: fresh.getSettings?.().facingMode === "environment" ? "environment" : "user" });
    } else keeper.current?.forget(which);
    replaced.current?.(which, fresh);
  }, [patch]);

  /** The camera as one wants to be seen. Where blurring fails it is given up, with words, and the picture is plain. */
  const softened = useCallback(async (camera) => {
    if (!camera || !devices.chosen().blur) return camera;
    const giveUp = () => {
      devices.choose("blur", false);
      setBlur({ on: false, state: "slow" });
    };
    setBlur({ on: true, state: "busy" });
    try {
      const soft = await blurred(camera, () => {
        giveUp();
        renew.current?.();
      });
      setBlur({ on: true, state: "" });
      return soft;
    } catch {
      giveUp();
      return camera;
    }
  }, []);
  const renew = useRef(null);
  const cameras = useRef([]);
  cameras.current = found.videoinput;

  /** Open again what was taken. */
  const reopen = useCallback(async (which) => {
    const turn = alive.current;
    const got = await devices.open({ audio: which === "audio", video: which === "video" });
    const [opened] = got.stream?.getTracks() ?? [];
    const fresh = which === "video" ? await softened(opened) : opened;
    if (turn !== alive.current) {
      fresh?.stop();
      return "later";
    }
    if (!fresh) {
      const refused = got.trouble[which] === "refused";
      if (refused) patch({ trouble: got.trouble });
      return refused ? "refused" : "later";
    }
    if (which === "audio") fresh.enabled = devices.mood().mic !== false;
    put(which, fresh);
    patch({ trouble: {}, ...(which === "video" ? { camera: true } : {}) });
    return "back";
  }, [patch, put, softened]);

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
      const opened = got.stream?.getTracks().find((one) => one.kind === which) ?? null;
      const fresh = which === "video" ? await softened(opened) : opened;
      if (turn !== alive.current) {
        fresh?.stop();
        return;
      }
      put(which, fresh ?? (standIn && which === "audio" ? silence() : null));
    }
    if (standIn && camera) put("video", drawnCamera(standInName.current));
    const mic = before.mic !== false;
    if (track("audio")) track("audio").enabled = mic;
    const trouble = standIn ? {} : got.trouble;
    patch({ stream: stream.current.getTracks().length ? stream.current : null, asking: false, trouble, mic, camera: Boolean(track("video")), standIn });
    setFound(await devices.list());
  }, [wantsVideo, patch, put, softened]);

  useEffect(() => {
    keeper.current = new Keeper({
      reopen,
      onlost: (which, loss) => {
        setState((now) => ({ ...now, lost: { ...now.lost, [which]: loss }, ...(which === "video" && loss ? { camera: false } : {}) }));
        if (!loss && which === "video" && track("video")?.readyState === "live") patch({ camera: true });
      },
    });
    start();
    const quiet = devices.onChange(async () => setFound(await devices.list()));
    return () => {
      alive.current += 1;
      quiet();
      keeper.current.stop();
      stream.current?.getTracks().forEach((one) => one.stop());
      stream.current = null;
    };
  }, [start, reopen, patch]);

  // Allowed after all, in the browser's own settings: it goes on without another press.
  const refused = Object.values(state.trouble).includes("refused");
  useEffect(() => (refused ? devices.onAllowed(start) : undefined), [refused, start]);

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
    if (track("video")?.readyState === "live") {
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
    const fresh = await softened(got.stream?.getVideoTracks()[0]);
    if (turn !== alive.current) {
      fresh?.stop();
      return;
    }
    if (fresh) put("video", fresh);
    patch({ camera: Boolean(fresh), trouble: got.trouble });
  }, [patch, put, softened]);

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

  /** The camera that looks the other way; the one in use stays if there is none. */
  const flip = useCallback(async () => {
    const turn = alive.current;
    keeper.current?.forget("video");
    const fresh = await softened(await devices.openOther(track("video"), cameras.current));
    if (turn !== alive.current) {
      fresh?.stop();
      return;
    }
    if (fresh) devices.choose("videoinput", fresh.getSettings().deviceId);
    put("video", fresh);
    patch({ camera: Boolean(fresh) });
  }, [patch, put, softened]);

  /** Gives camera and microphone back: their lights go out. */
  const stop = useCallback(() => {
    alive.current += 1;
    keeper.current?.stop();
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
    keeper.current?.forget(which);
    track(which)?.stop(); // Phones hold one camera at a time.
    const got = await devices.open({ audio: which === "audio", video: which === "video" });
    const opened = got.stream?.getTracks()[0] ?? null;
    const fresh = which === "video" ? await softened(opened) : opened;
    if (turn !== alive.current) {
      fresh?.stop();
      return;
    }
    if (fresh) fresh.enabled = enabled;
    put(which, fresh);
    devices.setMood({ standIn: false });
    patch({ stream: stream.current, trouble: got.trouble, standIn: false, ...(which === "video" ? { camera: Boolean(fresh) } : {}) });
  }, [patch, put, softened]);

  /** Another background: the camera is opened anew, so that nothing of the old one is left in between. */
  const toggleBlur = useCallback((on) => {
    devices.choose("blur", on);
    setBlur({ on, state: "" });
    renew.current();
  }, []);
  renew.current = () => pick("videoinput", devices.chosen().videoinput ?? "");

  const using = (which) => track(which)?.getSettings?.().deviceId ?? "";
  return {
    ...state,
    // Taken is as good as muted, to the other as well.
    has: { audio: Boolean(track("audio")), video: Boolean(track("video")) },
    mirrored: !state.standIn && state.facing === "user",
    blur: { ...blur, can: wantsVideo && !state.standIn, toggle: toggleBlur },
    tryLost: () => keeper.current?.tryNow(),
    flip: !state.standIn && devices.canFlip(found.videoinput) ? flip : undefined,
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
