"""What may be asked and given in each currency."""

import pytest

from onetoone.config import Settings
from onetoone.domain.errors import Invalid
from onetoone.domain.money import Money, exponent, step
from onetoone.domain.prices import CURRENCIES, PriceList, currency_name, currency_of
from stripe_sandbox import money as stripe


def prices(currency: str) -> PriceList:
    return Settings.model_construct().prices(currency)


@pytest.mark.parametrize("currency", CURRENCIES)
def test_whatever_is_suggested_or_allowed_can_be_charged(currency: str) -> None:
    here = prices(currency)
    assert here.least_tip <= min(here.presets)
    assert max(here.presets) <= here.most_tip
    for amount in (here.least, here.most, here.least_tip, here.most_tip, *here.presets, *here.usual):
        stripe.check_charge(amount, currency)  # raises what Stripe would answer
    for usual in here.usual:
        here.check(Money(usual, currency))


@pytest.mark.parametrize("currency", CURRENCIES)
def test_stripe_and_we_count_the_same_decimals(currency: str) -> None:
    assert exponent(currency) == stripe.exponent(currency)
    assert step(currency) == (10 if exponent(currency) == 3 else 1)
    assert currency.upper() in currency_name(currency)


@pytest.mark.parametrize(
    ("currency", "good", "bad"),
    [
        ("usd", ["0", "1", "25.50", "1000"], ["0.99", "1000.01", "25.505", "-1", "1e3"]),
        ("jpy", ["0", "100", "2500"], ["99", "25.5", "100001"]),
        ("kwd", ["0", "0.300", "7.5"], ["0.290", "7.505", "7.5555", "300.010"]),
    ],
)
def test_a_price_is_checked_when_it_is_set(currency: str, good: list[str], bad: list[str]) -> None:
    for typed in good:
        assert prices(currency).price(typed).decimal
    for typed in bad:
        with pytest.raises(Invalid):
            prices(currency).price(typed)


def test_the_deployments_own_bounds_hold_in_its_own_currency() -> None:
    here = Settings(currency="eur", least_price=700, most_price=900).prices("eur")
    assert (here.least, here.most) == (700, 900)


def test_stripes_minimum_holds_whatever_the_deployment_says() -> None:
    assert Settings(least_price=1).prices("usd").least == 50
    assert Settings(least_price=1).prices("gbp").least == 30


def test_prices_in_another_currency_are_refused() -> None:
    with pytest.raises(Invalid, match="USD"):
        prices("usd").check(Money(2500, "eur"))


@pytest.mark.parametrize("typed", ["xxx", "USD", "", None, 5])
def test_an_unknown_currency_is_refused(typed: object) -> None:
    with pytest.raises(Invalid):
        currency_of(typed)


def test_a_deployment_may_offer_fewer() -> None:
    assert Settings(currency="usd", currencies="eur,gbp,xyz").offered_currencies == ("usd", "eur", "gbp")
    assert Settings().offered_currencies[0] == "usd"
