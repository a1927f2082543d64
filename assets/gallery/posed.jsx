// A page that holds still: its states are what the pose says, and what one presses in it goes nowhere.
import { createElement, useContext, useEffect, useLayoutEffect, useMemo, useState } from "react";
import { useParams } from "react-router";
import { StateStoreContext, app, eventLoop } from "$/utils/context-registry";
import { StagePose } from "../ui/pose_context.js";

/** Reflex's store of states, with the posed values laid over what the server says. */
function posedStore(outer, states) {
  const kept = new Map();
  const getSnapshot = (name) => {
    const theirs = outer.getSnapshot(name) ?? app.initialState?.[name];
    if (!(name in states)) return theirs;
    const last = kept.get(name);
    if (last?.theirs === theirs) return last.ours;
    const ours = { ...theirs, ...states[name] };
    kept.set(name, { theirs, ours });
    return ours;
  };
  return { ...outer, getSnapshot };
}

/** Events of the page are dropped as long as it stands; Reflex sets `addEvents` anew whenever it renders. */
function useSilence() {
  // Before the page's own effects: a page that rings says at once that it was seen.
  useLayoutEffect(() => {
    let real = eventLoop.addEvents;
    Object.defineProperty(eventLoop, "addEvents", {
      configurable: true,
      get: () => () => {},
      set: (next) => {
        real = next;
      },
    });
    return () => {
      Object.defineProperty(eventLoop, "addEvents", { configurable: true, writable: true, enumerable: true, value: real });
    };
  }, []);
}

/** Brings the part that a pose is about into the window, also when the page grows or the window changes; else its top. */
function useShown(at, here) {
  useEffect(() => {
    if (!here) return undefined;
    if (!at) {
      window.scrollTo(0, 0); // where the last pose stood
      return undefined;
    }
    const show = () => document.querySelector(at)?.scrollIntoView({ block: "center" });
    const grown = new ResizeObserver(show); // says so once at first
    grown.observe(document.body);
    window.addEventListener("resize", show);
    return () => {
      grown.disconnect();
      window.removeEventListener("resize", show);
    };
  }, [at, here]);
}

/** @param {{poses: Record<string, {states: object, stage: object, at: string}>, by: string[]}} props */
export function Posed({ poses, by, children }) {
  const outer = useContext(StateStoreContext);
  const params = useParams();
  const name = by.map((part) => params[part]).join("/");
  const pose = poses[name];
  const store = useMemo(() => pose && posedStore(outer, pose.states), [outer, pose]);
  useSilence();
  // Not before hydration: the poses have moments in them, which every browser writes in its own way.
  const [here, setHere] = useState(false);
  useEffect(() => setHere(true), []);
  useShown(pose?.at, here);
  if (!pose || !here) return null;
  return createElement(
    StateStoreContext.Provider,
    { value: store, key: name },
    createElement(StagePose.Provider, { value: pose.stage }, children),
  );
}
