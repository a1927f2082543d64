"""Whether a page keeps still: layout shifts, added up as browsers' own CLS is.

https://web.dev/articles/cls: shifts within half a second after input are left out; the others are put into windows that
end after a second without one, or when they are five seconds long; the worst window is the page's score.
"""

import json
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext

MOST = 0.05
"""Half of what the web calls good."""

# Told at once, as a page that is left takes its own record with it. `timeOrigin` tells one load from the next.
_WATCH = """(() => {
  if (window !== window.top || !window.PerformanceObserver) return
  const place = box => [box.x, box.y, box.width, box.height].map(Math.round).join(" ")
  const name = node => {
    const one = node?.nodeType === Node.TEXT_NODE ? node.parentElement : node
    if (!one?.tagName) return "something that is gone"
    const words = (one.textContent || "").trim().replace(/\\s+/g, " ").slice(0, 40)
    return `<${one.tagName.toLowerCase()} class="${(one.getAttribute("class") || "").slice(0, 90)}"> ${words}`
  }
  new PerformanceObserver(list => {
    for (const shift of list.getEntries()) {
      if (shift.hadRecentInput) continue
      const told = one => `${name(one.node)}: ${place(one.previousRect)} → ${place(one.currentRect)}`
      window.tellOfShift(JSON.stringify({
        load: performance.timeOrigin, path: location.pathname, at: shift.startTime, by: shift.value,
        moved: shift.sources.map(told),
      }))
    }
  }).observe({ type: "layout-shift", buffered: true })
})()"""


@dataclass
class Shift:
    """One entry of the browser: when (milliseconds after the load), by how much, where, and what moved."""

    at: float
    by: float
    path: str
    moved: list[str]


def windows(shifts: list[Shift]) -> list[list[Shift]]:
    """One load's shifts, in order, by the windows of CLS."""
    found: list[list[Shift]] = []
    for shift in sorted(shifts, key=lambda one: one.at):
        last = found[-1] if found else []
        if last and shift.at - last[-1].at < 1000 and shift.at - last[0].at < 5000:
            last.append(shift)
        else:
            found.append([shift])
    return found


@dataclass
class Steadiness:
    """What moved on all the pages of one browser context."""

    loads: dict[float, list[Shift]] = field(default_factory=dict)

    def watch(self, context: BrowserContext) -> None:
        """From the next page on."""
        context.expose_function("tellOfShift", self._note)
        context.add_init_script(_WATCH)

    def _note(self, told: str) -> None:
        shift = json.loads(told)
        self.loads.setdefault(shift.pop("load"), []).append(Shift(**shift))

    def complaints(self) -> list[str]:
        """The pages that moved by more than they may, and what it was that moved."""
        return [
            f"{window[0].path} moved by {score:.3f}: "
            + "".join(f"\n  {shift.by:.3f} after {shift.at:.0f} ms: " + "; ".join(shift.moved) for shift in window)
            for shifts in self.loads.values()
            for window in windows(shifts)
            if (score := sum(shift.by for shift in window)) > MOST
        ]
