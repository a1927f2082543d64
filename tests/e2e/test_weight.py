"""What a first visit to Messages weighs, as `bin/bench web` measures it."""

import pytest
from playwright.sync_api import Browser

from bench.first_visit import LIMIT, own, weighed
from onetoone.domain import words
from tests.stack import Stack


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_first_visit_is_light(stack: Stack, browser: Browser, language: str) -> None:
    """With gzip, on the wider screen, which shows more."""
    visit = weighed(browser, stack.creator_url, "desktop", "gzip", language)
    assert own(visit) <= LIMIT, [(file["path"], file["body"]) for file in visit["files"][:12]]
    assert visit["kinds"]["fonts"] > 0
