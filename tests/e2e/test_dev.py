"""`bin/run --dev`: an edit shows in the open browser, which keeps its page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.developing import Developing

# All of it is drawn twice by a machine that may have other things to do.
pytestmark = [pytest.mark.long, pytest.mark.timeout(900)]


@pytest.fixture(scope="module")
def developing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Developing]:
    made = Developing(tmp_path_factory.mktemp("dev"))
    try:
        yield made.start()
    finally:
        made.stop()


@pytest.fixture
def gallery(developing: Developing, browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{developing.url}/gallery/buttons", timeout=120_000)
    expect(page.get_by_role("heading", name="Buttons", level=1)).to_be_visible(timeout=120_000)
    page.evaluate("window.kept = true")
    yield page
    page.close()


def kept(page: Page) -> bool:
    """Whether it is the page as it was loaded."""
    return bool(page.evaluate("window.kept === true"))


def test_a_token_shows(developing: Developing, gallery: Page):
    developing.edit("onetoone/ui/tokens.py", '"canvas": "#FAF6F1"', '"canvas": "#F1FAF6"')
    shown = "getComputedStyle(document.documentElement).getPropertyValue('--c-canvas').trim() === '#F1FAF6'"
    gallery.wait_for_function(shown, timeout=60_000)
    assert kept(gallery)
    assert "#F1FAF6" in (developing.root / "assets" / "theme.css").read_text()


def test_a_component_shows_and_the_app_runs_on(developing: Developing, gallery: Page):
    before = developing.said()
    developing.edit("onetoone/ui/gallery.py", 'line=f"In {entry.source}"', 'line=f"Written in {entry.source}"')
    expect(gallery.get_by_text("Written in onetoone/ui/buttons.py")).to_be_visible(timeout=60_000)
    assert kept(gallery)
    told = developing.hears(r"gallery\.py.*all pages are drawn", 300, before)
    assert "the open page is drawn" in told
    assert "starts again" not in told


def test_a_screen_is_drawn_when_it_is_opened(developing: Developing, gallery: Page):
    gallery.goto(f"{developing.url}/gallery/screens/messages-empty", timeout=120_000)
    expect(gallery.get_by_text("No conversations yet")).to_be_visible(timeout=120_000)


def test_a_mistake_is_told_in_the_terminal_and_not_in_the_page(developing: Developing, gallery: Page):
    before = developing.said()
    text = gallery.locator("main").inner_text()
    developing.edit("onetoone/ui/surfaces.py", "def card(", "def card((")
    developing.hears(r"onetoone/ui/surfaces\.py:\d+: SyntaxError", 60, before)
    assert gallery.locator("main").inner_text() == text
    assert "Traceback" not in developing.log.read_text()
    developing.edit("onetoone/ui/surfaces.py", "def card((", "def card(")
    developing.hears(r"surfaces\.py: all pages are drawn", 300, before)
    assert kept(gallery)


def test_a_state_starts_the_app_again(developing: Developing, gallery: Page):
    before = developing.said()
    state = developing.root / "onetoone" / "community" / "state.py"
    state.write_text(state.read_text() + "\n# a remark\n")
    told = developing.hears(r"state\.py: all pages are drawn.*the app starts again", 300, before)
    assert "the open page" not in told
    gallery.reload(timeout=120_000)
    expect(gallery.get_by_role("heading", name="Buttons", level=1)).to_be_visible(timeout=120_000)
