"""Browser tests: one whole onetoone for the session, and its logs beside each failure."""

from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser import EXECUTABLE, FLAGS
from tests.e2e import bidi_door
from tests.e2e.cast import Cast
from tests.e2e.hatch import Hatch
from tests.e2e.person import Person
from tests.media.firefox import EXECUTABLE as FIREFOX
from tests.media.firefox import PREFERENCES
from tests.stack import Stack

_running: list[Stack] = []


@pytest.fixture(scope="session")
def hatch() -> Iterator[Hatch]:
    """Where the stack's pushes come out."""
    opened = Hatch()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def stack(tmp_path_factory: pytest.TempPathFactory, hatch: Hatch) -> Iterator[Stack]:
    """A running onetoone with demo people and short times; stopped at the end of the session."""
    made = Stack(tmp_path_factory.mktemp("onetoone"), {"MEDIA_NODE_COUNT": "2", "PUSH_ALLOWED": hatch.url})
    try:
        _running.append(made.start())
        yield made
    finally:
        made.stop()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    launched = playwright.chromium.launch(executable_path=EXECUTABLE, args=FLAGS)
    yield launched
    launched.close()


@pytest.fixture
def bare_browser(playwright: Playwright) -> Iterator[Browser]:
    """On a machine without camera and microphone."""
    flags = [flag for flag in FLAGS if "fake" not in flag]
    launched = playwright.chromium.launch(executable_path=EXECUTABLE, args=flags)
    yield launched
    launched.close()


@pytest.fixture
def firefox(playwright: Playwright, tmp_path: Path) -> Iterator[Browser]:
    """The machine's own Firefox, which Playwright speaks to in WebDriver BiDi."""
    if not FIREFOX:
        pytest.skip("no Firefox on this machine")
    launched = playwright.firefox.launch(
        channel="moz-firefox", executable_path=bidi_door.made(tmp_path, FIREFOX), firefox_user_prefs=PREFERENCES
    )
    yield launched
    launched.close()


@pytest.fixture
def cast(stack: Stack, browser: Browser) -> Iterator[Cast]:
    made = Cast(stack, browser)
    yield made
    made.leave()
    made.kept_still()


@pytest.fixture
def creator(cast: Cast) -> Person:
    """Mara, who has a fan."""
    return cast.creator()


@pytest.fixture
def fan(cast: Cast, creator: Person) -> Person:
    """Leo, who is subscribed to Mara."""
    return cast.fan(of=creator)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Longer than other tests may take: the first one's time includes the build and the start of everything."""
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here) and not item.get_closest_marker("timeout"):
            item.add_marker(pytest.mark.timeout(240))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put what was on the screens, and what the processes said last, under a failed test."""
    report = yield
    if report.failed:
        cast = getattr(item, "funcargs", {}).get("cast")
        if isinstance(cast, Cast):
            report.sections += [(f"screen of {person.name}", person.screen()) for person in cast.people]
        for running in _running:
            report.sections += [(f"log of the {name}", text) for name, text in running.last_lines().items() if text]
    return report
