// What one can press: microphone, camera, devices, end.
import ChevronDown from "lucide-react/dist/esm/icons/chevron-down.mjs";
import Keyboard from "lucide-react/dist/esm/icons/keyboard.mjs";
import Mic from "lucide-react/dist/esm/icons/mic.mjs";
import MicOff from "lucide-react/dist/esm/icons/mic-off.mjs";
import Phone from "lucide-react/dist/esm/icons/phone.mjs";
import SlidersHorizontal from "lucide-react/dist/esm/icons/sliders-horizontal.mjs";
import SwitchCamera from "lucide-react/dist/esm/icons/switch-camera.mjs";
import Video from "lucide-react/dist/esm/icons/video.mjs";
import VideoOff from "lucide-react/dist/esm/icons/video-off.mjs";
import { useEffect, useId, useRef } from "react";
import { canPickSpeaker } from "./devices.js";
import { SpeakerTest } from "./speaker.jsx";
import { useLevel } from "./tiles.jsx";

/** A round button whose name says what pressing it does. */
export function TrackToggle({ name, off, icon: Icon, ...rest }) {
  return (
    <button type="button" className="stage-button" aria-label={name} data-tip={name} data-off={off || undefined} {...rest}>
      <Icon size={22} aria-hidden="true" />
    </button>
  );
}

export function MicToggle({ media, words }) {
  return <TrackToggle name={media.mic ? words.mute : words.unmute} off={!media.mic} icon={media.mic ? Mic : MicOff} onClick={media.toggleMic} data-track="microphone" />;
}

export function CameraToggle({ media, words }) {
  return <TrackToggle name={media.camera ? words.cameraOff : words.cameraOn} off={!media.camera} icon={media.camera ? Video : VideoOff} onClick={media.toggleCamera} data-track="camera" />;
}

export function DevicesToggle({ open, onToggle, words, id }) {
  return <TrackToggle name={words.devices} icon={SlidersHorizontal} onClick={onToggle} aria-expanded={open} aria-controls={id} />;
}

/** The other way round on a phone; only where there are two ways to look. */
export function FlipButton({ media, words }) {
  if (!media.flip || !media.camera) return null;
  return <TrackToggle name={words.flip} icon={SwitchCamera} onClick={media.flip} data-track="flip" />;
}

export function DisconnectButton({ onHangUp, words }) {
  return (
    <button type="button" className="stage-button stage-end" aria-label={words.endCall} data-tip={words.endCall} onClick={onHangUp}>
      <Phone size={22} className="stage-hung-up" aria-hidden="true" />
      <span className="stage-end-word" aria-hidden="true">{words.endCall}</span>
    </button>
  );
}

function Picker({ label, deviceKind, media }) {
  const id = useId();
  const options = media.devices[deviceKind];
  if (!options.length) return null;
  return (
    <div className="stage-picker">
      <label htmlFor={id}>{label}</label>
      <span className="stage-select">
        <select id={id} value={media.inUse[deviceKind] || options[0].id} onChange={(event) => media.pick(deviceKind, event.target.value)}>
          {options.map((device) => (
            <option key={device.id} value={device.id}>
              {device.name}
            </option>
          ))}
        </select>
        <ChevronDown size={17} aria-hidden="true" />
      </span>
    </div>
  );
}

/** How loud one is, as a bar. */
export function MicMeter({ media, words }) {
  const bar = useLevel(media.stream, media.mic);
  return (
    <div className="stage-meter" role="img" aria-label={words.micLevel} data-mic={media.mic ? "on" : "off"}>
      <span ref={bar} />
    </div>
  );
}

/** The switch; below it what it does at the moment, if that is worth a word. */
export function BlurSwitch({ media, words }) {
  if (!media.blur?.can) return null;
  const note = { busy: words.blurBusy, slow: words.blurSlow }[media.blur.state];
  return (
    <div className="stage-blur" data-blur={media.blur.state || (media.blur.on ? "on" : "off")}>
      <label>
        <input type="checkbox" role="switch" checked={media.blur.on} disabled={media.blur.state === "busy"} onChange={(event) => media.blur.toggle(event.target.checked)} />
        {words.blur}
      </label>
      <p role="status">{note}</p>
    </div>
  );
}

/** Camera, microphone and, where the browser can, the speaker. */
export function Pickers({ media, kind, words }) {
  return (
    <div className="stage-pickers">
      {kind !== "audio" && <Picker label={words.camera} deviceKind="videoinput" media={media} />}
      <Picker label={words.microphone} deviceKind="audioinput" media={media} />
      {canPickSpeaker() && <Picker label={words.speaker} deviceKind="audiooutput" media={media} />}
      <div className="stage-picker-more">
        <SpeakerTest media={media} words={words} />
        {kind !== "audio" && <BlurSwitch media={media} words={words} />}
      </div>
    </div>
  );
}

/** The pickers in a small panel above the control bar. */
export function DevicesPanel({ id, onClose, onShortcuts, media, kind, words, children }) {
  const panel = useRef(null);
  useEffect(() => {
    panel.current?.querySelector("select")?.focus();
    const outside = (event) => {
      if (!panel.current?.contains(event.target) && !event.target.closest?.(`[aria-controls="${id}"]`)) onClose();
    };
    document.addEventListener("pointerdown", outside);
    return () => document.removeEventListener("pointerdown", outside);
  }, [id, onClose]);
  const onKeyDown = (event) => {
    if (event.key !== "Escape") return;
    onClose();
    document.querySelector(`[aria-controls="${id}"]`)?.focus();
  };
  return (
    <div id={id} ref={panel} className="stage-panel" role="group" aria-label={words.devices} onKeyDown={onKeyDown}>
      {media.stream && <MicMeter media={media} words={words} />}
      <Pickers media={media} kind={kind} words={words} />
      {children}
      <button
        type="button"
        className="stage-panel-more stage-panel-keys"
        onClick={() => {
          onClose();
          onShortcuts();
        }}
      >
        <Keyboard size={18} aria-hidden="true" />
        {words.shortcuts}
      </button>
    </div>
  );
}
