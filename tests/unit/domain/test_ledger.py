"""The lines of each money event, and what no transaction may be."""

import pytest

from onetoone.domain import ledger
from onetoone.domain.ids import AccountId, PaymentId
from onetoone.domain.ledger import Line

MARA, PAYMENT = AccountId("acc_mara"), PaymentId("pay_1")


@pytest.mark.parametrize(
    ("gross", "fee", "processing"), [(2500, 500, 103), (1, 0, 0), (50, 10, 50), (99_999_999, 20_000_000, 3)]
)
def test_a_capture_says_who_has_what_of_it_and_sums_to_zero(gross: int, fee: int, processing: int) -> None:
    txn, lines = ledger.capture(PAYMENT, MARA, gross=gross, fee=fee, processing=processing)
    books = {line.account: line.amount for line in lines}
    assert txn == "cap:pay_1"
    assert sum(books.values()) == 0
    assert books[ledger.pending(MARA)] == fee - gross
    assert books.get(ledger.STRIPE_CLEARING, 0) + books.get(ledger.STRIPE_FEES, 0) == gross


def test_what_is_available_is_no_longer_pending() -> None:
    txn, lines = ledger.made_available(PAYMENT, MARA, amount=2000)
    assert (txn, lines) == (
        "avl:pay_1",
        [Line("creator:acc_mara:pending", 2000), Line("creator:acc_mara:available", -2000)],
    )


@pytest.mark.parametrize(
    "lines",
    [
        [Line("a", 1)],
        [Line("a", 1), Line("b", -2)],
        [Line("a", 1), Line("a", 1), Line("b", -2)],
        [Line("a", True), Line("b", -1)],
        [Line("a", 1.0), Line("b", -1)],  # type: ignore[arg-type]
    ],
)
def test_a_transaction_that_does_not_balance_is_refused(lines: list[Line]) -> None:
    with pytest.raises(ArithmeticError):
        ledger.balanced(lines)


def test_lines_of_nothing_are_left_out() -> None:
    assert ledger.balanced([Line("a", 0), Line("b", 2), Line("c", -2)]) == [Line("b", 2), Line("c", -2)]


def test_an_account_knows_whose_it_is() -> None:
    for of in (ledger.pending, ledger.available, ledger.dispute_hold, ledger.payouts_in_transit):
        assert ledger.owner(of(MARA)) == MARA
    for account in (ledger.STRIPE_CLEARING, ledger.STRIPE_FEES, ledger.PLATFORM_REVENUE):
        assert ledger.owner(account) is None
