// The line to the other person as React state, on top of PeerLink (peer.js).
import { useEffect, useRef, useState } from "react";
import { PeerLink } from "./peer.js";
import { whispers } from "./whispers.js";

const NOBODY = { present: false, state: null };
const GOOD = { mine: "good", theirs: "good" };
const NOBODY_SPEAKS = { mine: false, theirs: false };
const LOOK_MS = 300;

/**
 * What to show, out of what the line and the other seat say.
 * @returns {"connecting"|"waiting"|"live"|"reconnecting"|"moving"|"peer-away"|"ended"|"replaced"}
 */
export function statusOf({ link, peer, wasLive, alone, away }) {
  if (link === "ended" || link === "replaced" || link === "moving") return link;
  if (away) return "peer-away";
  const there = peer.present || alone;
  if (link === "reconnecting") return there ? "reconnecting" : "peer-away";
  if (link === "connected" && there) return "live";
  if (wasLive) return there ? "reconnecting" : "peer-away";
  return there ? "connecting" : "waiting";
}

/**
 * @param {{url: string, stream: MediaStream|null, mic: boolean, camera: boolean, kind: string, alone?: boolean}} options
 *   `alone`: an echo room, where nobody else has a seat
 */
export function useLink({ url, stream, mic, camera, kind, alone = false }) {
  const [state, setState] = useState({ link: "connecting", peer: NOBODY, quality: GOOD, voices: NOBODY_SPEAKS, soundOnly: { on: false, mine: null }, remote: null, wasLive: false, away: false, reason: "", reaction: null, coveredThere: null });
  const link = useRef(null);
  const aside = useRef(null);
  aside.current ??= whispers({
    // Counted, so that the same one twice is two.
    onreaction: (kind) => setState((now) => ({ ...now, reaction: { kind, count: (now.reaction?.count ?? 0) + 1 } })),
    oncovered: (coveredThere) => setState((now) => ({ ...now, coveredThere })),
  });
  const ready = Boolean(url && stream);

  useEffect(() => {
    if (!ready) return undefined;
    const patch = (part) =>
      setState((now) => {
        const next = { ...now, ...part };
        if (next.link === "connected" && (next.peer.present || alone)) next.wasLive = true;
        // Who left is away until their media is here again: what the line does meanwhile is not our own trouble.
        if (part.peer && !part.peer.present && now.wasLive) next.away = true;
        if (part.link === "connected" && next.peer.present) next.away = false;
        return next;
      });
    const peerLink = new PeerLink({
      // A new MediaStream object each time, so that the <video> notices a track that came later.
      onremotestream: (remote) => patch({ remote: new MediaStream(remote.getTracks()) }),
      onpeer: (peer) => patch({ peer }),
      onstatus: (status, reason) => patch({ link: status, reason: reason ?? "" }),
      onquality: (quality) => patch({ quality }),
      onvoices: (voices) => patch({ voices }),
      onsoundonly: (soundOnly) => patch({ soundOnly }),
      onchannel: (channel) => aside.current.use(channel),
      onerror: (error) => console.debug("call stage:", error.message),
    });
    link.current = peerLink;
    peerLink.connect(url, { localStream: stream, state: { mic, camera }, kind, channel: !alone });
    return () => {
      link.current = null;
      peerLink.close();
    };
    // Microphone and camera are told to the open line below; they must not open a new one.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [ready, url, kind, alone]);

  useEffect(() => {
    link.current?.setState({ mic, camera });
  }, [mic, camera]);

  // Back without a new connection: only their websocket had been gone, and their media says so.
  const maybeBack = state.away && state.peer.present && state.link === "connected";
  useEffect(() => {
    if (!maybeBack) return undefined;
    let before;
    const timer = setInterval(async () => {
      const bytes = (await link.current?.stats())?.bytesReceived ?? 0;
      if (before !== undefined && bytes > before) setState((now) => ({ ...now, away: false }));
      before = bytes;
    }, LOOK_MS);
    return () => clearInterval(timer);
  }, [maybeBack]);

  return {
    ...state,
    status: statusOf({ ...state, alone }),
    replaceTrack: (which, track) => link.current?.replaceTrack(which, track).catch(() => {}),
    stats: () => link.current?.stats() ?? Promise.resolve(null),
    setSoundOnly: (on) => link.current?.setSoundOnly(on),
    react: aside.current.react,
    tellCovered: aside.current.cover,
    leave: () => link.current?.close(),
  };
}
