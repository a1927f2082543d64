// Cameras, microphones and speakers: asking, listing, remembering, and saying kindly what is wrong.

/** @typedef {"refused"|"dismissed"|"system"|"missing"|"busy"|"insecure"|"unknown"} Trouble */

const CHOICE_KEY = "onetoone:devices"; // outlives the tab: which devices
const MOOD_KEY = "onetoone:stage"; // this tab: microphone and camera on or off, stand-in

const read = (store, key) => {
  try {
    return JSON.parse(store.getItem(key) || "{}");
  } catch {
    return {};
  }
};
const write = (store, key, value) => {
  try {
    store.setItem(key, JSON.stringify(value));
  } catch {
    // Private mode: remembered for this page only.
  }
};

/** Remembered device ids: {audioinput?, videoinput?, audiooutput?}. */
export const chosen = () => read(localStorage, CHOICE_KEY);
export const choose = (kind, deviceId) => write(localStorage, CHOICE_KEY, { ...chosen(), [kind]: deviceId });

/** What the person had switched before (in this tab): {mic?: boolean, camera?: boolean, standIn?: boolean}. */
export const mood = () => read(sessionStorage, MOOD_KEY);
export const setMood = (part) => write(sessionStorage, MOOD_KEY, { ...mood(), ...part });

const picture = (deviceId) => ({
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
  ...(deviceId ? { deviceId: { exact: deviceId } } : { facingMode: "user" }),
});
const sound = (deviceId) => ({
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
  ...(deviceId ? { deviceId: { exact: deviceId } } : {}),
});

async function ask(wanted, ids) {
  return navigator.mediaDevices.getUserMedia({
    audio: wanted.audio ? sound(ids.audioinput) : false,
    video: wanted.video ? picture(ids.videoinput) : false,
  });
}

/** What went wrong, as one of seven. @param {Error & {name?: string}} error @returns {Trouble} */
export function troubleOf(error) {
  switch (error?.name) {
    case "NotAllowedError":
      // Only Chromium says which no it was; the others' no is taken for a lasting one.
      if (/dismissed/i.test(error.message)) return "dismissed";
      return /system/i.test(error.message) ? "system" : "refused";
    case "SecurityError":
      return "refused";
    case "NotFoundError":
    case "OverconstrainedError":
      return "missing";
    case "NotReadableError":
    case "AbortError":
      return "busy";
    case "InsecureError":
      return "insecure";
    default:
      return "unknown";
  }
}

/**
 * Opens the microphone, and the camera when wanted. A remembered device that is gone is forgotten; when only one of
 * the two can be had, that one is opened.
 * @param {{audio: boolean, video: boolean}} wanted
 * @returns {Promise<{stream: MediaStream|null, trouble: {video?: Trouble, audio?: Trouble}}>}
 */
export async function open(wanted) {
  if (!navigator.mediaDevices?.getUserMedia) {
    return { stream: null, trouble: { audio: "insecure", ...(wanted.video ? { video: "insecure" } : {}) } };
  }
  const attempts = [chosen(), {}];
  let last;
  for (const ids of attempts) {
    try {
      return { stream: await ask(wanted, ids), trouble: {} };
    } catch (error) {
      last = error;
      if (error.name === "NotAllowedError") break;
    }
  }
  if (!wanted.audio || !wanted.video) {
    return { stream: null, trouble: { [wanted.video ? "video" : "audio"]: troubleOf(last) } };
  }
  const [audio, video] = [await open({ audio: true, video: false }), await open({ audio: false, video: true })];
  const tracks = [...(audio.stream?.getTracks() ?? []), ...(video.stream?.getTracks() ?? [])];
  return {
    stream: tracks.length ? new MediaStream(tracks) : null,
    trouble: { ...audio.trouble, ...video.trouble },
  };
}

/**
 * The camera that looks the other way, as phones name them; else the next one in the row; else the one there was.
 * @param {MediaStreamTrack|null} used @param {{id: string}[]} cameras @returns {Promise<MediaStreamTrack|null>}
 */
export async function openOther(used, cameras) {
  const { facingMode, deviceId } = used?.getSettings?.() ?? {};
  used?.stop(); // Phones hold one camera at a time.
  const next = cameras[(cameras.findIndex((camera) => camera.id === deviceId) + 1) % cameras.length]?.id;
  const ways = [
    ...(facingMode ? [{ ...picture(), facingMode: { exact: facingMode === "environment" ? "user" : "environment" } }] : []),
    ...[next, deviceId].filter(Boolean).map((id) => picture(id)),
  ];
  for (const video of ways) {
    const stream = await navigator.mediaDevices.getUserMedia({ video }).catch(() => null);
    if (stream) return stream.getVideoTracks()[0];
  }
  return null;
}

/** Whether there are two ways to look: on a hand-held with more than one camera. */
export const canFlip = (cameras) => cameras.length > 1 && matchMedia("(pointer: coarse)").matches;

/** Calls back when the person has allowed camera or microphone after all. Returns how to stop listening. */
export function onAllowed(listener) {
  const asked = [];
  let over = false;
  for (const name of ["camera", "microphone"])
    navigator.permissions
      ?.query({ name })
      .then((permission) => {
        if (over) return;
        permission.onchange = () => permission.state === "granted" && listener();
        asked.push(permission);
      })
      .catch(() => {}); // Firefox knows no such names
  return () => {
    over = true;
    for (const permission of asked) permission.onchange = null;
  };
}

/** The devices by kind, with a name each. @returns {Promise<Record<string, {id: string, name: string}[]>>} */
export async function list() {
  const found = (await navigator.mediaDevices?.enumerateDevices?.()) ?? [];
  const byKind = { videoinput: [], audioinput: [], audiooutput: [] };
  for (const device of found) {
    if (!device.deviceId) continue;
    byKind[device.kind]?.push({ id: device.deviceId, name: device.label || `${device.kind} ${byKind[device.kind].length + 1}` });
  }
  return byKind;
}

/** Whether this browser can send the sound to a chosen speaker. */
export const canPickSpeaker = () => typeof HTMLMediaElement !== "undefined" && "setSinkId" in HTMLMediaElement.prototype;

/** Calls back when something is plugged in or pulled out. Returns how to stop listening. */
export function onChange(listener) {
  navigator.mediaDevices?.addEventListener?.("devicechange", listener);
  return () => navigator.mediaDevices?.removeEventListener?.("devicechange", listener);
}
