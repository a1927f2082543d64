"""What lists share that grow by pages and are looked through."""

import asyncio
from enum import StrEnum
from typing import Any

import pytest
import reflex as rx

from onetoone.accounts.growing import LONGEST_SEARCH, PAGE, Sifted


class Kind(StrEnum):
    ALL = "all"
    LIVE = "live"


class Names(Sifted, rx.State):
    """A list that counts how often it was read."""

    shown: str = Kind.ALL.value
    reads: int = 0

    async def _read(self) -> None:
        self.reads += 1


@pytest.fixture
def names() -> Names:
    """With a second page shown."""
    made = Names(_reflex_internal_init=True)  # type: ignore[call-arg]
    made._most = 2 * PAGE
    return made


def test_a_search_begins_at_the_top(names: Names):
    asyncio.run(names._find("  Leo "))
    assert (names._search, names.searching, names._most, names.reads) == ("Leo", True, PAGE, 1)


@pytest.mark.parametrize("sent", ["", "   ", None, 7, ["Leo"]])
def test_nothing_to_look_for_is_no_search(names: Names, sent: Any):
    names._search = "Leo"
    asyncio.run(names._find(sent))
    assert (names._search, names.searching, names.reads) == ("", False, 1)


def test_a_search_has_an_end(names: Names):
    asyncio.run(names._find("x" * 10_000))
    assert len(names._search) == LONGEST_SEARCH


def test_a_page_opens_without_a_search(names: Names):
    asyncio.run(names._find("Leo"))
    asyncio.run(names._open())
    assert (names._search, names.searching) == ("", False)


def test_a_kind_is_chosen_among_those_there_are(names: Names):
    asyncio.run(names._choose("shown", "live", Kind))
    assert (names.shown, names._most, names.reads) == ("live", PAGE, 1)


@pytest.mark.parametrize("sent", ["", "LIVE", None, 3, ["live"]])
def test_another_kind_changes_nothing(names: Names, sent: Any):
    asyncio.run(names._choose("shown", sent, Kind))
    assert (names.shown, names._most, names.reads) == ("all", 2 * PAGE, 0)
