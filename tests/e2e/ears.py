"""What a screen reader says by itself: words that come into the page's live regions, where anybody can hear them."""

import json
import re
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, Page

# As ARIA has it: a region speaks when something comes into it; an alert also when it comes as a whole. What is hidden,
# or lies outside an open modal dialog, is heard by nobody.
_LISTEN = """(() => {
  if (window !== window.top) return
  const LIVE = '[aria-live="polite"], [aria-live="assertive"], [role="status"], [role="alert"], [role="log"]'
  const isAlert = one => one.matches('[role="alert"], [aria-live="assertive"]')
  const DUMB = '[aria-hidden="true"], [aria-live="off"], [role="timer"]'
  const words = node => {
    if (node.nodeType === Node.TEXT_NODE) return node.data
    if (node.nodeType !== Node.ELEMENT_NODE || node.matches(DUMB)) return ""
    return [...node.childNodes].map(words).join(" ")
  }
  const heard = one => {
    const open = [...document.querySelectorAll("dialog:modal")].at(-1)
    return one.isConnected && one.checkVisibility() && (!open || open.contains(one)) && !one.closest(DUMB)
  }
  const tell = (region, node) => {
    const whole = region.matches('[role="status"], [role="alert"]') && region.getAttribute("aria-atomic") !== "false"
    const text = words(whole ? region : node).replace(/\\s+/g, " ").trim()
    if (text && heard(region)) window.tellHeard(JSON.stringify(text))
  }
  new MutationObserver(list => {
    const told = new Set()
    for (const { type, target, addedNodes } of list) {
      for (const node of type === "childList" ? addedNodes : [target]) {
        const one = node.nodeType === Node.ELEMENT_NODE ? node : null
        const region = (type === "childList" && target.nodeType === 1 ? target : node.parentElement)?.closest?.(LIVE)
        const whole = () => one && (one.matches("[data-message]") || one.querySelector("[data-message]"))
        // Of a conversation, what was said in it; not each word that changes on a card, or "Sent" that became "Seen".
        if (region?.matches('[role="log"][aria-label]') && !whole()) continue
        if (region) {
          if (told.has(region)) continue
          if (!region.matches('[role="log"]')) told.add(region)
          tell(region, node)
        } else if (one) {
          const came = [one, ...one.querySelectorAll(LIVE)].filter(each => each.matches(LIVE) && isAlert(each))
          came.forEach(each => tell(each, each))
        }
      }
    }
  }).observe(document, { childList: true, characterData: true, subtree: true })
})()"""

# What has the focus, and in which dialog: a screen reader says both when it gets there.
_PLACE = """() => {
  const one = document.activeElement
  if (!one || one === document.body) return ""
  const open = [...document.querySelectorAll("dialog:modal")].at(-1)
  return open?.contains(one) ? open.getAttribute("aria-label") : ""
}"""
_SAID = re.compile(r"\s*- (heading|button|link|textbox|radio|checkbox|switch|combobox|timer|alert|status)\b(.*)")
_CHANGES = (
    (re.compile(r"\d+:\d\d( [AP]M)?"), "0:00"),  # a clock, or a time
    (re.compile(r"@(\w+)-\d+"), r"@\1"),  # handles are numbered
    (re.compile(r"\b\d+ s\b"), "0 s"),
    (re.compile(r"Charged \$[\d.]+"), "Charged $0"),
)


def _plain(text: str) -> str:
    for what, instead in _CHANGES:
        text = what.sub(instead, text)
    return text


@dataclass
class Ears:
    """Everything that was said on the pages of one browser context, and a script of it to be read."""

    name: str
    heard: list[str] = field(default_factory=list)
    script: list[str] = field(default_factory=list)
    _written: int = 0

    def listen(self, context: BrowserContext) -> None:
        """From the next page on."""
        context.expose_function("tellHeard", lambda told: self.heard.append(_plain(json.loads(told))))
        context.add_init_script(_LISTEN)

    def hear(self, page: Page, words: str, patience: int) -> None:
        """Wait until that was said since the last thing that was written down."""
        for _ in range(patience // 50):
            if any(words in one for one in self.heard[self._written :]):
                return
            page.wait_for_timeout(50)
        raise AssertionError(f"{self.name} never hears {words!r}, only {self.heard}")

    def note(self, what: str) -> None:
        """What happened, and what was said of it."""
        self.script += [what] * bool(what) + [f"    “{one}”" for one in self.heard[self._written :]]
        self._written = len(self.heard)

    def read(self, page: Page) -> None:
        """The titles and controls of the screen, as they are told when one goes through it; and where the focus is."""
        inside = page.evaluate(_PLACE)
        within = page.locator("dialog:modal" if inside else "main").last
        self.note(f"  [{inside or page.title()}]")
        for line in within.aria_snapshot().splitlines():
            if said := _SAID.match(line):
                self.script.append(f"    {said[1]}{_plain(said[2]).rstrip(':')}")
