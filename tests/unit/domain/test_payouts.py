"""Where an account stands, in our words; the life of a payout; and what both do to the ledger."""

import pytest

from onetoone.domain import ledger
from onetoone.domain.errors import Refused
from onetoone.domain.ids import AccountId, PaymentId
from onetoone.domain.payouts import (
    HEARD,
    OPEN,
    TRANSITIONS,
    AccountSeen,
    Move,
    Standing,
    Status,
    require_ready,
    standing,
)

MARA = AccountId("acc_mara")


@pytest.mark.parametrize(
    ("transfers", "past_due", "way_out", "was_ready", "expected"),
    [
        ("restricted", False, "provide_info", False, Standing.STARTED),
        ("restricted", True, "provide_info", False, Standing.RESTRICTED),
        ("restricted", False, "provide_info", True, Standing.RESTRICTED),
        ("restricted", False, "contact_stripe", False, Standing.RESTRICTED),
        ("pending", False, "no_resolution", False, Standing.CHECKING),
        ("pending", False, "no_resolution", True, Standing.CHECKING),
        ("active", False, "", False, Standing.READY),
        ("active", True, "", True, Standing.READY),
        ("rejected", False, "contact_stripe", False, Standing.RESTRICTED),
        ("unsupported", False, "no_resolution", False, Standing.RESTRICTED),
    ],
)
def test_where_an_account_stands(
    transfers: str, past_due: bool, way_out: str, was_ready: bool, expected: Standing
) -> None:
    seen = AccountSeen("acct_1", transfers, transfers, past_due=past_due, way_out=way_out)
    assert standing(seen, was_ready=was_ready) is expected


def test_only_a_ready_account_is_paid_out_and_the_others_are_told_why() -> None:
    require_ready(Standing.READY)
    said = set()
    for other in (None, Standing.STARTED, Standing.CHECKING, Standing.RESTRICTED):
        with pytest.raises(Refused) as refused:
            require_ready(other)
        said.add(refused.value.user_message)
    assert len(said) == 4


def test_a_failed_payout_stays_failed_and_an_open_one_has_both_ways_on() -> None:
    assert not [pair for pair in TRANSITIONS if pair[0] is Status.FAILED]
    for status in OPEN:
        assert TRANSITIONS[status, Move.ARRIVE] is Status.ARRIVED
        assert TRANSITIONS[status, Move.FAIL] is Status.FAILED
    assert set(HEARD.values()) == set(Move)


def test_every_way_of_a_payout_leaves_nothing_in_transit() -> None:
    sent = ledger.transfer(PaymentId("pay_1"), MARA, amount=2000)
    asked = ledger.payout("out_1", MARA, amount=2000)
    arrived = ledger.payout_arrived("out_1", MARA, amount=2000)
    never = ledger.payout_failed("out_1", MARA, amount=2000, had_arrived=False)
    back = ledger.payout_failed("out_1", MARA, amount=2000, had_arrived=True)
    assert total(sent, asked, arrived) == {"stripe_clearing": -2000, ledger.available(MARA): 2000}
    assert total(sent, asked, never) == total(sent)
    assert total(sent, asked, arrived, back) == total(sent)


def total(*transactions: ledger.Transaction) -> dict[str, int]:
    sums: dict[str, int] = {}
    for _, lines in transactions:
        for line in lines:
            sums[line.account] = sums.get(line.account, 0) + line.amount
    return {account: amount for account, amount in sums.items() if amount}
