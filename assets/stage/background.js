// One's own background, blurred before anything leaves the browser: by the system where it can, else drawn here.

const FRAMES_A_SECOND = 24;
const WARM_UP = 3; // the first frames compile shaders
const LOOKED_AT = 20;
const SLOW_MS = 60; // a frame that takes longer leaves no time for the call itself
const LOOKS_AT_WIDTH = 320; // the model sees no more than 256 pixels
const READY_MS = 15000;

/** Ticks also in a tab that is hidden, where the page's own timers sleep. */
function metronome(tick) {
  const source = URL.createObjectURL(new Blob([`setInterval(() => postMessage(0), ${Math.round(1000 / FRAMES_A_SECOND)})`]));
  const worker = new Worker(source);
  URL.revokeObjectURL(source);
  worker.onmessage = tick;
  return () => worker.terminate();
}

/** Draws `video` behind `mask`: sharp where the mask is, soft elsewhere. */
function painter(width, height) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const pen = canvas.getContext("2d");
  // Made small in steps and large again: soft in every browser, also where a canvas knows no filters.
  const steps = [4, 10, 24].map((by) => Object.assign(document.createElement("canvas"), { width: Math.ceil(width / by), height: Math.ceil(height / by) }));
  const draw = (video, mask) => {
    let from = video;
    for (const step of [...steps, steps[1], steps[0]]) {
      const small = step.getContext("2d");
      small.imageSmoothingQuality = "high";
      small.drawImage(from, 0, 0, step.width, step.height);
      from = step;
    }
    pen.globalCompositeOperation = "copy";
    pen.drawImage(mask, 0, 0, width, height);
    pen.globalCompositeOperation = "source-in";
    pen.drawImage(video, 0, 0, width, height);
    pen.globalCompositeOperation = "destination-over";
    pen.imageSmoothingQuality = "high";
    pen.drawImage(from, 0, 0, width, height);
  };
  return { canvas, draw };
}

/** Says when frames take too long: at once when their time is used up, not only when all have been drawn. */
function judge() {
  let frames = 0;
  let spent = 0;
  return (took) => {
    frames += 1;
    if (frames <= WARM_UP) return false;
    spent += took;
    if (spent > LOOKED_AT * SLOW_MS) return true;
    if (frames === WARM_UP + LOOKED_AT) [frames, spent] = [WARM_UP, 0];
    return false;
  };
}

async function drawn(camera, onslow) {
  const { segmenter } = await import("./segments.js");
  const cutter = await segmenter();
  const video = document.createElement("video");
  Object.assign(video, { muted: true, playsInline: true, srcObject: new MediaStream([camera]) });
  await video.play();
  const [width, height] = [video.videoWidth || 640, video.videoHeight || 480];
  const { canvas, draw } = painter(width, height);
  const eye = Object.assign(document.createElement("canvas"), { width: LOOKS_AT_WIDTH, height: Math.round((LOOKS_AT_WIDTH * height) / width) });
  const isSlow = judge();

  let busy = false;
  let restUntil = 0;
  let over = false;
  const frame = async () => {
    const began = performance.now();
    if (busy || over || began < restUntil) return;
    busy = true;
    try {
      eye.getContext("2d").drawImage(video, 0, 0, eye.width, eye.height);
      const mask = await cutter.cut(eye);
      if (!over) draw(video, mask);
    } catch {
      // A frame that couldn't be cut isn't shown at all.
    }
    busy = false;
    const took = performance.now() - began;
    // Never more than half of the page's time.
    restUntil = performance.now() + took;
    if (!over && isSlow(took)) onslow();
  };

  // Nothing goes out before the first blurred picture is there.
  await frame();
  const still = metronome(frame);
  const [track] = canvas.captureStream(FRAMES_A_SECOND).getVideoTracks();
  const end = track.stop.bind(track);
  const stop = () => {
    over = true;
    still();
    end();
    video.srcObject = null;
    cutter.close();
  };
  track.stop = () => {
    camera.stop();
    stop();
  };
  track.undress = stop;
  // For everybody else it is that camera.
  track.getSettings = () => camera.getSettings();
  camera.addEventListener("ended", () => {
    if (over) return;
    stop();
    track.dispatchEvent(new Event("ended"));
  });
  return track;
}

/**
 * This camera with its background blurred. Throws when that can't be done here; the camera is untouched then.
 * @param {MediaStreamTrack} camera
 * @param {() => void} onslow called once when the machine turns out to be too slow for it
 */
export async function blurred(camera, onslow) {
  if (camera.getCapabilities?.().backgroundBlur?.includes(true)) {
    await camera.applyConstraints({ backgroundBlur: true });
    return camera;
  }
  let late = false;
  const soft = drawn(camera, onslow).then((track) => {
    if (late) track.undress();
    return track;
  });
  const patience = new Promise((_, reject) => {
    setTimeout(() => {
      late = true;
      reject(new Error("not ready in time"));
    }, READY_MS);
  });
  return Promise.race([soft, patience]);
}
