// The other's camera, covered until one wants to see it. Before that their picture isn't even given to a video element.
import EyeOff from "lucide-react/dist/esm/icons/eye-off.mjs";
import { useEffect, useMemo, useState } from "react";
import { Face } from "./tiles.jsx";
import { say } from "./words.js";

const read = (key) => {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
};
const write = (key, value) => {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Private mode: after a reload it is covered again, which is the safe side.
  }
};

/**
 * @param {{call: string, first: boolean, tell: (on: boolean) => void}} options
 *   `call`: what it is remembered for, in this tab; `first`: whether it is covered at first; `tell`: lets the other know
 */
export function useCover({ call, first, tell }) {
  const key = `onetoone:cover:${call}`;
  // Not an effect: the very first picture must find it covered.
  const [changed, setChanged] = useState(null);
  const said = changed ?? (typeof window === "undefined" ? null : read(key));
  const on = said ? said === "on" : Boolean(first);
  useEffect(() => {
    if (on || said) tell(on);
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [on]);
  const set = (value) => {
    write(key, value ? "on" : "off");
    setChanged(value ? "on" : "off");
  };
  return { on, show: () => set(false), cover: () => set(true) };
}

/** The stream without its pictures. @param {MediaStream | null} stream */
export function useSoundOf(stream) {
  return useMemo(() => stream && new MediaStream(stream.getAudioTracks()), [stream]);
}

export function Veil({ other, picture, stream, onShow, words }) {
  return (
    <div className="stage-middle stage-veil" data-veil>
      <Face name={other} picture={picture} stream={stream} big />
      <p className="stage-middle-name">{other}</p>
      <p className="stage-middle-line">
        <EyeOff size={17} aria-hidden="true" />
        {say(words.covered, { other })}
      </p>
      <button type="button" className="stage-way stage-way-main" aria-label={say(words.showCamera, { other })} onClick={onShow}>
        {words.show}
      </button>
    </div>
  );
}
