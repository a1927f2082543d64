// One of many pages, by a part of the address. All of the gallery's are so, or each would be a route in the list of
// routes that every first visit carries.
import { Children, Fragment, createElement, useEffect, useState } from "react";
import { useParams } from "react-router";

/** @param {{by: string, places: Record<string, number>}} props - which child a name stands for; the last one for others */
export function Chosen({ by, places, children }) {
  const params = useParams();
  const [here, setHere] = useState(false);
  useEffect(() => setHere(true), []);
  if (!here) return null;
  const all = Children.toArray(children);
  const found = places[params[by]] ?? all.length - 1;
  return createElement(Fragment, { key: found }, all[found]);
}
