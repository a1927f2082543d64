// Notifications in this browser: where they stand, and how they are turned on and off. Asks only when somebody pressed.

const can = () => "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
const isApple = () => /iP(hone|ad|od)/.test(navigator.userAgent) || (/Mac/.test(navigator.platform) && navigator.maxTouchPoints > 1);
const isInstalled = () => navigator.standalone === true || matchMedia("(display-mode: standalone)").matches;

/** Which browser it is, as far as its settings differ. @returns {"firefox"|"edge"|"safari"|"android"|"chrome"|"other"} */
export function browser() {
  const agent = navigator.userAgent;
  if (/Firefox\//.test(agent)) return "firefox";
  if (/Edg\//.test(agent)) return "edge";
  if (/Android/.test(agent)) return "android";
  if (/Chrom(e|ium)\//.test(agent)) return "chrome";
  return /Safari\//.test(agent) ? "safari" : "other";
}

/**
 * on: this browser is told. off: it may be, and isn't. ask: nobody was asked yet. refused: somebody said no.
 * homescreen: an iPhone or iPad tells only what lies on its home screen. unsupported: it can't be done here.
 * @returns {Promise<"on"|"off"|"ask"|"refused"|"homescreen"|"unsupported">}
 */
export async function standing() {
  if (!can()) return isApple() && !isInstalled() ? "homescreen" : "unsupported";
  if (Notification.permission === "denied") return "refused";
  if (Notification.permission === "default") return "ask";
  return (await subscription()) ? "on" : "off";
}

/** Asks the browser, then tells our server. Must come straight from a press. @returns {Promise<string>} as `standing`, or "failed" */
export async function turnOn() {
  const permission = await Notification.requestPermission();
  if (permission !== "granted") return standing();
  try {
    const { key } = await (await fetch("/reaching/key")).json();
    const registration = await navigator.serviceWorker.ready;
    const had = await registration.pushManager.getSubscription();
    const made = had ?? (await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
    return (await send("/reaching/subscribe", made)) ? "on" : "failed";
  } catch {
    return "failed"; // no push service in reach: open tabs still ring
  }
}

/** This browser is told nothing any more. */
export async function turnOff() {
  const had = await subscription();
  if (had) await Promise.all([send("/reaching/unsubscribe", { endpoint: had.endpoint }), had.unsubscribe()]);
  return standing();
}

/** Says again which browser this is: the session may be another than when it was turned on. */
export async function renew() {
  if (!can() || Notification.permission !== "granted") return;
  const had = await subscription();
  if (had) await send("/reaching/subscribe", had);
}

/** On the way out: whoever comes next is told nothing of this person's. */
export async function leave() {
  if (!can()) return;
  const registration = await navigator.serviceWorker.getRegistration();
  for (const shown of (await registration?.getNotifications()) ?? []) shown.close();
  await (await subscription())?.unsubscribe();
}

async function subscription() {
  const registration = await navigator.serviceWorker.getRegistration();
  return (await registration?.pushManager?.getSubscription()) ?? null;
}

async function send(address, what) {
  const headers = { "content-type": "application/json" };
  const answer = await fetch(address, { method: "POST", headers, body: JSON.stringify(what) });
  return answer.ok;
}
