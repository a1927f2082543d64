// Everything the stage says, in one place; `words` from Python replaces single entries (another language).

export const WORDS = {
  mute: "Mute",
  unmute: "Unmute",
  cameraOff: "Turn camera off",
  cameraOn: "Turn camera on",
  devices: "Devices",
  endCall: "End call",
  tapToHear: "Tap to hear",
  camera: "Camera",
  microphone: "Microphone",
  speaker: "Speaker",
  you: "You",
  standIn: "Use a stand-in camera",
  standInLabel: "Stand-in camera",
  withoutMicrophone: "Go on without a microphone",
  tryAgain: "Try again",
  goOn: "Go on without",
  asking: "Your browser asks for your camera and microphone. Please allow both.",
  askingAudio: "Your browser asks for your microphone. Please allow it.",
  connecting: "Connecting you …",
  waiting: "Waiting for {other}",
  waitingLine: "You'll see and hear each other here.",
  reconnecting: "Your connection dropped. Reconnecting; the clock stands still.",
  peerAway: "{other}'s connection dropped. We're waiting for them; the clock stands still.",
  failed: "We couldn't connect you. We keep trying.",
  replaced: "The call goes on in another window of yours.",
  ended: "The call has ended.",
  peerMuted: "{other} is muted",
  peerCameraOff: "{other}'s camera is off",
  youAreMuted: "You're muted",
  noMic: "We hear nothing from your microphone. Is it muted or unplugged?",
  left: "{time} left",
  paused: "Clock paused",
  warn300: "5 minutes left",
  warn60: "One minute left",
  warn15: "15 seconds left",
  quality: { good: "Good connection", weak: "Weak connection", bad: "Poor connection" },
  theirQuality: { weak: "{other}'s connection is weak", bad: "{other}'s connection is poor" },
  trouble: {
    refused: ["{device} is blocked", "Allow it with the lock or camera sign beside the address, then try again."],
    missing: ["No {device} found", "Plug one in and try again, or go on with a drawn picture of you."],
    busy: ["{device} is in use", "Another app or tab holds it. Close that one and try again."],
    insecure: ["This page can't use your {device}", "Browsers only allow it on secure addresses (https)."],
    unknown: ["{device} didn't start", "Try again, or go on with a drawn picture of you."],
  },
  deviceNames: { both: "camera and microphone", video: "camera", audio: "microphone" },
  rehearsal: {
    testing: "Testing the real path …",
    good: "You look and sound good",
    noSound: "We see you, but hear nothing. Check your microphone.",
    noPicture: "We hear you, but see nothing. Check your camera.",
    weak: "Your connection is weak. Move closer to your router or switch off other downloads.",
    failed: "We couldn't reach our relay from here. Try another network.",
  },
};

/** Fills {other} and friends. @param {string} text @param {Record<string, string>} parts */
export const say = (text, parts = {}) => text.replace(/\{(\w+)\}/g, (_, key) => parts[key] ?? "");

/** First letter up, the rest untouched. */
export const sentence = (text) => text.charAt(0).toUpperCase() + text.slice(1);
