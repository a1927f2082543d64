// The call itself: the other person edge to edge, oneself in the corner, everything to press at the bottom.
import PictureInPicture2 from "lucide-react/dist/esm/icons/picture-in-picture-2.mjs";
import Video from "lucide-react/dist/esm/icons/video.mjs";
import Volume2 from "lucide-react/dist/esm/icons/volume-2.mjs";
import X from "lucide-react/dist/esm/icons/x.mjs";
import { useCallback, useEffect, useId, useRef, useState } from "react";
import { say as announce } from "../ui/toasts.jsx";
import { Clock } from "./clock.jsx";
import { CameraToggle, DevicesPanel, DevicesToggle, DisconnectButton, MicToggle, TrackToggle, TroubleCard } from "./controls.jsx";
import { useFloating } from "./floating.js";
import { ShortcutsSheet, useShortcuts } from "./shortcuts.jsx";
import { play } from "./sounds.js";
import { SoundOnlyCard, useSoundOffer } from "./sound_only.jsx";
import { Face, Mark, Picture } from "./tiles.jsx";
import { say } from "./words.js";

const IDLE_MS = 4500;

/** True while nobody has touched anything for a few seconds. */
function useIdle(root, on) {
  const [idle, setIdle] = useState(false);
  useEffect(() => {
    const node = root.current;
    if (!on || !node) {
      setIdle(false);
      return undefined;
    }
    let timer;
    let asleep = false;
    let swallow = false;
    const wake = () => {
      clearTimeout(timer);
      asleep = false;
      setIdle(false);
      timer = setTimeout(() => {
        asleep = true;
        setIdle(true);
      }, IDLE_MS);
    };
    // A finger can't hover: its first tap only brings the buttons back, it must not press an unseen "End call".
    const touch = (event) => {
      swallow = asleep && event.pointerType === "touch";
      wake();
    };
    const click = (event) => {
      if (!swallow) return;
      swallow = false;
      event.stopPropagation();
      event.preventDefault();
    };
    wake();
    const signs = ["pointermove", "keydown", "focusin"];
    signs.forEach((sign) => node.addEventListener(sign, wake));
    node.addEventListener("pointerdown", touch, true);
    node.addEventListener("click", click, true);
    return () => {
      clearTimeout(timer);
      signs.forEach((sign) => node.removeEventListener(sign, wake));
      node.removeEventListener("pointerdown", touch, true);
      node.removeEventListener("click", click, true);
    };
  }, [root, on]);
  return idle;
}

/** The screen stays awake while the call is on, also after a look at another tab. */
function useAwake(on) {
  useEffect(() => {
    if (!on || !navigator.wakeLock) return undefined;
    let lock;
    let done = false;
    const hold = async () => {
      if (document.visibilityState !== "visible") return;
      lock = await navigator.wakeLock.request("screen").catch(() => undefined);
      if (done) lock?.release();
    };
    hold();
    document.addEventListener("visibilitychange", hold);
    return () => {
      done = true;
      document.removeEventListener("visibilitychange", hold);
      lock?.release();
    };
  }, [on]);
}

/** True while the line stands and yet nothing comes through: the server has stopped a clock that had run. */
function useStall(status, clock) {
  const ran = useRef(false);
  if (clock?.running) ran.current = true;
  return status === "live" && Boolean(clock) && !clock.running && (ran.current || clock.elapsed_ms > 0);
}

/** What the line does, in words, when it isn't simply good. `missing`: whom the server hears nothing of. */
function lineWords(status, other, missing, words) {
  switch (status) {
    case "stalled":
      return missing === other ? say(words.peerAway, { other }) : words.quiet;
    case "connecting":
      return words.connecting;
    case "reconnecting":
      return words.reconnecting;
    case "moving":
      return words.moving;
    case "peer-away":
      return say(words.peerAway, { other });
    default:
      return "";
  }
}

function Quality({ status, quality, other, words }) {
  if (status !== "live") return null;
  const theirs = words.theirQuality[quality.theirs];
  const text = quality.mine === "good" && theirs ? say(theirs, { other }) : words.quality[quality.mine];
  return (
    <span className="stage-quality" data-quality={quality.mine}>
      <i aria-hidden="true" />
      <span>{text}</span>
    </span>
  );
}

