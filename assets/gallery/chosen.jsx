// One of many pages, by a part of the address. All of the gallery's are so, or each would be a route in the list of
// routes that every first visit carries.
import { Children, Fragment, createElement, useEffect, useState } from "react";
import { useParams } from "react-router";

/** @param {{by: string, names: string[]}} props - the children's names, in order; then one for any other name */
export function Chosen({ by, names, children }) {
  const params = useParams();
  const [here, setHere] = useState(false);
  useEffect(() => setHere(true), []);
  if (!here) return null;
  const all = Children.toArray(children);
  const found = names.indexOf(params[by]);
  return createElement(Fragment, { key: found }, all[found < 0 ? all.length - 1 : found]);
}
