// Shows its children on every page but one: what a call says elsewhere, it needn't say on its own page.
import { createElement, Fragment } from "react";
import { useLocation } from "react-router";

const bare = (path) => (path || "").replace(/\/+$/, "");

/** @param {{path: string, children?: any}} props nothing is shown while there is no path */
export function Elsewhere({ path, children }) {
  const { pathname } = useLocation();
  if (!path || bare(pathname) === bare(path)) return null;
  return createElement(Fragment, null, children);
}
