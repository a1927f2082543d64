// Pictures and levels: a drawn stand-in for a missing camera, and how loud a stream is.

let shared;
/** The page's one audio context; browsers keep it asleep until the first tap. */
export function audioContext() {
  shared ??= new (window.AudioContext ?? window.webkitAudioContext)();
  if (shared.state === "suspended") shared.resume().catch(() => {});
  return shared;
}

/** A track of silence, for a person without a microphone. */
export function silence() {
  const context = audioContext();
  const tone = context.createOscillator();
  const quiet = context.createGain();
  quiet.gain.value = 0;
  const out = context.createMediaStreamDestination();
  tone.connect(quiet).connect(out);
  tone.start();
  const [track] = out.stream.getAudioTracks();
  const stop = track.stop.bind(track);
  track.stop = () => {
    tone.stop();
    stop();
  };
  return track;
}

/**
 * A drawn camera: a slow sunset with the person's name, labelled "Stand-in camera".
 * @param {{name: string, label: string}} words
 * @returns {MediaStreamTrack}
 */
export function drawnCamera({ name, label }) {
  const canvas = document.createElement("canvas");
  canvas.width = 640;
  canvas.height = 480;
  const pen = canvas.getContext("2d");
  const started = performance.now();
  const draw = () => {
    const t = (performance.now() - started) / 1000;
    const sky = pen.createLinearGradient(0, 0, 0, 480);
    sky.addColorStop(0, "#3A1730");
    sky.addColorStop(0.62, "#8E3B55");
    sky.addColorStop(1, "#F0A26E");
    pen.fillStyle = sky;
    pen.fillRect(0, 0, 640, 480);
    const sun = pen.createRadialGradient(320, 250, 10, 320, 250, 150);
    sun.addColorStop(0, "rgba(255, 226, 190, 0.95)");
    sun.addColorStop(0.45, "rgba(250, 176, 120, 0.75)");
    sun.addColorStop(1, "rgba(250, 176, 120, 0)");
    pen.fillStyle = sun;
    pen.fillRect(0, 0, 640, 480);
    for (let i = 0; i < 3; i += 1) {
      pen.fillStyle = `rgba(38, 14, 32, ${0.3 + i * 0.22})`;
      pen.beginPath();
      pen.moveTo(0, 480);
      for (let x = 0; x <= 640; x += 16) {
        pen.lineTo(x, 340 + i * 38 + Math.sin(x / (70 + i * 26) + t * (0.5 + i * 0.22)) * (16 - i * 3));
      }
      pen.lineTo(640, 480);
      pen.fill();
    }
    pen.textAlign = "center";
    pen.fillStyle = "#FFF6EE";
    pen.font = "600 46px 'Figtree Variable', system-ui, sans-serif";
    pen.fillText(name, 320, 236, 560);
    pen.font = "500 20px 'Figtree Variable', system-ui, sans-serif";
    pen.fillStyle = "rgba(255, 246, 238, 0.86)";
    pen.fillText(label, 320, 272);
  };
  draw();
  // A timer, not animation frames: a tab in the background keeps sending a picture.
  const timer = setInterval(draw, 1000 / 15);
  const [track] = canvas.captureStream(15).getVideoTracks();
  const stop = track.stop.bind(track);
  track.stop = () => {
    clearInterval(timer);
    stop();
  };
  return track;
}

/**
 * How loud a stream is, from 0 to 1.
 * @param {MediaStream} stream
 * @param {number} [samplesHeard] how much of the past counts, in samples
 * @returns {{level: () => number, stop: () => void}}
 */
export function loudness(stream, samplesHeard = 512) {
  if (!stream?.getAudioTracks().length) return { level: () => 0, stop: () => {} };
  const context = audioContext();
  const source = context.createMediaStreamSource(stream);
  const ear = context.createAnalyser();
  ear.fftSize = samplesHeard;
  source.connect(ear);
  const samples = new Float32Array(ear.fftSize);
  return {
    /** Now. */
    level() {
      ear.getFloatTimeDomainData(samples);
      let sum = 0;
      for (const sample of samples) sum += sample * sample;
      // A quiet voice is around 0.02 RMS: spread so that it already moves the ring.
      return Math.min(1, Math.sqrt(sum / samples.length) * 6);
    },
    stop: () => source.disconnect(),
  };
}
