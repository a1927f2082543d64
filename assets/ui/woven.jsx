// A sentence with elements in its {places}: which comes first is the language's affair.
import { Children, Fragment, createElement as h } from "react";
import { bare } from "./words.js";

/** @param {{text: string, places: string[], children: React.ReactNode}} props */
export function Woven({ text, places, children }) {
  const parts = Children.toArray(children);
  const pieces = bare(text).split(/\{(\w+)\}/); // text, place, text, place, ...
  return h(Fragment, null, ...pieces.map((piece, i) => (i % 2 ? parts[places.indexOf(piece)] : piece)));
}
