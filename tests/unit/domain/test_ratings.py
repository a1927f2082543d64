"""Stars: what is one, when they can be given, and from how many on an average is shown."""

from datetime import UTC, datetime, timedelta

import pytest

from onetoone.domain import ratings
from onetoone.domain.errors import Invalid
from onetoone.domain.ratings import Window

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
WINDOW = Window(least=30, rate=30 * 86_400, change=48 * 3600)


@pytest.mark.parametrize(("value", "stars"), [(1, 1), (5, 5), ("3", 3)])
def test_stars(value: object, stars: int) -> None:
    assert ratings.stars(value) == stars


@pytest.mark.parametrize("value", [0, 6, -1, "0", "6", "", "five", "１", 2.0, True, None, [], {"stars": 5}, "5 "])
def test_what_is_no_star(value: object) -> None:
    with pytest.raises(Invalid):
        ratings.stars(value)


@pytest.mark.parametrize(
    ("total", "count", "shown"),
    [
        (0, 0, ""),
        (5, 1, ""),
        (10, 2, ""),
        (15, 3, "5.0"),
        (14, 3, "4.7"),
        (13, 3, "4.3"),
        (17, 4, "4.3"),
        (3, 3, "1.0"),
    ],
)
def test_an_average_of_few_is_not_shown(total: int, count: int, shown: str) -> None:
    assert ratings.average(total, count) == shown


@pytest.mark.parametrize(
    ("together_ms", "ended", "rated", "possible"),
    [
        (30_000, timedelta(0), None, True),
        (29_999, timedelta(0), None, False),
        (0, timedelta(0), None, False),
        (30_000, None, None, False),
        (30_000, timedelta(days=30), None, True),
        (30_000, timedelta(days=30, seconds=1), None, False),
        (30_000, timedelta(days=30, seconds=1), timedelta(hours=48), True),
        (30_000, timedelta(days=3), timedelta(hours=48, seconds=1), False),
    ],
)
def test_when(together_ms: int, ended: timedelta | None, rated: timedelta | None, possible: bool) -> None:
    said = ratings.why_not(
        together_ms,
        NOON - ended if ended is not None else None,
        NOON - rated if rated is not None else None,
        NOON,
        WINDOW,
    )
    assert (said == "") is possible
