"""A person at a browser of their own: what they do and see, by role and visible name. Selectors live here only."""

import re

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Locator, Page, expect

from tests.e2e.afterwards import Afterwards
from tests.e2e.around import Around
from tests.e2e.at_browser import PATIENCE
from tests.e2e.by_keys import ByKeys
from tests.e2e.in_language import InLanguage
from tests.e2e.on_stage import OnStage
from tests.e2e.reached import Reached
from tests.e2e.talking import Talking


class Person(OnStage, Reached, Afterwards, Around, Talking, InLanguage, ByKeys):
    """Every method waits for what it needs; none sleeps."""

    def screen(self) -> str:
        """What stands on it, in words; for people to read."""
        if self.page.is_closed():
            return "closed"
        try:
            return f"{self.page.url}\n{self.page.locator('body').aria_snapshot(timeout=2_000)}"
        except PlaywrightError as error:
            return f"{self.page.url}\n{error.message}"

    # Getting about

    def goes_to(self, path: str) -> None:
        self.page.goto(self.base + path)

    def opens_messages(self) -> None:
        self.goes_to("/messages")
        expect(self.page.get_by_role("heading", name="Messages").first).to_be_visible(timeout=PATIENCE)

    def opens_thread_with(self, other: "Person") -> None:
        self.opens_messages()
        self.page.get_by_role("link", name=re.compile(other.name)).first.click()
        expect(self.page.get_by_role("textbox", name=f"Message to {other.name}")).to_be_visible(timeout=PATIENCE)

    def opens_another_tab(self) -> Page:
        """A second tab at Messages; the first stays what `self.page` is."""
        tab = self._new_page()
        tab.goto(self.base + "/messages")
        return tab

    def reloads(self) -> None:
        self.page.reload()

    def closes_the_tab(self) -> None:
        self.page.close()

    # Arriving

    def continues_as(self, name: str) -> None:
        """One click at the demo's door."""
        self.goes_to("/")
        self.page.get_by_role("button", name=f"Continue as {name}").click()
        self.is_at("/messages")

    def signs_up(self, name: str, email: str, password: str) -> None:
        self.goes_to("/sign-up")
        for label, text in {"Your name": name, "E-mail address": email, "Password": password}.items():
            self.page.get_by_label(label, exact=True).fill(text)
        self._press("Create account")
        self.page.wait_for_url(lambda address: "/sign-up" not in address)

    def signs_in(self, email: str, password: str) -> None:
        self.goes_to("/sign-in")
        for label, text in {"E-mail address": email, "Password": password}.items():
            self.page.get_by_label(label, exact=True).fill(text)
        self._press("Sign in")

    def signs_out(self) -> None:
        self.goes_to("/messages")
        self._press("Your account")
        self.page.get_by_role("menuitem", name="Sign out").click()
        self.page.wait_for_url(self.base + "/")
        # The door's people come by the websocket: when they are there, the page has loaded all its modules. Whoever
        # leaves earlier is overtaken by its own attempt to load them again.
        self._sees_the_demo_door()

    def _sees_the_demo_door(self) -> None:
        expect(self.page.get_by_role("button", name=re.compile("^Continue as")).first).to_be_visible(timeout=PATIENCE)

    def is_at(self, path: str) -> None:
        self.page.wait_for_url(re.compile(re.escape(self.base + path) + "/?$"))

    def is_asked_to_sign_in(self) -> None:
        self.page.wait_for_url(re.compile(r"/sign-in\?next="))

    # Being paid

    def opens_payouts(self) -> None:
        """Settings → Payouts."""
        self.goes_to("/settings")
        self.page.get_by_role("link", name="Payouts").click()
        expect(self.page.get_by_role("heading", name="Payouts", level=1)).to_be_visible(timeout=PATIENCE)

    def goes_to_stripe_by(self, button: str) -> None:
        """To the onboarding page, in the same tab."""
        self._press(button)
        expect(self.page.get_by_label("Account number")).to_be_visible(timeout=PATIENCE)

    def tells_stripe(self, account_number: str = "000123456789", *, comes_of_it: str = "") -> None:
        """Fills the onboarding page in, with a test switch, and comes back."""
        for label, text in {"Legal name": self.name, "Account number": account_number}.items():
            self.page.get_by_label(label, exact=True).fill(text)
        if comes_of_it:
            self.page.get_by_label(re.compile(comes_of_it)).check()
        self._press("Submit")
        self.is_at("/settings/payouts")

    def leaves_stripe_early(self) -> None:
        self._press("Leave it incomplete")
        self.is_at("/settings/payouts")

    def pays_out(self) -> None:
        self._press("Pay out now")

    def sees_the_payout_as(self, status: str) -> None:
        expect(self.page.locator(f'[data-payout="{status}"]').first).to_be_visible(timeout=PATIENCE)

    # Finding creators

    def opens_the_page_of(self, creator: "Person") -> None:
        self.page.locator(f'a[href*="/creators/{creator.handle}"]').first.click()
        title = self.page.get_by_role("heading", name=creator.name, level=1)
        expect(title).to_be_visible(timeout=PATIENCE)

    def subscribes(self) -> None:
        self._press("Subscribe")
        self.sees("Subscribed")

    def asks_from_the_page(self, creator: "Person") -> None:
        self.page.get_by_role("link", name="Get a personal call").click()
        self._press("Send request")
        self.sees(f"Your request was sent to {creator.name}")

    # Writing

    def writes(self, other: "Person", text: str) -> None:
        box = self.page.get_by_role("textbox", name=f"Message to {other.name}")
        box.fill(text)
        box.press("Enter")

    def closes_the_chat(self) -> None:
        self._press("Close chat")
        expect(self.page.get_by_role("button", name="Close chat")).to_be_hidden(timeout=PATIENCE)

    def opens_the_chat(self) -> None:
        self.page.get_by_role("button", name=re.compile("^Chat")).click()

    # The browser's own question

    def refuses_camera_and_microphone(self) -> None:
        """The made-up devices are always allowed; this page minds what the browser says all the same."""
        self.context.clear_permissions()
        self.context.grant_permissions(["notifications"])
        self.page.add_init_script(
            """const devices = navigator.mediaDevices, real = devices.getUserMedia.bind(devices);
            devices.getUserMedia = async wanted => {
                if ((await navigator.permissions.query({ name: "camera" })).state === "denied")
                    throw new DOMException("Permission denied", "NotAllowedError");
                return real(wanted);
            };"""
        )

    def allows_camera_and_microphone(self) -> None:
        """In the browser's own settings, not on the page."""
        self.context.grant_permissions(["camera", "microphone"])

    def looks_at_camera_and_microphone(self) -> None:
        self._press("Check camera and microphone")

    def is_coached(self) -> None:
        """Step by step, for this very browser."""
        self.sees("Your camera and microphone are blocked")
        expect(self.page.locator("[data-coach]").get_by_role("listitem").first).to_contain_text("the sliders")

    def sees_the_own_picture(self) -> None:
        expect(self.page.locator('[data-stage="preview"][data-call-status="ready"] .stage-self')).to_be_visible(
            timeout=PATIENCE
        )

    # Starting a call

    def invites(
        self, fan: "Person", *, kind: str = "Video", price: str = "25", minutes: str = "10", note: str = ""
    ) -> None:
        """From the fan's thread: the camera icon, the set-up, "Start 1:1"."""
        self.sets_up_a_call_with(fan)
        self.starts_it(kind=kind, price=price, minutes=minutes, note=note)

    def sets_up_a_call_with(self, fan: "Person") -> None:
        """The form is on the screen; nobody is called yet."""
        self.opens_thread_with(fan)
        self.page.get_by_role("link", name="Start 1:1").click()
        expect(self.page.get_by_role("textbox", name="Price")).to_be_visible(timeout=PATIENCE)

    def tries_to_invite(self, fan: "Person", *, price: str) -> None:
        """The same, and it doesn't come to a call."""
        self.opens_thread_with(fan)
        self.page.get_by_role("link", name="Start 1:1").click()
        self._fills("Price", price)
        self._press("Start 1:1")

    def invites_from_subscribers(self, fan: "Person", **terms: str) -> None:
        """From Community → Subscribers."""
        self.goes_to("/community")
        self.page.get_by_role("link", name="Subscribers").click()
        row = self.page.get_by_role("list", name="Subscribers").get_by_role("listitem").filter(has_text=fan.name)
        row.get_by_role("link", name="Start 1:1").click()
        self.starts_it(**terms)

    def covers_their_camera(self) -> None:
        """In the set-up: it is seen only after "Show"."""
        switch = self.page.get_by_role("switch", name="Start with their camera covered")
        switch.check(force=True)
        expect(switch).to_be_checked()

    def starts_it(self, *, kind: str = "Video", price: str = "25", minutes: str = "10", note: str = "") -> None:
        """Fills the set-up in and presses "Start 1:1"."""
        self.chooses_terms(kind=kind, price=price, minutes=minutes)
        if note:
            self._fills("Message", note)
        self._press("Start 1:1")
        self._remembers_the_call()

    def chooses_terms(self, *, kind: str, price: str, minutes: str) -> None:
        self._chooses(kind)
        self._fills("Price", price)
        self._fills("Length", minutes)

    def asks(self, creator: "Person", *, kind: str = "Audio", note: str = "Got a minute?") -> None:
        """In the thread: the camera icon → "Get a personal call"."""
        self.opens_thread_with(creator)
        self.page.get_by_role("link", name="Get a personal call").click()
        self._chooses(kind)
        self._fills("Note", note)
        self._press("Send request")
        self.sees(f"Your request was sent to {creator.name}")

    def accepts(self, fan: "Person", *, price: str, minutes: str = "10") -> None:
        """From the card in the thread."""
        self.looks_at_the_request_of(fan)
        self._fills("Price", price)
        self._fills("Length", minutes)
        self._press("Accept")
        self.waits_at("ringing", "seen")
        self._remembers_the_call()

    def looks_at_the_request_of(self, fan: "Person") -> None:
        self.opens_thread_with(fan)
        self.page.get_by_role("link", name="Answer").last.click()
        expect(self.page.get_by_role("button", name="Accept")).to_be_visible(timeout=PATIENCE)

    def turns_down(self, fan: "Person", reason: str) -> None:
        self.looks_at_the_request_of(fan)
        self.turns_down_here(reason)

    def turns_down_here(self, reason: str) -> None:
        """At the request."""
        self._press("Decline")
        self._fills("Reason", reason)
        self._press("Decline request")

    def cancels(self) -> None:
        self._press("Cancel")

    def gives_two_more_minutes(self) -> None:
        self._press("Give two more minutes")

    def waits_at(self, *steps: str) -> None:
        """The waiting screen says that the fan is at one of these steps."""
        self._call("data-progress", *steps)

    # Money

    def opens_earnings(self) -> None:
        self.page.get_by_role("link", name="Earnings").first.click()
        expect(self.page.get_by_role("heading", name="Earnings", level=1)).to_be_visible(timeout=PATIENCE)

    def has_earned(self, what: str, net: str, standing: str) -> None:
        """A row of the earnings that says so."""
        rows = self.page.get_by_role("list", name="Earnings, row by row").get_by_role("listitem")
        row = rows.filter(has_text=what)
        expect(row).to_contain_text(net, timeout=PATIENCE)
        expect(row).to_contain_text(standing)

    def shows_only(self, kind: str) -> None:
        self.page.get_by_role("group", name="Show").get_by_role("button", name=kind, exact=True).click()

    def sees_earnings(self, count: int) -> None:
        rows = self.page.get_by_role("list", name="Earnings, row by row").get_by_role("listitem")
        expect(rows).to_have_count(count, timeout=PATIENCE)

    def downloads_the_earnings(self) -> str:
        """What is in the file."""
        with self.page.expect_download() as downloading:
            self.page.get_by_role("link", name="CSV file of these rows").click()
        return downloading.value.path().read_text()

    def opens_the_receipt(self) -> None:
        """From the summary of the call."""
        self.page.get_by_role("link", name="Receipt").click()
        expect(self.page.locator("[data-receipt]")).to_be_visible(timeout=PATIENCE)

    def prints_nothing_but_the_receipt(self) -> None:
        self.page.emulate_media(media="print")
        expect(self.page.locator("[data-receipt]")).to_be_visible()
        for other in ("link", "button"):
            expect(self.page.get_by_role(other)).to_have_count(0)
        self.page.emulate_media(media="screen")

    def removes_the_card(self, name: str) -> None:
        """From the list of payments, past the question."""
        self.page.get_by_role("link", name="Payments").first.click()
        cards = self.page.get_by_role("list", name="Saved cards").get_by_role("listitem")
        expect(cards.filter(has_text=name)).to_have_count(1, timeout=PATIENCE)
        self._press(f"Remove {name}")
        self._press("Keep it")
        expect(cards).to_have_count(1)
        self._press(f"Remove {name}")
        self._press("Remove card")
        self.sees("None. A card is saved when")

    # Answering

    def is_rung_by(self, creator: "Person", page: Page | None = None) -> None:
        expect(self._ring(creator, page)).to_be_visible(timeout=PATIENCE)

    def is_not_rung(self, page: Page | None = None) -> None:
        expect((page or self.page).locator("[data-incoming]")).to_have_count(0, timeout=PATIENCE)

    def joins(self) -> None:
        self.page.get_by_role("button", name="Join", exact=True).click()
        self._remembers_the_call()

    def declines(self) -> None:
        self._press("Decline")

    def _ring(self, creator: "Person", page: Page | None) -> Locator:
        return (page or self.page).get_by_role("heading", name=f"{creator.name} is calling you")

    # Paying

    def rehearses(self) -> None:
        self._press("Check camera and microphone")
        self._press("Rehearse")

    def goes_to_checkout(self) -> None:
        self._press("Pay and join")
        expect(self.page.get_by_label("Card number")).to_be_visible(timeout=PATIENCE)

    def pays_with(self, card: str) -> None:
        """Fills Stripe's page in and presses its button."""
        for label, text in {"Card number": card, "Expiry": "12 / 34", "CVC": "123", "Name on card": self.name}.items():
            self.page.get_by_label(label, exact=True).fill(text)
        self.page.get_by_role("button", name=re.compile("^Pay")).click()

    def pays_without_coming_back(self, card: str) -> None:
        """Stripe has the money, but the way back leads to a server that is down."""
        self.pays_with(card)
        self.sees("You’re offline")

    def pays_and_joins(self, card: str = "4242424242424242") -> None:
        self.goes_to_checkout()
        self.pays_with(card)
        self.is_seated()

    def answers_the_bank(self, answer: str) -> None:
        """ "Complete" or "Fail" on the bank's page."""
        self._press(answer)
