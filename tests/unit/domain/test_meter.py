"""What a call costs: the rule that is stated before paying, by the very table that docs/money.md shows."""

import re
from dataclasses import dataclass
from itertools import pairwise

import pytest

from launcher.paths import ROOT
from onetoone.domain.calls import Ended, Status
from onetoone.domain.meter import owed, owed_of_each, price_of_more, shares
from onetoone.domain.money import Money

TEN_MINUTES, LEAST = 600_000, 30_000

WHO = {
    "the creator": Ended.BY_CREATOR,
    "the fan": Ended.BY_FAN,
    "the clock": Ended.BY_CLOCK,
    "our side": Ended.BY_PLATFORM,
}


def cost(amount, two_way_ms, ended):
    return owed(Money(amount, "usd"), length_ms=TEN_MINUTES, two_way_ms=two_way_ms, ended=ended, least_ms=LEAST).amount


def documented():
    """The rows of the table of examples: call, both ways, ended by, captured, of which holds."""
    text = (ROOT / "docs" / "money.md").read_text()
    table = text.split("<!-- meter -->")[1]
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.strip().splitlines()]
    return rows[2:]


def milliseconds(text):
    """ "4 min 1 s" """
    found = re.fullmatch(r"(?:(\d+) min)? ?(?:([\d.]+) s)?", text)
    assert found
    assert text
    return int(found[1] or 0) * 60_000 + round(float(found[2] or 0) * 1000)


def agreed(text):
    """ "10 min $25 + 5 min $12.50": the length in ms, and the holds in minor units."""
    parts = [re.fullmatch(r"(\d+) min \$([\d.]+)", part.strip()) for part in text.split("+")]
    assert all(part is not None for part in parts)
    return sum(int(p[1]) for p in parts if p) * 60_000, [Money.typed(p[2], "usd").amount for p in parts if p]


@pytest.mark.parametrize("row", documented(), ids=lambda row: " · ".join(row[:3]))
def test_the_table_of_examples_is_what_is_captured(row):
    terms, both_ways, by, captured, of_each = row
    length, holds = agreed(terms)
    due = owed(
        Money(sum(holds), "usd"),
        length_ms=length,
        two_way_ms=milliseconds(both_ways),
        ended=WHO[by],
        least_ms=LEAST,
    )
    each = shares(due, holds, smallest=50)
    assert str(Money(sum(each), "usd")) == captured
    assert [str(Money(share, "usd")) for share in each] == of_each.split(" + ")


def test_the_table_has_every_way_to_end_and_an_extension():
    rows = documented()
    assert {row[2] for row in rows} == set(WHO)
    assert any("+" in row[0] for row in rows)
    assert len(rows) >= 12


@pytest.mark.parametrize("ended", Ended)
def test_below_the_least_nothing_is_owed_whoever_ended_it(ended):
    assert cost(2500, LEAST - 1, ended) == 0


@pytest.mark.parametrize("ended", Ended)
def test_the_whole_length_costs_the_price_whoever_ended_it(ended):
    assert cost(2500, TEN_MINUTES, ended) == 2500


@pytest.mark.parametrize(
    ("two_way_ms", "expected"),
    [(LEAST, 125), (240_000, 1000), (240_999, 1000), (241_000, 1004), (TEN_MINUTES + 5_000, 2500)],
)
def test_the_delivered_share_goes_by_whole_seconds(two_way_ms, expected):
    assert cost(2500, two_way_ms, Ended.BY_PLATFORM) == expected


def test_who_is_there_longer_never_pays_less():
    paid = [cost(2500, ms, Ended.BY_CREATOR) for ms in range(0, TEN_MINUTES + 1, 500)]
    assert all(before <= after for before, after in pairwise(paid))


def test_the_share_of_a_long_call_is_as_exact():
    half = owed(Money(2500, "usd"), length_ms=7_200_000, two_way_ms=3_600_000, ended=Ended.BY_CREATOR, least_ms=30_000)
    assert half.amount == 1250


def test_half_a_minor_unit_is_rounded_up():
    assert cost(5, 300_000, Ended.BY_CREATOR) == 3


def test_a_free_call_stays_free():
    assert cost(0, 240_000, Ended.BY_CREATOR) == 0


def more(amount, minutes, *, added=0, more=5, longest=120, least=100, currency="usd"):
    price = Money(amount, currency)
    cost = price_of_more(price, minutes=minutes, added=added, more=more, longest=longest, least=least)
    return cost.amount if cost else None


@pytest.mark.parametrize(
    ("amount", "minutes", "expected"),
    [(2500, 10, 1250), (2500, 15, 833), (2500, 12, 1042), (1000, 3, 1667), (1001, 10, 501)],
)
def test_more_minutes_cost_as_much_by_the_minute(amount, minutes, expected):
    assert more(amount, minutes) == expected


def test_more_minutes_are_not_to_be_had_everywhere():
    assert more(0, 10) is None  # a free call
    assert more(0, 10, least=0) is None
    assert more(1, 10, least=0) == 1
    assert more(2500, 10, more=0, least=0) is None  # switched off
    assert more(2500, 10, more=1) == 250
    assert more(2500, 10, added=105) == 1250
    assert more(2500, 10, added=106) is None  # longer than the longest
    assert more(190, 10) is None  # less than a card is asked for
    assert more(200, 10) == 100


@pytest.mark.parametrize(
    ("due", "holds", "expected"),
    [
        (0, [2500, 1250], [0, 0]),
        (1000, [2500, 1250], [1000, 0]),
        (2500, [2500, 1250], [2500, 0]),
        (2501, [2500, 1250], [2500, 1]),
        (3750, [2500, 1250], [2500, 1250]),
        (3000, [2500, 100, 1000], [2500, 100, 400]),
        (0, [], []),
    ],
)
def test_one_hold_is_used_up_before_the_next_is_touched(due, holds, expected):
    assert shares(Money(due, "usd"), holds, smallest=1) == expected


@pytest.mark.parametrize(
    ("due", "expected"),
    [(49, [0, 0]), (50, [50, 0]), (2549, [2500, 0]), (2550, [2500, 50]), (3750, [2500, 1250])],
)
def test_of_no_hold_less_is_taken_than_a_card_can_be_charged(due, expected):
    assert shares(Money(due, "usd"), [2500, 1250], smallest=50) == expected


@dataclass
class ACall:
    """10 minutes for $25 that the creator ended after 4, and 5 more minutes that were added."""

    status: Status = Status.ENDED
    ended: Ended | None = Ended.BY_CREATOR
    price: int = 2500
    currency: str = "usd"
    length_ms: int = 900_000
    two_way_ms: int = 240_000


def each(call, *, smallest=1, least_ms=LEAST):
    return owed_of_each(call, [2500, 1250], added=1250, least_ms=least_ms, smallest=smallest)


def test_with_added_minutes_it_is_one_longer_and_dearer_call():
    assert each(ACall()) == [1000, 0]
    assert each(ACall(two_way_ms=720_000)) == [2500, 500]
    assert each(ACall(two_way_ms=720_000), smallest=501) == [2500, 0]
    assert each(ACall(ended=Ended.BY_FAN)) == [2500, 1250]
    assert each(ACall(), least_ms=240_001) == [0, 0]


@pytest.mark.parametrize("status", [each for each in Status if each is not Status.ENDED])
def test_of_a_call_that_goes_on_or_never_took_place_nothing_is_owed(status):
    assert each(ACall(status)) == [0, 0]
    assert each(ACall(status, ended=None)) == [0, 0]


def test_who_ended_it_must_be_known():
    assert each(ACall(ended=None)) == [0, 0]
