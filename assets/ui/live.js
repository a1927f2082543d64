// What screen readers are told. Each sentence is a new line of a region that has been there before, so that two in a row are
// two announcements, and the same one twice is as well.
const KEPT_MS = 7000; // long enough to be spoken; then it is in nobody's way who reads the page
const SOON_MS = 120;
const NEW_MS = 150; // a region is only listened to once the browser has told of it

/** While a dialog is open, everything outside it is deaf and dumb: what is said then is said in there. */
function place() {
  const open = [...document.querySelectorAll("dialog:modal")].at(-1);
  return open ?? document.querySelector("[data-toasts]");
}

function region(within, how) {
  const had = within.querySelector(`:scope > [data-live="${how}"]`);
  if (had) return [had, 0];
  const made = document.createElement("div");
  for (const [name, value] of Object.entries(live(how))) made.setAttribute(name === "className" ? "class" : name, value);
  within.append(made);
  return [made, NEW_MS];
}

/** The attributes of such a region. @param {"polite"|"assertive"} how */
export const live = (how) => ({
  className: "only-read",
  role: "log",
  "aria-live": how,
  "aria-relevant": "additions",
  "aria-atomic": "false",
  "data-live": how,
});

/** @param {string} text @param {boolean} [assertive] at once, whatever is being read */
export function speak(text, assertive = false) {
  // A dialog may be about to open or to close by what is told: where to say it is known a moment later.
  setTimeout(() => {
    const within = place();
    if (!within) return;
    const [where, later] = region(within, assertive ? "assertive" : "polite");
    const line = document.createElement("p");
    line.textContent = text;
    setTimeout(() => where.append(line), later);
    setTimeout(() => line.remove(), later + KEPT_MS);
  }, SOON_MS);
}
