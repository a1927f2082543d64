// The call itself: the other person edge to edge, oneself in the corner, everything to press at the bottom.
import EyeOff from "lucide-react/dist/esm/icons/eye-off.mjs";
import PictureInPicture2 from "lucide-react/dist/esm/icons/picture-in-picture-2.mjs";
import Video from "lucide-react/dist/esm/icons/video.mjs";
import Volume2 from "lucide-react/dist/esm/icons/volume-2.mjs";
import X from "lucide-react/dist/esm/icons/x.mjs";
import { useCallback, useEffect, useId, useRef, useState } from "react";
import { say as announce } from "../ui/toasts.jsx";
import { useAwake } from "./awake.js";
import { Clock } from "./clock.jsx";
import { CameraToggle, DevicesPanel, DevicesToggle, DisconnectButton, MicToggle, TrackToggle } from "./controls.jsx";
import { Corner } from "./corner.jsx";
import { useCover, useSoundOf, Veil } from "./cover.jsx";
import { useFloating } from "./floating.js";
import { useIdle } from "./idle.js";
import { LostCard } from "./lost.jsx";
import { MutedHint } from "./muted.jsx";
import { ReactionPicker, Reactions, useReactions } from "./reactions.jsx";
import { ShortcutsSheet, useShortcuts } from "./shortcuts.jsx";
import { SmallWindow } from "./small_window.jsx";
import { play } from "./sounds.js";
import { SoundOnlyCard, useSoundOffer } from "./sound_only.jsx";
import { Face, Mark, Picture } from "./tiles.jsx";
import { useTold } from "./told.js";
import { TroubleCard } from "./trouble.jsx";
import { say } from "./words.js";

const FIRST_MS = 2000; // a clock that has run for longer isn't that of a first meeting

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

