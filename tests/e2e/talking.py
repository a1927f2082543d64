"""What a person does in a conversation beside writing: pictures, reactions, looking for words."""

import re
from pathlib import Path

from playwright.sync_api import Locator, expect

from tests.e2e.at_browser import PATIENCE, AtBrowser


class Talking(AtBrowser):
    """In Messages."""

    def adds_a_picture(self, file: Path, description: str) -> None:
        """Waits until it has been uploaded."""
        self.chooses_a_file(file)
        self.page.get_by_role("textbox", name="Describe the picture").fill(description)
        expect(self.page.locator('[data-attached="ready"]')).to_be_visible(timeout=PATIENCE)

    def chooses_a_file(self, file: Path) -> None:
        self.page.locator("[data-choose]").set_input_files(file)

    def is_told_about_the_picture(self, words: str) -> None:
        expect(self.page.get_by_role("alert").filter(has_text=words)).to_be_visible(timeout=PATIENCE)

    def takes_the_picture_away(self) -> None:
        self._press("Remove the picture")
        expect(self.page.locator("[data-attached]")).to_have_count(0, timeout=PATIENCE)

    def sends(self) -> None:
        self._press("Send")

    def sees_the_picture(self, description: str) -> None:
        """It has loaded, in the place that was kept for it."""
        image = self._picture(description).locator("img")
        expect(image).to_have_js_property("complete", True, timeout=PATIENCE)
        expect(image).not_to_have_js_property("naturalWidth", 0)

    def looks_closer_at(self, description: str) -> None:
        """Into the viewer and out again with Esc, back to where one was."""
        self._picture(description).click()
        viewer = self.page.get_by_role("dialog", name=description)
        expect(viewer).to_be_visible(timeout=PATIENCE)
        self.page.keyboard.press("Escape")
        expect(viewer).to_have_count(0, timeout=PATIENCE)
        expect(self._picture(description)).to_be_focused()

    def reacts_to_the_last(self, with_: str) -> None:
        last = self.page.locator("[data-message][data-mine]").last
        last.hover()
        last.get_by_role("button", name="React").click()
        self.page.get_by_role("group", name="React").get_by_role("button", name=with_).click()

    def sees_the_reaction(self, label: str) -> None:
        expect(self.page.get_by_role("button", name=label, exact=True)).to_be_visible(timeout=PATIENCE)

    def joins_the_reaction(self, label: str) -> None:
        self.page.get_by_role("button", name=label, exact=True).click()

    def sees_that_it_was_seen(self) -> None:
        expect(self.page.locator('[data-receipt="seen"]')).to_contain_text(re.compile(r"Seen \d"), timeout=PATIENCE)

    def begins_to_write(self, other: AtBrowser, text: str) -> None:
        self.page.get_by_role("textbox", name=f"Message to {other.name}").press_sequentially(text)

    def looks_for(self, words: str) -> None:
        self.page.get_by_role("searchbox", name="Search people and messages").fill(words)

    def finds(self, words: str) -> None:
        """Among the messages; the words that were looked for are marked."""
        expect(self._hits().filter(has_text=words)).to_be_visible(timeout=PATIENCE)
        expect(self._hits().filter(has_text=words).locator("mark").first).to_be_visible()

    def finds_nothing(self, words: str) -> None:
        self.looks_for(words)
        expect(self.page.get_by_role("heading", name=f"Nothing found for “{words}”")).to_be_visible(timeout=PATIENCE)

    def goes_to_what_was_found(self, words: str) -> None:
        self._hits().filter(has_text=words).get_by_role("link").click()
        found = self.page.locator("[data-found]")
        expect(found).to_contain_text(words, timeout=PATIENCE)
        expect(found).to_be_in_viewport()
        expect(found).to_be_focused()

    def goes_to_the_latest(self, words: str) -> None:
        self._press("To the latest")
        last = self.page.locator("[data-message]").filter(has_text=words)
        expect(last).to_be_in_viewport(timeout=PATIENCE)

    def _hits(self) -> Locator:
        return self.page.get_by_role("list", name="Messages found").get_by_role("listitem")

    def _picture(self, description: str) -> Locator:
        return self.page.get_by_role("button", name=f"Open picture: {description}")
