// Shows its children on every page but one: what is said about a page elsewhere, it needn't say itself.
import { createElement, Fragment } from "react";
import { useLocation } from "react-router";

const bare = (path) => (path || "").replace(/\/+$/, "");

/** @param {{path: string, children?: any}} props nothing is shown while there is no path */
export function Elsewhere({ path, children }) {
  const { pathname } = useLocation();
  if (!path || bare(pathname) === bare(path)) return null;
  return createElement(Fragment, null, children);
}
