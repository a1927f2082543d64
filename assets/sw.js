// The service worker: tells what happened while no page was looked at, and has a page for when the line is gone.
// It keeps that one page and what it needs, under names that carry their hash, and nothing else of anybody's.
// Served by web/service_worker.py, which fills in the two constants.
const CACHE = "offline-__VERSION__";
const FILES = ["__FILES__"];
const OFFLINE = FILES[0];

self.addEventListener("install", (event) => {
  const fresh = FILES.map((file) => new Request(file, { cache: "reload", credentials: "omit" }));
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(fresh))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
    await self.registration.navigationPreload?.enable();
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (request.mode === "navigate" && request.destination === "document") event.respondWith(page(event));
  else if (origin === self.location.origin && FILES.includes(pathname + search)) event.respondWith(kept(request));
});

async function page(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch {
    return (await caches.match(OFFLINE)) ?? Response.error();
  }
}

async function kept(request) {
  return (await caches.match(request.url)) ?? fetch(request);
}

/**
 * What is to be told: from a push, or from a page of ours that is out of sight.
 * @typedef {{kind: string, tag: string, title: string, body: string, href: string, call?: string, actions?: [string, string][]}} Note
 */

self.addEventListener("push", (event) => event.waitUntil(tell(event.data.json())));
self.addEventListener("message", (event) => {
  if (event.data?.note) event.waitUntil(tell(event.data.note));
});

/** @param {Note} note */
async function tell(note) {
  if (note.kind === "over") return hush(note);
  if (await somebodyLooks()) return take(note.tag); // the page says it by itself
  const ringing = note.kind === "ringing";
  return self.registration.showNotification(note.title, {
    body: note.body,
    tag: note.tag,
    data: note,
    icon: "/icons/icon-192.png",
    badge: "/icons/badge-96.png",
    actions: (note.actions ?? []).map(([action, title]) => ({ action, title })),
    requireInteraction: ringing,
    renotify: true,
    vibrate: ringing ? [300, 200, 300, 1200, 300, 200, 300] : undefined,
  });
}

/** It rings no more. Browsers want something shown for each push, so it is: silently, in its place, and taken away. */
async function hush(note) {
  if (!(await somebodyLooks())) {
    await self.registration.showNotification(note.title, { tag: note.tag, data: note, silent: true });
  }
  await take(note.tag);
}

async function take(tag) {
  for (const shown of await self.registration.getNotifications({ tag })) shown.close();
}

async function somebodyLooks() {
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  return tabs.some((tab) => tab.visibilityState === "visible");
}

self.addEventListener("notificationclick", (event) => {
  const note = event.notification.data;
  event.notification.close();
  event.waitUntil(event.action === "decline" ? decline(note) : open(note.href));
});

/** By whoever is signed in here. What can't be done from here (signed out, no line) is shown instead. */
async function decline({ call, href }) {
  const answer = await post("/reaching/decline", { call }).catch(() => null);
  const settled = answer && (answer.ok || answer.status === 409); // 409: it doesn't ring any more
  if (!settled) await open(href);
}

/** The tab that shows it; else one that isn't in a call; else a new one. */
async function open(href) {
  const url = new URL(href, self.location.origin);
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const path = (tab) => new URL(tab.url).pathname.replace(/\/$/, "");
  const there = tabs.find((tab) => path(tab) === url.pathname);
  const tab = there ?? tabs.find((one) => !path(one).startsWith("/call/"));
  if (!tab) return self.clients.openWindow(url.href);
  await tab.focus().catch(() => {}); // browsers may refuse; the tab is there all the same
  return there ?? tab.navigate(url.href).catch(() => self.clients.openWindow(url.href));
}

self.addEventListener("pushsubscriptionchange", (event) => {
  const again = async () => {
    const { key } = await (await fetch("/reaching/key")).json();
    const how = event.oldSubscription?.options ?? { userVisibleOnly: true, applicationServerKey: key };
    const fresh = event.newSubscription ?? (await self.registration.pushManager.subscribe(how));
    await post("/reaching/subscribe", fresh);
  };
  event.waitUntil(again());
});

function post(address, what) {
  const headers = { "content-type": "application/json" };
  return fetch(address, { method: "POST", headers, body: JSON.stringify(what), credentials: "same-origin" });
}
