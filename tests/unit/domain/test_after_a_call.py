"""The tables of refunds, problems and disputes: every pair they lack is refused, in words."""

from itertools import product

import pytest

from onetoone.domain import disputes, problems, refunds
from onetoone.domain.errors import Refused
from onetoone.domain.ids import AccountId
from onetoone.domain.ledger import Line, dispute, dispute_lost, dispute_won, part_of_fee, refund, refund_failed

MARA = AccountId("acc_mara")
TABLES = (refunds, problems, disputes)


@pytest.mark.parametrize("table", TABLES)
def test_every_pair_of_the_table_leads_where_it_says_and_all_others_are_refused(table) -> None:
    refused = 0
    for status, move in product(table.Status, table.Move):
        if (status, move) in table.TRANSITIONS:
            assert table.after(status, move) is table.TRANSITIONS[status, move]
        else:
            refused += 1
            with pytest.raises(Refused) as told:
                table.after(status, move)
            assert told.value.user_message.endswith(".")
    assert refused == len(table.Status) * len(table.Move) - len(table.TRANSITIONS)


@pytest.mark.parametrize("table", TABLES)
def test_every_status_can_be_reached(table) -> None:
    reached = {next(iter(table.Status)), *table.TRANSITIONS.values()}
    starts = {disputes.Status.OPEN}  # a dispute may begin as an inquiry or at once
    assert reached | starts >= set(table.Status)


def test_a_refund_that_looked_well_can_still_fail_but_a_failed_one_is_over() -> None:
    assert refunds.after(refunds.Status.SUCCEEDED, refunds.Move.FAIL) is refunds.Status.FAILED
    assert not [pair for pair in refunds.TRANSITIONS if pair[0] in (refunds.Status.FAILED, refunds.Status.REFUSED)]


def test_what_counts_as_given_is_all_but_what_came_back() -> None:
    assert set(refunds.Status) - refunds.GIVEN == {refunds.Status.FAILED, refunds.Status.REFUSED}


@pytest.mark.parametrize(
    ("here", "there", "moves"),
    [
        ("open", "won", ["win"]),
        ("inquired", "lost", ["escalate", "lose"]),
        ("inquired", "reviewed", ["escalate", "submit"]),
        ("reviewed", "reviewed", []),
    ],
)
def test_news_may_skip_a_step(here: str, there: str, moves: list[str]) -> None:
    assert disputes.way(disputes.Status(here), disputes.Status(there)) == moves


@pytest.mark.parametrize("path", ["won open", "reviewed open", "lost won", "open closed"])
def test_a_dispute_never_goes_back(path: str) -> None:
    here, there = path.split()
    with pytest.raises(Refused):
        disputes.way(disputes.Status(here), disputes.Status(there))


def test_a_word_of_stripes_that_nobody_knows_hides_nothing() -> None:
    assert disputes.heard("a new word") is disputes.Status.OPEN


@pytest.mark.parametrize("parts", [[2500], [1250, 1250], [1, 2499], [833, 833, 834], [7] * 357 + [1]])
@pytest.mark.parametrize("fee", [0, 1, 500, 2500])
def test_parts_that_make_a_whole_give_the_whole_fee_back(parts: list[int], fee: int) -> None:
    given, gone = 0, 0
    for amount in parts:
        given += amount
        back = part_of_fee(fee=fee, captured=2500, given=given, fee_given=gone)
        assert 0 <= back <= amount
        gone += back
    assert (given, gone) == (2500, fee)


def test_a_part_of_the_fee_can_be_moved_in_its_currency() -> None:
    parts = [
        part_of_fee(fee=1500, captured=7510, given=given, fee_given=gone, step=10)
        for given, gone in [(1000, 0), (7500, 200), (7510, 1500)]
    ]
    assert parts == [200, 1300, 0]


def _sums(*transactions: tuple[str, list[Line]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for _, lines in transactions:
        assert sum(line.amount for line in lines) == 0
        for line in lines:
            sums[line.account] = sums.get(line.account, 0) + line.amount
    return {account: amount for account, amount in sums.items() if amount}


def test_a_refund_that_failed_nets_to_nothing() -> None:
    given = refund("r1", MARA, amount=1000, fee=200, ripe=False)
    assert _sums(given, refund_failed("r1", MARA, amount=1000, fee=200, ripe=False)) == {}


def test_while_a_bank_decides_the_share_is_held() -> None:
    taken = dispute("d1", MARA, amount=2500, part=2000, fee=1500, ripe=True)
    assert _sums(taken) == {
        "stripe_clearing": -4000,
        "stripe_fees": 1500,
        "stripe_disputed": 2500,
        "creator:acc_mara:available": 2000,
        "creator:acc_mara:dispute_hold": -2000,
    }


def test_a_dispute_that_was_won_costs_only_its_fee() -> None:
    taken = dispute("d1", MARA, amount=2500, part=2000, fee=1500, ripe=False)
    won = dispute_won("d1", MARA, amount=2500, part=2000, fee_back=0, ripe=False)
    assert _sums(taken, won) == {"stripe_clearing": -1500, "stripe_fees": 1500}


def test_a_dispute_that_was_lost_takes_both_shares() -> None:
    taken = dispute("d1", MARA, amount=2500, part=2000, fee=1500, ripe=False)
    lost = dispute_lost("d1", MARA, amount=2500, part=2000)
    assert _sums(taken, lost) == {
        "stripe_clearing": -4000,
        "stripe_fees": 1500,
        "platform_revenue": 500,
        "creator:acc_mara:pending": 2000,
    }
