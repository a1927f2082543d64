// What the small window shows: the other, and what one may want to press without going back to the page.
import { createPortal } from "react-dom";
import { CameraToggle, DisconnectButton, MicToggle } from "./controls.jsx";
import { Face, Picture } from "./tiles.jsx";

export function SmallWindow({ place, seen, stream, other, media, pictures, line, words, onHangUp }) {
  if (!place) return null;
  return createPortal(
    <div className="stage stage-small" data-stage-small>
      {/* Its sound comes from the page. */}
      {seen ? <Picture stream={stream} muted className="stage-small-picture" /> : <Face name={other.name} picture={other.picture} stream={stream} big />}
      <p className="stage-small-name">{line || other.name}</p>
      <div className="stage-small-bar">
        <MicToggle media={media} words={words} />
        {pictures && <CameraToggle media={media} words={words} />}
        <DisconnectButton onHangUp={onHangUp} words={words} />
      </div>
    </div>,
    place,
  );
}
