"""When nobody is disturbed, hour by hour, over midnight and over the days on which the clocks change."""

from datetime import UTC, datetime

import pytest

from onetoone.domain import quiet
from onetoone.domain.errors import Invalid
from onetoone.domain.quiet import Quiet

NIGHT = (22 * 60, 8 * 60)
NAP = (13 * 60, 14 * 60 + 30)
BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"


def at(text: str) -> datetime:
    """UTC."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("hours", "zone", "now", "is_quiet", "ends"),
    [
        (NAP, "UTC", "2026-05-01 12:59", False, None),
        (NAP, "UTC", "2026-05-01 13:00", True, "2026-05-01 14:30"),
        (NAP, "UTC", "2026-05-01 14:29", True, "2026-05-01 14:30"),
        (NAP, "UTC", "2026-05-01 14:30", False, None),
        # over midnight
        (NIGHT, "UTC", "2026-05-01 21:59", False, None),
        (NIGHT, "UTC", "2026-05-01 22:00", True, "2026-05-02 08:00"),
        (NIGHT, "UTC", "2026-05-02 00:00", True, "2026-05-02 08:00"),
        (NIGHT, "UTC", "2026-05-02 08:00", False, None),
        # in the person's own zone
        (NIGHT, BERLIN, "2026-05-01 19:59", False, None),
        (NIGHT, BERLIN, "2026-05-01 20:00", True, "2026-05-02 06:00"),
        (NIGHT, NEW_YORK, "2026-05-02 03:00", True, "2026-05-02 12:00"),
        # the night in which an hour is missing, and the one that has an hour twice
        (NIGHT, BERLIN, "2026-03-28 21:00", True, "2026-03-29 06:00"),
        (NIGHT, BERLIN, "2026-10-24 20:00", True, "2026-10-25 07:00"),
        # no zone is UTC, and so is one that nobody knows
        (NIGHT, "", "2026-05-01 22:00", True, "2026-05-02 08:00"),
        (NIGHT, "Mars/Base", "2026-05-01 22:00", True, "2026-05-02 08:00"),
        (None, BERLIN, "2026-05-02 00:00", False, None),
    ],
)
def test_quiet_hours(hours, zone, now, is_quiet, ends):
    hush = Quiet(hours=hours, zone=zone)
    assert hush.at(at(now)) is is_quiet
    assert hush.ends(at(now)) == (at(ends) if ends else None)


@pytest.mark.parametrize(
    ("hush", "is_quiet", "ends"),
    [
        (Quiet(), False, None),
        (Quiet(on=True), True, None),
        (Quiet(on=True, until=at("2026-05-01 13:00")), True, "2026-05-01 13:00"),
        (Quiet(on=True, until=at("2026-05-01 12:00")), False, None),
        (Quiet(on=False, until=at("2026-05-01 13:00")), False, None),
        # one follows upon the other
        (Quiet(on=True, until=at("2026-05-01 23:00"), hours=NIGHT), True, "2026-05-02 08:00"),
        (Quiet(on=True, until=at("2026-05-01 12:30"), hours=NIGHT), True, "2026-05-01 12:30"),
        (Quiet(on=True, hours=NAP), True, None),
    ],
)
def test_do_not_disturb_at_noon(hush, is_quiet, ends):
    noon = at("2026-05-01 12:00")
    assert hush.at(noon) is is_quiet
    assert hush.ends(noon) == (at(ends) if ends else None)


@pytest.mark.parametrize(
    ("now", "named"),
    [
        ("2026-05-01 08:00", {"hour": "2026-05-01 09:00", "evening": "2026-05-01 16:00", "open": None}),
        ("2026-05-01 15:30", {"hour": "2026-05-01 16:30", "morning": "2026-05-02 06:00", "open": None}),
        ("2026-05-01 23:30", {"hour": "2026-05-02 00:30", "morning": "2026-05-02 06:00", "open": None}),
    ],
)
def test_for_how_long_one_may_ask(now, named):
    """In Berlin, two hours ahead: until this evening, or once that has nearly come, until the morning."""
    assert quiet.whiles(at(now), BERLIN) == {name: at(end) if end else None for name, end in named.items()}


@pytest.mark.parametrize(("typed", "minute"), [("00:00", 0), ("22:30", 1350), ("7:05", 425), ("23:59:00", 1439)])
def test_times_as_a_form_sends_them(typed, minute):
    assert quiet.minutes(typed) == minute
    assert quiet.minutes(quiet.clock(minute)) == minute


@pytest.mark.parametrize("typed", ["", "24:00", "12:60", "noon", None, "-1:00", 7, ["22:00"], {"a": 1}])
def test_times_that_are_none(typed):
    with pytest.raises(Invalid):
        quiet.minutes(typed)


@pytest.mark.parametrize("typed", ["", "Mars/Base", None, "../../etc/passwd", "x" * 200, 3, ["UTC"]])
def test_zones_that_are_none(typed):
    with pytest.raises(Invalid):
        quiet.zone(typed)


def test_zones_as_browsers_name_them():
    assert [quiet.zone(name) for name in (BERLIN, "UTC", "Etc/GMT+5")] == [BERLIN, "UTC", "Etc/GMT+5"]
