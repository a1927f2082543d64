"""A person without a mouse: Tab, Enter, Space, arrows, Escape; and at every stop one sees where one is."""

import re

from playwright.sync_api import Locator, expect

from tests.e2e.at_browser import PATIENCE, AtBrowser

_STOPS = 60  # on the longest way from the top of a page to what is wanted

# Whether one can see what has the keyboard: a ring around it, around what is drawn for it, or around its frame.
_SEEN = """() => {
  const one = document.activeElement
  if (!one || one === document.body) return "nothing has the focus"
  const ring = s => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2 && s.outlineColor !== "transparent"
  const glow = s => / 0px 0px 0px [2-9]px/.test(` ${s.boxShadow}`)
  const looks = node => [getComputedStyle(node), getComputedStyle(node, "::after")]
  const marked = node => node && looks(node).some(s => ring(s) || glow(s))
  const drawn = [one, one.nextElementSibling, one.parentElement, one.closest("label, [class*='focus-within:']")]
  const what = `<${one.tagName.toLowerCase()}> ${one.getAttribute("aria-label") || one.textContent.trim().slice(0, 40)}`
  if (!one.matches("dialog") && !drawn.some(marked)) return `${what} has the focus, and it isn't seen`
  const box = (one.matches(".only-read") ? one.parentElement : one).getBoundingClientRect()
  const out = box.bottom < 0 || box.top > innerHeight || box.right < 0 || box.left > innerWidth
  return out ? `${what} is out of sight` : ""
}"""
_MODAL = """() => {
  const open = [...document.querySelectorAll("dialog:modal")].at(-1)
  return !open || open.contains(document.activeElement) || document.activeElement === document.body
}"""


class ByKeys(AtBrowser):
    """Every stop of the way is looked at."""

    _load = 0.0  # of the page where the keyboard was looked for last

    def tabs_to(self, role: str, name: str | re.Pattern[str], *, back: bool = False) -> None:
        """By Tab (or Shift+Tab) until it has the focus. In a dialog one never leaves it."""
        wanted = self._by(role, name)
        expect(wanted.first).to_be_attached(timeout=PATIENCE)
        if self._has_focus(wanted):
            return
        came_by = []
        for _ in range(_STOPS):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
            came_by.append(self.page.evaluate("() => document.activeElement?.outerHTML.slice(0, 90)"))
            assert self.page.evaluate(_MODAL), f"{self.name}: the keyboard left the dialog for {came_by[-1]}"
            if self._has_focus(wanted):
                self.is_seen_at_a_place()
                return
            if not came_by[-1].startswith("<body"):  # past the end: the browser's own bar
                self.is_seen_at_a_place()
        raise AssertionError(f"{self.name}: no way to {role} {name!r} by keys, only to\n" + "\n".join(came_by))

    def is_seen_at_a_place(self) -> None:
        """Something has the focus, and shows it; if not at once (a screen is just being drawn), then in a second."""
        for _ in range(20):
            wrong = self.page.evaluate(_SEEN)
            if not wrong:
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(f"{self.name} at {self.page.url}: {wrong}")

    def keeps_a_place(self) -> None:
        """Whatever became of what was pressed, the keyboard is somewhere, soon; on a page that was loaded anew, at its
        top, as everywhere on the web."""
        before, self._load = self._load, self.page.evaluate("() => performance.timeOrigin")
        if before != self._load:
            return
        nowhere = "() => !document.activeElement || document.activeElement === document.body"
        for _ in range(PATIENCE // 50):
            if not self.page.evaluate(nowhere):
                break
            self.page.wait_for_timeout(50)
        self.is_seen_at_a_place()

    def signs_in_by_keys(self, password: str) -> None:
        """As somebody whom this browser doesn't know."""
        self.context.clear_cookies()
        self.page.goto(self.base + "/sign-in")
        self.types("E-mail address", f"{self.handle}@example.test")
        self.types("Password", password)
        self.page.keyboard.press("Enter")
        self.page.wait_for_url(self.base + "/messages")

    def is_shown(self, title: str) -> None:
        expect(self.page.get_by_role("heading", name=title, level=1)).to_be_visible(timeout=PATIENCE)

    def is_shown_a_card_to_fill_in(self) -> None:
        """Stripe's page."""
        expect(self.page.get_by_label("Card number")).to_be_visible(timeout=PATIENCE)

    def types(self, label: str, text: str) -> None:
        """Into the field of that name, over what is in it."""
        self.tabs_to("textbox", label)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)

    def enters(self, role: str, name: str | re.Pattern[str], *, key: str = "Enter", back: bool = False) -> None:
        """Goes there and presses it."""
        self.tabs_to(role, name, back=back)
        self.page.keyboard.press(key)

    def chooses_by_arrows(self, name: str | re.Pattern[str], key: str = "ArrowRight") -> None:
        """In the group of radio buttons that has the focus."""
        self.page.keyboard.press(key)
        expect(self._by("radio", name).first).to_be_checked(timeout=PATIENCE)
        self.is_seen_at_a_place()

    def is_at_control(self, role: str, name: str | re.Pattern[str]) -> None:
        """The keyboard is there: where it was given back, or where a new screen begins."""
        expect(self._by(role, name).first).to_be_focused(timeout=PATIENCE)
        self.is_seen_at_a_place()

    def _by(self, role: str, name: str | re.Pattern[str]) -> Locator:
        exact = isinstance(name, str)
        return self.page.get_by_role(role, name=name, exact=exact)  # type: ignore[arg-type]

    def _has_focus(self, wanted: Locator) -> bool:
        return any(wanted.evaluate_all("all => all.map(one => one === document.activeElement)"))
