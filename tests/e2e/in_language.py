"""What a person does who reads another language than English. What is said is what the catalogues say."""

import contextlib
import re
from typing import Any

from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

from onetoone.domain import words
from tests.e2e.at_browser import PATIENCE, AtBrowser

_KEPT = "async page => { while (!(await caches.match(page))) await new Promise(done => setTimeout(done, 100)) }"


class InLanguage(AtBrowser):
    """By role and visible name, in `language`."""

    language = "en"

    def reads(self, language: str) -> None:
        """From here on, that is what they expect to see."""
        self.language = language

    def sees_the_language(self) -> None:
        """The page says so itself, and the chooser has its name, where there is one."""
        expect(self.page.locator("html")).to_have_attribute("lang", self.language, timeout=PATIENCE)

    def sees_said(self, text: str, **values: Any) -> None:
        """A text of ours, in their language."""
        self.sees(self.said(text, **values))

    def said(self, text: str, **values: Any) -> str:
        """The same for a test that looks elsewhere than on the page."""
        here = words.in_language(self.language, text)
        assert here != text or self.language == words.DEFAULT, f"{self.language} has no words of its own for {text}"
        return here.format(**values)

    def follows(self, text: str) -> None:
        self.page.get_by_role("link", name=self.said(text), exact=True).filter(visible=True).first.click()

    def follows_unless_led_away(self, text: str) -> None:
        """A page that hears that its session has ended goes to the door by itself, even under one's finger."""
        with contextlib.suppress(PlaywrightTimeout):
            self.page.get_by_role("link", name=self.said(text), exact=True).filter(visible=True).first.click(
                timeout=3000
            )

    def fills_in(self, **fields: str) -> None:
        """Label and what is written there."""
        for label, text in fields.items():
            self.page.get_by_label(self.said(label), exact=True).fill(text)

    def presses_the_button(self, text: str) -> None:
        self._press(self.said(text))

    def is_at_the_heading(self, text: str) -> None:
        heading = self.page.get_by_role("heading", name=self.said(text), exact=True)
        expect(heading.first).to_be_visible(timeout=PATIENCE)

    def chooses_from_the_globe(self, language: str) -> None:
        """By keyboard; afterwards the button has the focus again."""
        globe = f"{self.said('Language')}: {words.name(self.language)}"
        self.page.get_by_role("button", name=globe).press("Enter")
        menu = self.page.get_by_role("menu", name=globe)
        expect(menu.get_by_role("menuitemradio", checked=True)).to_have_text(words.name(self.language))
        menu.get_by_role("menuitemradio", name=words.name(language)).press("Enter")
        self.reads(language)
        self.sees_the_language()
        there = re.compile(f": {words.name(language)}$")
        expect(self.page.get_by_role("button", name=there)).to_be_focused(timeout=PATIENCE)

    def chooses_in_settings(self, language: str) -> None:
        """Settings → Language and look."""
        row = self.page.get_by_role("group", name=self.said("Language"))
        expect(row.get_by_role("button", pressed=True)).to_have_text(words.name(self.language), timeout=PATIENCE)
        row.get_by_role("button", name=words.name(language)).click()
        self.reads(language)
        self.sees_the_language()

    def keeps_the_offline_page(self) -> None:
        """In their language: the service worker takes another one along when the language changes."""
        self.page.evaluate(_KEPT, f"/offline?in={self.language}")

    def visits_again(self) -> None:
        """In the same browser, another day."""
        self.page.close()
        self.page = self._new_page()
        self.page.goto(self.base + "/messages")
