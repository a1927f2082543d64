// Stands in for react-router/dom, of which Reflex's entry takes `HydratedRouter` alone. Our pages have no loaders and no
// server that renders them, and every page knows all routes: so nothing of that is streamed, fetched or looked for.
import { createElement, useLayoutEffect, useState } from "react";
import { flushSync } from "react-dom";
import {
  RouterProvider,
  UNSAFE_createBrowserHistory as createBrowserHistory,
  UNSAFE_createClientRoutes as createClientRoutes,
  UNSAFE_createClientRoutesWithHMRRevalidationOptOut as createRoutesForHMR,
  UNSAFE_createRouter as createRouter,
  UNSAFE_defaultMapRouteProperties as mapRouteProperties,
  UNSAFE_FrameworkContext as FrameworkContext,
  UNSAFE_getHydrationData as getHydrationData,
  UNSAFE_hydrationRouteProperties as hydrationRouteProperties,
  UNSAFE_RemixErrorBoundary as RouteErrorBoundary,
} from "react-router";

const NOTHING_LOADED = { loaderData: {}, actionData: null, errors: null };

/** What was loaded for the page as it was prerendered: nothing, by route. A page drawn here from the start has none. */
function hydrationData(routes, { basename, future, isSpaMode }, modules) {
  if (isSpaMode) return undefined;
  const getRouteInfo = (id) => ({
    clientLoader: modules[id]?.clientLoader,
    hasLoader: false,
    hasHydrateFallback: modules[id]?.HydrateFallback != null,
  });
  return getHydrationData({ state: NOTHING_LOADED, routes, getRouteInfo, location, basename, future, isSpaMode });
}

function started() {
  const { __reactRouterContext: context, __reactRouterManifest: manifest, __reactRouterRouteModules: modules } = window;
  const { basename, ssr, isSpaMode } = context;
  const routes = createClientRoutes(manifest.routes, modules, NOTHING_LOADED, ssr, isSpaMode);
  const router = createRouter({
    routes,
    history: createBrowserHistory(),
    basename,
    hydrationData: hydrationData(routes, context, modules),
    mapRouteProperties,
    hydrationRouteProperties,
  });
  if (import.meta.env.DEV) router.createRoutesForHMR = createRoutesForHMR;
  // What isn't there yet is fetched once there is somebody to be told of it.
  const waits = !router.state.initialized;
  if (!waits) router.initialize();
  window.__reactRouterDataRouter = router;
  const { future, routeDiscovery } = context;
  return { router, waits, framework: { manifest, routeModules: modules, future, ssr, isSpaMode, routeDiscovery } };
}

let once = null;

/** The whole app: as React Router's own, without what it would fetch. */
export function HydratedRouter() {
  const all = (once ??= started());
  const { router, framework } = all;
  const [location, setLocation] = useState(router.state.location);
  useLayoutEffect(() => router.subscribe((state) => setLocation(state.location)), [router]);
  useLayoutEffect(() => {
    if (all.waits) router.initialize();
    all.waits = false;
  }, [all, router]);
  const pages = createElement(RouterProvider, { router, flushSync });
  const guarded = createElement(RouteErrorBoundary, { location }, pages);
  return createElement(FrameworkContext.Provider, { value: framework }, guarded);
}
