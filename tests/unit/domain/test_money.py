"""Money: integers of minor units, whatever people type and whatever the currency."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onetoone.domain import locale
from onetoone.domain.errors import Invalid
from onetoone.domain.ids import AccountId, PaymentId
from onetoone.domain.ledger import capture
from onetoone.domain.money import Money, written


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("25", "usd", 2500),
        ("25.5", "usd", 2550),
        ("25,50", "eur", 2550),
        (" $25 ", "usd", 2500),
        ("0", "usd", 0),
        ("500", "jpy", 500),
        ("12.340", "kwd", 12340),
        ("25 EUR", "eur", 2500),
        ("KWD 7.5", "kwd", 7500),
        ("¥500", "jpy", 500),
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
        (Money(12500, "kwd"), "KWD\u00a012.500"),
        (Money(99, "gbp"), "£0.99"),
    ],
)
def test_money_in_words(money, words):
    assert str(money) == words


@given(st.integers(0, 9_999_999), st.sampled_from(["usd", "jpy", "kwd"]))
def test_what_is_shown_for_a_form_reads_back_as_the_same_money(tens, currency):
    amount = tens * 10
    assert Money.typed(Money(amount, currency).decimal, currency) == Money(amount, currency)


@pytest.mark.parametrize("text", ["12.345", "0.001"])
def test_the_last_of_three_decimals_is_0(text):
    with pytest.raises(Invalid, match="can only be 0"):
        Money.typed(text, "kwd")


@pytest.mark.parametrize("text", ["1.250", "1,250"])
def test_a_thousands_mark_is_never_guessed(text):
    for currency in ("usd", "jpy"):
        with pytest.raises(Invalid):
            Money.typed(text, currency)
    assert Money.typed(text, "kwd").amount == 1250


@pytest.mark.parametrize(
    ("manner", "amount", "currency", "words"),
    [
        ("en_US", 123_450, "usd", "$1,234.50"),
        ("de_DE", 123_450, "eur", "1.234,50\u00a0€"),
        ("de_DE", 2_500, "usd", "25\u00a0$"),
        ("fr_FR", 250_000, "jpy", "250\u202f000\u00a0JPY"),
        ("en_US", 12_500, "kwd", "KWD\u00a012.500"),
        ("sv_SE", 12_500, "kwd", "12,500\u00a0KWD"),
        ("en_US", -500, "usd", "−$5"),
        ("en_US", 99_999_999_999, "usd", "$999,999,999.99"),
    ],
)
def test_money_is_written_as_the_reader_would(manner, amount, currency, words):
    with locale.speaking(manner):
        assert written(amount, currency) == words


@pytest.mark.parametrize(
    ("amount", "currency", "basis_points", "fee"),
    [(2500, "usd", 2000, 500), (499, "jpy", 2000, 100), (7_510, "kwd", 2000, 1_500), (7_520, "kwd", 2000, 1_500)],
)
def test_a_fee_can_be_charged_in_its_currency(amount, currency, basis_points, fee):
    assert Money(amount, currency).fee(basis_points).amount == fee


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
