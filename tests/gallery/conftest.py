"""One browser, and one page of the built front end that goes from entry to entry without loading anew."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from launcher import frontend
from launcher.paths import BUILD
from tests.browser import EXECUTABLE, FLAGS
from tests.gallery.served import served
from tests.gallery.visitor import Visitor


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    build = frontend.built(BUILD / "build.log")
    with served(build / "build" / "client") as base:
        yield base


# Until the last entry and no longer: while Playwright's loop runs, no other one can in this thread.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=EXECUTABLE, args=[*FLAGS, "--font-render-hinting=none"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def visitor(address: str, browser: Browser) -> Iterator[Visitor]:
    visitor = Visitor(browser, address)
    yield visitor
    visitor.leaves()
