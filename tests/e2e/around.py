"""What a person does around calls: stars, past calls, blocking, and what they may keep or delete."""

import re

from playwright.sync_api import Locator, expect

from tests.e2e.at_browser import PATIENCE, AtBrowser


class Around(AtBrowser):
    """By role and visible name, as everywhere."""

    def gives_stars(self, number: int, word: str) -> None:
        """On the summary; kept at once."""
        star = self.page.get_by_role("radio", name=f"{number} – {word}")
        star.locator("xpath=..").click()
        expect(self.page.locator(f'[data-rating="{number}"]')).to_be_visible(timeout=PATIENCE)

    def looks_at_past_calls(self) -> None:
        self.page.get_by_role("link", name="Calls", exact=True).filter(visible=True).first.click()
        expect(self.page.get_by_role("list", name="Past calls")).to_be_visible(timeout=PATIENCE)

    def sees_a_past_call_with(self, other: AtBrowser, words: str) -> None:
        expect(self._past(other)).to_contain_text(words, timeout=PATIENCE)

    def calls_again(self, other: AtBrowser) -> None:
        """From the list of past calls; the form is on the screen."""
        self._past(other).get_by_role("link", name=re.compile("again$")).click()
        expect(self.page.get_by_role("textbox", name="Price")).to_be_visible(timeout=PATIENCE)

    def has_filled_in(self, kind: str, price: str, minutes: str) -> None:
        """The set-up starts from these."""
        expect(self.page.get_by_role("radio", name=kind, exact=True)).to_be_checked(timeout=PATIENCE)
        expect(self.page.get_by_role("textbox", name="Price")).to_have_value(price)
        expect(self.page.get_by_role("textbox", name="Length")).to_have_value(minutes)

    def _past(self, other: AtBrowser) -> Locator:
        rows = self.page.get_by_role("list", name="Past calls").get_by_role("listitem")
        return rows.filter(has_text=other.name).first

    def opens_the_menu(self, name: str) -> None:
        self._press(name)
        expect(self.page.get_by_role("menu", name=name)).to_be_visible(timeout=PATIENCE)

    def chooses_from_the_menu(self, name: str) -> None:
        """What opens a sheet."""
        self.page.get_by_role("menuitem", name=name).click()
        expect(self.page.get_by_role("dialog").filter(visible=True)).to_be_visible(timeout=PATIENCE)

    def sees_an_error(self) -> None:
        """At a field."""
        expect(self.page.get_by_role("alert").filter(visible=True).first).to_be_visible(timeout=PATIENCE)

    def blocks_from_the_thread(self) -> None:
        """Past what the sheet says."""
        self._press("More")
        self.page.get_by_role("menuitem", name="Block").click()
        self.sees("No messages, no requests and no calls between you, in either direction.")
        self._press("Block")

    def unblocks(self, other: AtBrowser) -> None:
        self.goes_to_safety()
        self._press(f"Unblock {other.name}")
        self.sees("Nobody is blocked")

    def goes_to_safety(self) -> None:
        """By the way that stands in place of the composer."""
        self.page.get_by_role("link", name="Safety settings").click()
        expect(self.page.get_by_role("heading", name="Safety", level=1)).to_be_visible(timeout=PATIENCE)

    # One's data

    def opens_their_data(self) -> None:
        """Settings → Your data."""
        self.goes_to_settings()
        self.page.get_by_role("link", name="Your data").click()
        expect(self.page.get_by_role("heading", name="Your data", level=1)).to_be_visible(timeout=PATIENCE)

    def takes_a_copy(self) -> bytes:
        """Asks for it, waits until it is made, and downloads it."""
        self._press("Make a copy")
        link = self.page.get_by_role("link", name="Download your data")
        expect(link).to_be_visible(timeout=PATIENCE)
        with self.page.expect_download() as downloading:
            link.click()
        return downloading.value.path().read_bytes()

    def deletes_the_account(self, proof: str, *, again: bool = False) -> None:
        """Past the question, which is still open `again`; ends at the front door, signed out."""
        if not again:
            self._press("Delete account")
        self._fills("Your e-mail address", proof)
        self._press("Delete it")

    def goes_to_settings(self) -> None:
        self.page.get_by_role("link", name="Settings").filter(visible=True).first.click()
        expect(self.page.get_by_role("heading", name="Settings", level=1)).to_be_visible(timeout=PATIENCE)

    def comes_back_as(self, name: str) -> None:
        """By the demo's door, before the account is gone."""
        self.page.goto(self.base + "/")
        self.page.get_by_role("button", name=f"Continue as {name}").click()
        self.page.wait_for_url("**/settings/data?stayed=1")
