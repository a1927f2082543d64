"""A person's browser: pressing, filling in, and seeing, by role and visible name."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, Route, WebSocketRoute, expect

from tests.e2e.ears import Ears
from tests.e2e.steady import Steadiness

PATIENCE = 20_000  # milliseconds; two cores carry two browsers, the app, the node and the sandbox

_AXE = Axe()
# Asked from within the page: Playwright's own waiting evaluates text there, which the page's policy forbids.
_STILL = """() => new Promise(still => {
  const moving = one => one.playState === "running" && !(one instanceof CSSAnimation)
  const look = () => document.getAnimations().some(moving) ? requestAnimationFrame(look) : still()
  look()
})"""
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class AtBrowser:
    """One browser context, and the address by which the product is reached there."""

    def __init__(self, name: str, handle: str, context: BrowserContext, base: str) -> None:
        self.name, self.handle = name, handle
        self.context, self.base = context, base
        self.steadiness = Steadiness()
        self.steadiness.watch(context)
        self.page = self._new_page()
        self.call_address = ""

    def _new_page(self) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(PATIENCE)
        return page

    # Looking

    def sees(self, text: str | re.Pattern[str]) -> None:
        """Somewhere on the page, visible."""
        expect(self.page.get_by_text(text).filter(visible=True).first).to_be_visible(timeout=PATIENCE)

    def finds_nothing_there(self) -> None:
        self._call("data-call-stage", "lost")

    def sees_the_summary(self) -> None:
        self._call("data-call-stage", "over")
        expect(self.page.get_by_role("link", name="Call again")).to_be_visible(timeout=PATIENCE)

    def sees_the_call_as(self, *statuses: str) -> None:
        self._call("data-call-status", *statuses)

    def sees_the_money(self, *words: str) -> None:
        """Where the hold stands on the call's page."""
        self._call("data-money", *words)

    def meets_no_barrier(self) -> None:
        """Axe has nothing to say about the page as it is now."""
        expect(self.page.get_by_role("heading", level=1).first).to_be_attached(timeout=PATIENCE)
        expect(self.page.locator("[aria-busy=true]")).to_have_count(0, timeout=PATIENCE)
        self.page.evaluate(_STILL)  # a colour on its way from one to the other is neither
        found = _AXE.run(self.page, options={"runOnly": _RULES}).response["violations"]
        said = [f"{rule['id']}: {rule['help']}: {[node['html'][:160] for node in rule['nodes'][:4]]}" for rule in found]
        assert not said, f"{self.page.url}: " + "\n".join(said)

    def waits_long_for_fonts(self) -> None:
        """From the next page on, as on a slow line."""

        def late(route: Route) -> None:
            self.page.wait_for_timeout(700)
            route.continue_()

        self.page.route("**/fonts/*.woff2", late)

    def has_our_fonts(self) -> None:
        """All that the page asked for; and what they moved has been told."""
        self.page.wait_for_load_state("networkidle")
        ours = "() => document.fonts.ready.then(fonts => [...fonts].filter(one => one.status === 'loaded').length)"
        assert self.page.evaluate(ours) > 1

    def is_on_a_slow_line(self) -> None:
        """From the next page on, what the server answers takes its time."""

        def late(socket: WebSocketRoute) -> None:
            def tell(said: str | bytes) -> None:
                self.page.wait_for_timeout(700)
                socket.send(said)

            socket.connect_to_server().on_message(tell)

        self.page.route_web_socket("**/_event/**", late)

    # Listening

    def listens(self) -> None:
        """From the next page on."""
        self.ears = Ears(self.name)
        self.ears.listen(self.context)

    def hears(self, words: str) -> None:
        """A live region says it."""
        self.ears.hear(self.page, words, PATIENCE)

    def writes_down(self, what: str, *, reads: bool = True) -> None:
        """Into the script: what happened, what was heard of it and, if wished, the screen as it is then."""
        self.ears.note(what)
        if reads:
            self.ears.read(self.page)

    def goes_to_the_call(self) -> None:
        self.page.goto(self.call_address)

    # The machinery

    def _press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).filter(visible=True).last.click()

    def _fills(self, label: str, text: str) -> None:
        self.page.get_by_role("textbox", name=label).filter(visible=True).last.fill(text)

    def _chooses(self, kind: str) -> None:
        choice = self.page.get_by_role("radio", name=kind, exact=True)
        choice.wait_for(state="attached")
        choice.locator("xpath=..").click()
        expect(choice).to_be_checked(timeout=PATIENCE)

    def _call(self, attribute: str, *values: str) -> None:
        """The call's page carries one of these values."""
        wanted = ", ".join(f'div[data-call-status][{attribute}="{value}"]' for value in values)
        expect(self.page.locator(wanted).first).to_be_attached(timeout=PATIENCE * 2)

    def _remembers_the_call(self) -> None:
        self.page.wait_for_url("**/call/*")
        self.call_address = self.page.url
