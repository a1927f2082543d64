// Keeps the word beside an icon button (base.css, [data-tip]) within the window, wherever the button stands.
const MARGIN = 8; // pixels between the word and the window's edge

function keepWithin(event) {
  const button = event.target.closest?.("[data-tip]");
  if (!button) return;
  const tip = getComputedStyle(button, "::after");
  if (tip.display === "none") return;
  const sides = ["width", "paddingLeft", "paddingRight"];
  const half = sides.reduce((sum, side) => sum + (parseFloat(tip[side]) || 0), 0) / 2;
  const box = button.getBoundingClientRect();
  const middle = box.left + box.width / 2;
  const room = document.documentElement.clientWidth;
  const shift = Math.max(0, MARGIN + half - middle) - Math.max(0, middle + half + MARGIN - room);
  button.style.setProperty("--tip-shift", `${Math.round(shift)}px`);
}

if (typeof document !== "undefined") {
  document.addEventListener("pointerover", keepWithin);
  document.addEventListener("focusin", keepWithin);
}
