// A sentence with elements in its {places}: which comes first is the language's affair.
import { Children, Fragment, createElement as h, useSyncExternalStore } from "react";

const never = () => () => {};

/** @param {{text: string, places: string[], children: React.ReactNode}} props */
export function Woven({ text, places, children }) {
  // Nothing while pages are rendered for the build, where the text has no language yet, and so nothing at hydration.
  const awake = useSyncExternalStore(never, () => true, () => false);
  if (!awake) return null;
  const parts = Children.toArray(children);
  const pieces = text.split(/\{(\w+)\}/); // text, place, text, place, ...
  return h(Fragment, null, ...pieces.map((piece, i) => (i % 2 ? parts[places.indexOf(piece)] : piece)));
}
