"""Money: integers of minor units, whatever people type and whatever the currency."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onetoone.domain.errors import Invalid
from onetoone.domain.ids import AccountId, PaymentId
from onetoone.domain.ledger import capture
from onetoone.domain.money import Money


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("25", "usd", 2500),
        ("25.5", "usd", 2550),
        ("25,50", "eur", 2550),
        (" $25 ", "usd", 2500),
        ("0", "usd", 0),
        ("500", "jpy", 500),
        ("12.345", "kwd", 12345),
        ("12.3", "kwd", 12300),
    ],
)
def test_what_people_type(text, currency, amount):
    assert Money.typed(text, currency) == Money(amount, currency)


@pytest.mark.parametrize(
    "text",
    ["", "-5", "5e2", "NaN", "Infinity", "1_000", "2.505", "٥", "5 5", "0x10", "1" * 10, "five", None, 5, True, []],
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(Invalid):
        Money.typed(text, "usd")


def test_yen_have_no_decimals():
    with pytest.raises(Invalid):
        Money.typed("5.5", "jpy")


@pytest.mark.parametrize("amount", [-1, 100_000_000, 4.5, True, "500", None, float("nan")])
def test_an_impossible_amount_is_refused(amount):
    with pytest.raises(Invalid):
        Money(amount, "usd")


@pytest.mark.parametrize(
    ("money", "words"),
    [
        (Money(2500, "usd"), "$25"),
        (Money(2550, "usd"), "$25.50"),
        (Money(5, "usd"), "$0.05"),
        (Money(500, "jpy"), "¥500"),
        (Money(12500, "kwd"), "12.500 KWD"),
        (Money(99, "gbp"), "£0.99"),
    ],
)
def test_money_in_words(money, words):
    assert str(money) == words


@given(st.integers(0, 99_999_999), st.sampled_from(["usd", "jpy", "kwd"]))
def test_what_is_shown_for_a_form_reads_back_as_the_same_money(amount, currency):
    assert Money.typed(Money(amount, currency).decimal, currency) == Money(amount, currency)


@given(st.integers(0, 99_999_999), st.integers(0, 10_000))
def test_a_fee_never_takes_more_than_there_is(amount, basis_points):
    assert 0 <= Money(amount, "usd").fee(basis_points).amount <= amount


@given(st.integers(1, 99_999_999), st.integers(0, 10_000), st.integers(0, 5_000))
def test_every_capture_sums_to_zero(gross, basis_points, processing):
    fee = Money(gross, "usd").fee(basis_points).amount
    payment, payee = PaymentId("pay_1"), AccountId("acct_1")
    _, lines = capture(payment, payee, gross=gross, fee=fee, processing=min(processing, gross))
    assert sum(line.amount for line in lines) == 0
    assert len({line.account for line in lines}) == len(lines)