export function Call({ root, media, link, kind, self, other, clock, covered, call, topAction, actions, aside, asideOpen, onAsideClose, words, onHangUp, children }) {
  const { status, peer, quality, remote, voices = {}, soundOnly = {} } = link;
  const [picking, setPicking] = useState(link.opened === "devices"); // `opened`: by the gallery
  const [reacting, setReacting] = useState(link.opened === "reactions");
  const [blocked, setBlocked] = useState(false);
  const video = useRef(null);
  const panelId = useId();
  const closePanel = useCallback(() => setPicking(false), []);
  const pictures = kind !== "audio" && !soundOnly.on;
  const offer = useSoundOffer({ link, on: pictures && (media.camera || Boolean(peer.state?.camera)), other: other.name, words });
  const cover = useCover({ call, first: covered, tell: link.tellCovered });
  const sound = useSoundOf(remote);
  const theirPicture = pictures && Boolean(peer.state?.camera) && status === "live";
  const peerCamera = theirPicture && !cover.on;
  const idle = useIdle(root, peerCamera && !picking && !reacting && !asideOpen);
  useAwake(["live", "reconnecting", "moving", "peer-away"].includes(status));

  const stalled = useStall(status, clock);
  const peerMuted = status === "live" && peer.state?.mic === false;
  const line = lineWords(stalled ? "stalled" : status, other.name, clock?.missing, words);
  const down = ["reconnecting", "moving", "peer-away"].includes(status);

  const going = !["ended", "replaced"].includes(status);
  const floating = useFloating({ video, seen: peerCamera, going, media, hangUp: onHangUp });
  const reactions = useReactions({ incoming: link.reaction, other: other.name, words });
  const react = (kind) => link.react(kind) && reactions.showOwn(kind);
  const keys = useShortcuts(
    [
      { key: "m", name: words.keyMute, act: media.toggleMic },
      { key: "v", name: words.keyCamera, act: pictures ? media.toggleCamera : undefined },
      { key: "d", name: words.devices, act: () => setPicking((open) => !open) },
      { key: "r", name: words.keyReact, act: status === "live" ? () => setReacting((open) => !open) : undefined },
      { key: "p", name: words.floating, act: floating.can ? floating.toggle : undefined },
    ],
    going,
    link.opened === "shortcuts",
  );

  useTold({ live: status === "live", pictures, peer, media, other: other.name, words });
  const before = useRef({ status, line });
  useEffect(() => {
    const was = before.current;
    if (status === "live" && was.status !== "live") play("joined");
    if (status === "ended") play("ended");
    if (line) announce(line, { show: false });
    // That one is connected at all is told by the server, which knows it of both.
    else if (was.line && status === "live" && clock?.elapsed_ms > FIRST_MS) announce(say(words.back, { other: other.name }), { show: false });
    before.current = { status, line };
  }, [status, line]);

  const coveredBefore = useRef(null);
  useEffect(() => {
    const now = link.coveredThere;
    if (now !== null && now !== coveredBefore.current) announce(say(now ? words.nowCovered : words.nowShown, { other: other.name }), { show: !now });
    coveredBefore.current = now;
  }, [link.coveredThere, other.name, words]);

  // Whoever opens it by keys writes at once; whoever closes it is back where they were.
  const beside = useRef(null);
  const opener = useRef(null);
  useEffect(() => {
    if (asideOpen) {
      opener.current = document.activeElement;
      if (opener.current?.matches(":focus-visible")) beside.current?.querySelector("textarea")?.focus();
    } else if (opener.current && document.activeElement === document.body) opener.current.focus({ preventScroll: true });
  }, [asideOpen]);
  const closeAside = (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    if (onAsideClose) onAsideClose();
    else beside.current.querySelector("[data-closes]")?.click();
  };

  const hear = () => {
    const node = video.current;
    if (!node) return;
    node.muted = false;
    node.play().then(() => setBlocked(false), () => {});
  };

  return (
    <div className="stage-room" data-idle={idle || undefined} data-aside={asideOpen || undefined} data-covered={(theirPicture && cover.on) || undefined}>
      <div className="stage-other" data-speaks={(status === "live" && voices.theirs) || undefined}>
        {/* Always there, for its sound; seen only while the other's camera is on. */}
        <Picture stream={cover.on ? sound : remote} videoRef={video} sinkId={media.speaker} onBlocked={() => setBlocked(true)} className="stage-remote" />
        {theirPicture && cover.on && <Veil other={other.name} picture={other.picture} stream={remote} onShow={cover.show} words={words} />}
        {!theirPicture && (
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
        <div className="stage-top-end">
          <Clock clock={clock} held={down} words={words} />
          {topAction}
        </div>
      </div>
      <Reactions shown={reactions.shown} other={other.name} words={words} />

      {line && (
        <p className="stage-line" data-line={status}>
          <i aria-hidden="true" />
          {line}
        </p>
      )}
      {(status === "ended" || status === "replaced") && (
        <div className="stage-over">
          <p>{status === "ended" ? words.ended : words.replaced}</p>
        </div>
      )}

      <Corner
        media={media}
        name={self.name}
        picture={self.picture}
        pictures={pictures}
        speaks={status === "live" && voices.mine && media.mic}
        covered={link.coveredThere}
        words={words}
      />

      <TroubleCard media={media} kind={kind} words={words} />
      <LostCard media={media} words={words} />
      <MutedHint media={media} on={status === "live"} words={words} />
      <SoundOnlyCard offer={offer} link={link} other={other.name} words={words} />
      <div className="stage-overlay">{children}</div>

      <div className="stage-bar" role="toolbar" aria-label={other.name}>
        {picking && (
          <DevicesPanel id={panelId} onClose={closePanel} onShortcuts={keys.show} media={media} kind={kind} words={words}>
            {theirPicture && !cover.on && (
              <button type="button" className="stage-panel-more" onClick={cover.cover}>
                <EyeOff size={18} aria-hidden="true" />
                {say(words.coverCamera, { other: other.name })}
              </button>
            )}
          </DevicesPanel>
        )}
        <MicToggle media={media} words={words} />
        {pictures && <CameraToggle media={media} words={words} />}
        {soundOnly.on && kind !== "audio" && (
          <TrackToggle name={words.pictureBack} off icon={Video} onClick={() => link.setSoundOnly(false)} data-track="pictures" />
        )}
        <DevicesToggle open={picking} onToggle={() => setPicking(!picking)} words={words} id={panelId} />
        {floating.can && (
          <TrackToggle name={floating.on ? words.floatingBack : words.floating} icon={PictureInPicture2} onClick={floating.toggle} data-track="floating" data-wide />
        )}
        {status === "live" && <ReactionPicker open={reacting} onOpen={setReacting} onReact={react} words={words} />}
        {actions}
        <DisconnectButton onHangUp={onHangUp} words={words} />
      </div>
      <SmallWindow place={floating.place} seen={peerCamera} stream={remote} other={other} media={media} pictures={pictures} line={line} words={words} onHangUp={onHangUp} />
      <ShortcutsSheet keys={keys} words={words} />
      {asideOpen && (
        <aside ref={beside} className="stage-aside" onKeyDown={closeAside}>
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
