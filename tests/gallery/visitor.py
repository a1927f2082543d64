"""Somebody who walks through the gallery with the clock standing still, and looks at each entry in two ways."""

from typing import Any, Literal, NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, WebSocketRoute

from onetoone.gallery.cast import NOW
from tests.e2e.at_browser import PATIENCE

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Nothing moves in a picture, and what a camera shows is not what it is about.
_STILL = """
*, ::before, ::after, ::backdrop { animation: none !important; transition: none !important; }
* { caret-color: transparent !important; }
video, canvas { visibility: hidden !important; }
::-webkit-scrollbar { display: none; }
"""
_GO = "(path) => window.__reactRouterDataRouter.navigate(path)"
_STANDS = """([path, mirrored]) =>
  document.querySelector("[data-gallery]")?.dataset.gallery === path &&
  (document.documentElement.dir === "rtl") === mirrored"""
# The window was resized and restyled, and a frame was drawn so.
_IS_DRAWN = """async ([width, theme]) => {
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  return window.innerWidth === width && getComputedStyle(document.documentElement).colorScheme === theme;
}"""
# Fonts and pictures are there, as far as they are on the screen (others may not even be asked for), and were drawn.
_SETTLED = """async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame();
  await document.fonts.ready;
  const within = (one) => one.contentDocument.fonts.ready;
  const framed = (one) =>
    one.contentDocument?.body?.childElementCount
      ? within(one)
      : new Promise((done) => one.addEventListener("load", () => within(one).then(done), { once: true }));
  await Promise.all([...document.querySelectorAll("iframe[srcdoc]")].map(framed));
  const seen = ({ top, bottom }) => bottom > 0 && top < window.innerHeight;
  const pictures = [...document.images].filter((one) => one.checkVisibility() && seen(one.getBoundingClientRect()));
  await Promise.all(pictures.map((one) => one.decode().catch(() => {})));
  await frame();
  await frame();
}"""


class Look(NamedTuple):
    """How wide, and in which light."""

    name: str
    width: int
    height: int
    theme: str


class Room(NamedTuple):
    """How much of it there is: the window's width, and how large the reader has set letters in the browser."""

    name: str
    width: int
    letters: int = 16
    mirrored: bool = False


NARROW, LARGE, MIRRORED = Room("narrow", 320), Room("large", 390, letters=32), Room("mirrored", 390, mirrored=True)
LOOKS = (Look("desktop", 1440, 900, "light"), Look("phone", 390, 844, "dark"))
TABLET = Look("tablet", 768, 1024, "light")
FROM_THE_RIGHT = (Look("mirrored-desktop", 1440, 900, "light"), Look("mirrored-phone", 390, 844, "light"))


def _holds_the_line(socket: WebSocketRoute) -> None:
    """The server's end of Engine.IO 4 and Socket.IO 5: takes the connection and says nothing on it, for longer than a
    visit lasts. Without it, every page would say that it is offline."""

    def answer(said: str | bytes) -> None:
        if isinstance(said, str) and said.startswith("40"):  # CONNECT to a namespace
            socket.send(said.partition(",")[0] + ',{"sid":"gallery"}')

    socket.on_message(answer)
    socket.send('0{"sid":"gallery","upgrades":[],"pingInterval":900000,"pingTimeout":900000,"maxPayload":1000000}')


class Visitor:
    """Every method waits for what it needs."""

    def __init__(self, browser: Browser, address: str) -> None:
        """A context of its own: one time zone, one language, one pixel a pixel."""
        self._context = browser.new_context(
            device_scale_factor=1, locale="en-US", timezone_id="Europe/Lisbon", reduced_motion="reduce"
        )
        self.page = self._context.new_page()
        self._devtools = self._context.new_cdp_session(self.page)
        self.page.clock.set_fixed_time(NOW)
        self.page.route_web_socket("**/_event/**", _holds_the_line)
        self.page.goto(f"{address}/gallery?plain")
        self.page.add_style_tag(content=_STILL)
        self.page.evaluate(Axe().axe_script)

    def opens(self, path: str, *, mirrored: bool = False) -> None:
        """Go to an entry, and wait until all of it is there."""
        self._as(LOOKS[0])  # before a dialog opens: its backdrop keeps the colour it had then
        self._goes(path, mirrored)

    def stands_in(self, room: Room | None) -> None:
        """Give the pages that much room from now on; None: as much as they had before."""
        letters = room.letters if room else 16
        self._devtools.send("Page.setFontSizes", {"fontSizes": {"standard": letters}})
        if room:
            self.page.set_viewport_size({"width": room.width, "height": 844})

    def enters(self, path: str, *, mirrored: bool = False) -> None:
        """Go to an entry as the window stands."""
        self._goes(path, mirrored)
        self.page.evaluate(_SETTLED)

    def looks(self, look: Look) -> bytes:
        """The picture of what the window shows."""
        self._as(look)
        self.page.evaluate(_SETTLED)
        return self.page.screenshot(caret="hide", scale="css")

    def barriers(self) -> list[str]:
        """What axe has to say about the entry as it is now."""
        run = "(rules) => axe.run(document, { runOnly: rules, resultTypes: ['violations'], elementRef: false })"
        found: list[dict[str, Any]] = self.page.evaluate(run, RULES)["violations"]
        return [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes'][:4]]}" for rule in found]

    def _goes(self, path: str, mirrored: bool) -> None:
        self.page.evaluate(_GO, f"{path}?plain" + ("&dir=rtl" if mirrored else ""))
        self.page.wait_for_function(_STANDS, arg=[path, mirrored], timeout=PATIENCE)

    def _as(self, look: Look) -> None:
        theme: Literal["dark", "light"] = "dark" if look.theme == "dark" else "light"
        self.page.set_viewport_size({"width": look.width, "height": look.height})
        self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
        self.page.wait_for_function(_IS_DRAWN, arg=[look.width, theme], timeout=PATIENCE)

    def leaves(self) -> None:
        self._context.close()
