"""What a call costs: the rule that is stated before paying."""

import pytest

from onetoone.domain.calls import Ended
from onetoone.domain.meter import owed
from onetoone.domain.money import Money

TEN_MINUTES, LEAST = 600_000, 30_000


def cost(amount, two_way_ms, ended):
    return owed(Money(amount, "usd"), length_ms=TEN_MINUTES, two_way_ms=two_way_ms, ended=ended, least_ms=LEAST).amount


@pytest.mark.parametrize("ended", Ended)
def test_below_the_least_nothing_is_owed_whoever_ended_it(ended):
    assert cost(2500, LEAST - 1, ended) == 0


@pytest.mark.parametrize("ended", Ended)
def test_the_whole_length_costs_the_price_whoever_ended_it(ended):
    assert cost(2500, TEN_MINUTES, ended) == 2500


@pytest.mark.parametrize(
    ("two_way_ms", "ended", "expected"),
    [
        (LEAST, Ended.BY_FAN, 2500),
        (240_000, Ended.BY_FAN, 2500),
        (240_000, Ended.BY_CLOCK, 2500),
        (240_000, Ended.BY_CREATOR, 1000),
        (240_999, Ended.BY_CREATOR, 1000),  # whole seconds
        (241_000, Ended.BY_PLATFORM, 1004),  # 1004.17 rounds down
        (LEAST, Ended.BY_CREATOR, 125),
        (TEN_MINUTES + 5_000, Ended.BY_PLATFORM, 2500),
    ],
)
def test_only_the_delivered_share_when_the_creator_or_the_platform_cut_it_short(two_way_ms, ended, expected):
    assert cost(2500, two_way_ms, ended) == expected


def test_half_a_minor_unit_is_rounded_up():
    assert cost(5, 300_000, Ended.BY_CREATOR) == 3


def test_a_free_call_stays_free():
    assert cost(0, 240_000, Ended.BY_CREATOR) == 0