export function Call({ root, media, link, kind, self, other, clock, actions, aside, asideOpen, onAsideClose, words, onHangUp, children }) {
  const { status, peer, quality, remote, voices = {}, soundOnly = {} } = link;
  const [picking, setPicking] = useState(false);
  const [blocked, setBlocked] = useState(false);
  const video = useRef(null);
  const panelId = useId();
  const closePanel = useCallback(() => setPicking(false), []);
  const pictures = kind !== "audio" && !soundOnly.on;
  const offer = useSoundOffer({ link, on: pictures && (media.camera || Boolean(peer.state?.camera)), other: other.name, words });
  const peerCamera = pictures && Boolean(peer.state?.camera) && status === "live";
  const idle = useIdle(root, peerCamera && !picking && !asideOpen);
  useAwake(["live", "reconnecting", "moving", "peer-away"].includes(status));

  const stalled = useStall(status, clock);
  const peerMuted = status === "live" && peer.state?.mic === false;
  const line = lineWords(stalled ? "stalled" : status, other.name, clock?.missing, words);
  const down = ["reconnecting", "moving", "peer-away"].includes(status);

  const floating = useFloating(video, peerCamera);
  const going = !["ended", "replaced"].includes(status);
  const keys = useShortcuts(
    [
      { key: "m", name: words.keyMute, act: media.toggleMic },
      { key: "v", name: words.keyCamera, act: pictures ? media.toggleCamera : undefined },
      { key: "d", name: words.devices, act: () => setPicking((open) => !open) },
      { key: "p", name: words.floating, act: floating.can ? floating.toggle : undefined },
    ],
    going,
  );

  const before = useRef(status);
  useEffect(() => {
    if (status === "live" && before.current !== "live") play("joined");
    if (status === "ended") play("ended");
    if (line) announce(line, { show: false });
    before.current = status;
  }, [status, line]);

  const hear = () => {
    const node = video.current;
    if (!node) return;
    node.muted = false;
    node.play().then(() => setBlocked(false), () => {});
  };

  return (
    <div className="stage-room" data-idle={idle || undefined} data-aside={asideOpen || undefined}>
      <div className="stage-other" data-speaks={(status === "live" && voices.theirs) || undefined}>
        {/* Always there, for its sound; seen only while the other's camera is on. */}
        <Picture stream={remote} videoRef={video} sinkId={media.speaker} onBlocked={() => setBlocked(true)} className="stage-remote" />
        {!peerCamera && (
          <div className="stage-middle">
            <Face name={other.name} picture={other.picture} stream={status === "live" ? remote : null} big breathing={status === "waiting" || status === "connecting"} />
            <p className="stage-middle-name">{status === "waiting" ? say(words.waiting, { other: other.name }) : other.name}</p>
            {status === "waiting" && <p className="stage-middle-line">{words.waitingLine}</p>}
            {status === "live" && soundOnly.on && <p className="stage-middle-line">{words.soundOnlyNow.before}</p>}
            {status === "live" && pictures && <p className="stage-middle-line">{say(words.peerCameraOff, { other: other.name })}</p>}
          </div>
        )}
        {blocked && (
          <button type="button" className="stage-tap" onClick={hear}>
            <Volume2 size={22} aria-hidden="true" />
            {words.tapToHear}
          </button>
        )}
      </div>

      <div className="stage-top">
        <div className="stage-who">
          <span className="stage-name" data-speaks={(status === "live" && voices.theirs) || undefined}>
            {other.name}
          </span>
          <Quality status={stalled ? "stalled" : status} quality={quality} other={other.name} words={words} />
          {peerMuted && <Mark muted>{say(words.peerMuted, { other: other.name })}</Mark>}
        </div>
        <Clock clock={clock} held={down} words={words} />
      </div>

      {line && (
        <p className="stage-line" role="status" data-line={status}>
          <i aria-hidden="true" />
          {line}
        </p>
      )}
      {(status === "ended" || status === "replaced") && (
        <div className="stage-over">
          <p>{status === "ended" ? words.ended : words.replaced}</p>
        </div>
      )}

      <div className="stage-corner" data-camera={media.camera ? "on" : "off"} data-speaks={(status === "live" && voices.mine && media.mic) || undefined}>
        {media.camera && media.stream && pictures ? (
          <Picture stream={media.stream} muted mirrored={!media.standIn} className="stage-self" />
        ) : (
          <Face name={self.name} picture={self.picture} stream={media.mic ? media.stream : null} />
        )}
        <Mark muted={!media.mic}>{words.you}</Mark>
      </div>

      <TroubleCard media={media} kind={kind} words={words} />
      <SoundOnlyCard offer={offer} link={link} other={other.name} words={words} />
      <div className="stage-overlay">{children}</div>

      <div className="stage-bar" role="toolbar" aria-label={other.name}>
        {picking && <DevicesPanel id={panelId} onClose={closePanel} onShortcuts={keys.show} media={media} kind={kind} words={words} />}
        <MicToggle media={media} words={words} />
        {pictures && <CameraToggle media={media} words={words} />}
        {soundOnly.on && kind !== "audio" && (
          <TrackToggle name={words.pictureBack} off icon={Video} onClick={() => link.setSoundOnly(false)} data-track="pictures" />
        )}
        <DevicesToggle open={picking} onToggle={() => setPicking(!picking)} words={words} id={panelId} />
        {floating.can && (
          <TrackToggle name={floating.on ? words.floatingBack : words.floating} icon={PictureInPicture2} onClick={floating.toggle} data-track="floating" data-wide />
        )}
        {actions}
        <DisconnectButton onHangUp={onHangUp} words={words} />
      </div>
      <ShortcutsSheet keys={keys} words={words} />
      {asideOpen && (
        <aside className="stage-aside" onKeyDown={(event) => event.key === "Escape" && onAsideClose?.()}>
          {onAsideClose && (
            <button type="button" className="stage-aside-close" aria-label={words.close} onClick={onAsideClose}>
              <X size={20} aria-hidden="true" />
            </button>
          )}
          {aside}
        </aside>
      )}
    </div>
  );
}
