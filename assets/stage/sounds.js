// The few sounds there are, made by the browser: no files, no licences. Silent until the person has touched the page.

let context;
const loops = new Map();

function awake() {
  context ??= new (window.AudioContext ?? window.webkitAudioContext)();
  if (context.state === "suspended") context.resume().catch(() => {});
  return context;
}

/** One soft bell: a note with two overtones that fades. */
function bell(at, frequency, { seconds = 0.9, loud = 0.16, into = null } = {}) {
  const now = awake().currentTime + at;
  const out = context.createGain();
  out.gain.setValueAtTime(0, now);
  out.gain.linearRampToValueAtTime(loud, now + 0.012);
  out.gain.exponentialRampToValueAtTime(0.0001, now + seconds);
  out.connect(into ?? context.destination);
  for (const [times, share] of [[1, 1], [2.01, 0.35], [3.02, 0.12]]) {
    const tone = context.createOscillator();
    const part = context.createGain();
    tone.frequency.value = frequency * times;
    part.gain.value = share;
    tone.connect(part).connect(out);
    tone.start(now);
    tone.stop(now + seconds);
  }
}

const NOTES = { C5: 523.25, E5: 659.26, G5: 783.99, A5: 880, B5: 987.77, D6: 1174.66, E6: 1318.51, G6: 1567.98 };
const SOUNDS = {
  ring() {
    [NOTES.E5, NOTES.B5, NOTES.A5, NOTES.E6].forEach((note, i) => bell(i * 0.21, note, { seconds: 1.5, loud: 0.2 }));
  },
  // What the one who calls hears: farther away.
  ringing() {
    [NOTES.C5, NOTES.G5].forEach((note, i) => bell(i * 0.3, note, { seconds: 1.2, loud: 0.07 }));
  },
  tip() {
    [NOTES.G5, NOTES.B5, NOTES.D6, NOTES.G6].forEach((note, i) => bell(i * 0.075, note, { seconds: 1.1, loud: 0.13 }));
  },
  joined() {
    [NOTES.C5, NOTES.G5].forEach((note, i) => bell(i * 0.13, note, { seconds: 0.8, loud: 0.12 }));
  },
  ended() {
    [NOTES.G5, NOTES.C5].forEach((note, i) => bell(i * 0.15, note, { seconds: 0.9, loud: 0.1 }));
  },
  message() {
    bell(0, NOTES.A5, { seconds: 0.5, loud: 0.06 });
  },
};
const EVERY_MS = { ring: 3200, ringing: 4200 };

/** Plays a sound once: ring, ringing, tip, joined, ended, message. */
export function play(name) {
  try {
    SOUNDS[name]?.();
  } catch {
    // No sound device: the screen says it all.
  }
}

/**
 * Three notes from one speaker. @param {string} speaker its id, or "" for the usual one
 * @param {() => void} done @returns {() => void} stops it
 */
export function testTone(speaker, done) {
  const out = awake().createMediaStreamDestination();
  const element = new Audio();
  element.srcObject = out.stream;
  const stop = () => {
    clearTimeout(timer);
    element.pause();
    element.srcObject = null;
    done();
  };
  const timer = setTimeout(stop, 2000);
  const ready = speaker && element.setSinkId ? element.setSinkId(speaker).catch(() => {}) : Promise.resolve();
  ready
    .then(() => element.play())
    .then(() => [NOTES.C5, NOTES.E5, NOTES.G5].forEach((note, i) => bell(0.1 + i * 0.35, note, { seconds: 1, loud: 0.3, into: out })))
    .catch(stop);
  return stop;
}

/** Plays again and again until `stop(name)`; the phone trembles along with "ring" where it can. */
export function loop(name) {
  if (loops.has(name)) return;
  const once = () => {
    play(name);
    // Before the first tap browsers refuse, and say so in the console.
    if (name === "ring" && navigator.userActivation?.hasBeenActive) navigator.vibrate?.([260, 120, 260]);
  };
  once();
  loops.set(name, setInterval(once, EVERY_MS[name] ?? 3000));
}

export function stop(name) {
  clearInterval(loops.get(name));
  loops.delete(name);
  if (name === "ring" && navigator.userActivation?.hasBeenActive) navigator.vibrate?.(0);
}
