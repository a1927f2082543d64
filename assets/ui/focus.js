// The keyboard's place is never lost. When what had it goes away (one screen takes another's place, a button can't be pressed
// any more), a browser says nothing and begins again at the top of the window. Here the place goes on: to the same control,
// where it was only drawn anew; to what is left beside it; or, on a new screen, to its title, or to the screen itself.
const SOON_MS = 60; // what comes instead is mostly drawn in the same breath
const LATE_MS = 5000; // and otherwise once the server has answered

let last = null;
let was = { name: "", title: "", around: [] };
let timer = 0;
let until = 0;
let byKeys = false; // a finger has no place to lose, and must not open a phone's keyboard by pressing a button

const called = (one) => (one.getAttribute("aria-label") || one.textContent || "").trim();
const usable = (one) => one.isConnected && !one.disabled && one.checkVisibility();
const nowhere = () => !document.activeElement || document.activeElement === document.body;
const lost = () => last && nowhere() && !usable(last);
const screen = () => [...document.querySelectorAll("dialog:modal")].at(-1) ?? document.getElementById("content");
const titleOf = (within) => within?.querySelector("h1, h2") ?? null;

const CONTROLS = "a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex='0']";

/** What is left of where it stood: the first control in the nearest part of the screen that is still there. */
function nearby(within) {
  for (const part of was.around.filter((one) => one.isConnected && within.contains(one))) {
    const first = [...part.querySelectorAll(CONTROLS)].find(usable);
    if (first) return first;
  }
  return null;
}

function around(one) {
  const all = [];
  for (let up = one.parentElement; up && up !== document.body; up = up.parentElement) all.push(up);
  return all;
}

function take(one) {
  if (!one.matches("a[href], button, input, select, textarea, [tabindex]")) one.tabIndex = -1;
  one.focus({ preventScroll: true });
}

function goOn() {
  clearTimeout(timer);
  timer = 0;
  if (!lost()) return;
  const within = screen();
  const title = titleOf(within);
  if (title && called(title) === was.title) {
    if (!byKeys) return;
    const same = [...within.querySelectorAll(last.tagName)].find((one) => usable(one) && called(one) === was.name);
    take(same ?? nearby(within) ?? title);
  } else if (title) {
    const seen = title.getBoundingClientRect().width > 1 && title.checkVisibility();
    take(within.querySelector("[data-first]") ?? (seen ? title : within));
  }
  if (nowhere() && Date.now() < until) timer = setTimeout(goOn, SOON_MS);
}

if (typeof document !== "undefined") {
  document.addEventListener("focusin", (event) => {
    last = event.target;
    const title = titleOf(screen());
    was = { name: called(last), title: title ? called(title) : "", around: around(last) };
  });
  const goes = (keys) => document.documentElement.toggleAttribute("data-keys", (byKeys = keys)); // base.css reads it
  document.addEventListener("keydown", () => goes(true), true);
  document.addEventListener("pointerdown", () => goes(false), true);
  const look = () => {
    if (timer || !lost()) return;
    until = Date.now() + LATE_MS;
    timer = setTimeout(goOn, SOON_MS);
  };
  const watch = () => new MutationObserver(look).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled", "class", "open"] });
  if (document.body) watch();
  else document.addEventListener("DOMContentLoaded", watch);
}
