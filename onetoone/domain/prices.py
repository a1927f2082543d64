"""Which currencies a creator may choose, and what a price or a tip may be in each."""

from collections.abc import Sequence
from dataclasses import dataclass

from babel.numbers import get_currency_name

from onetoone.domain.errors import Invalid
from onetoone.domain.locale import spoken
from onetoone.domain.money import Money, exponent, step
from onetoone.domain.words import _

# By currency: the least that Stripe charges, and what is asked where a dollar is asked elsewhere. Minor units.
# https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
_LEAST_AND_UNIT = {
    "usd": (50, 100),
    "eur": (50, 100),
    "gbp": (30, 100),
    "chf": (50, 100),
    "cad": (50, 100),
    "aud": (50, 100),
    "nzd": (50, 100),
    "sek": (300, 1_000),
    "nok": (300, 1_000),
    "dkk": (250, 500),
    "pln": (200, 400),
    "czk": (1_500, 2_000),
    "mxn": (1_000, 2_000),
    "brl": (50, 500),
    "inr": (50, 5_000),
    "sgd": (50, 100),
    "hkd": (400, 800),
    "jpy": (50, 100),
    "krw": (100, 1_000),
    "kwd": (150, 300),
    "bhd": (190, 400),
    "omr": (190, 400),
    "jod": (360, 700),
    "tnd": (1_600, 3_000),
}
CURRENCIES = tuple(_LEAST_AND_UNIT)


def currency_of(typed: object) -> str:
    """A currency that is offered; `Invalid` for any other."""
    if isinstance(typed, str) and typed in _LEAST_AND_UNIT:
        return typed
    raise Invalid(_("We don't know that currency."))


def currency_name(currency: str) -> str:
    """ "US Dollar (USD)", in the locale that is spoken."""
    return f"{get_currency_name(currency.upper(), locale=spoken())} ({currency.upper()})"


def least_charge(currency: str) -> int:
    """The least that Stripe charges a card in this currency; minor units."""
    return _LEAST_AND_UNIT[currency][0]


@dataclass(frozen=True, slots=True)
class PriceList:
    """What may be asked and given in one currency. Amounts in minor units."""

    currency: str
    least: int
    most: int
    least_tip: int
    most_tip: int
    most_tips: int  # in one call
    presets: tuple[int, ...]
    least_payout: int
    usual: tuple[int, int]  # what a new creator starts from: by video, by audio

    def price(self, typed: object) -> Money:
        """What was typed as the price of a call."""
        if not isinstance(typed, str):
            raise Invalid(_("Please write the price as a number, like 25 or 25.50."))
        price = Money.typed(typed, self.currency)
        self.check(price)
        return price

    def check(self, price: Money) -> None:
        """Free, or within the bounds, and nothing that a card can't be charged with."""
        if price.currency != self.currency:
            raise Invalid(_("Your prices are in {currency}.", currency=self.currency.upper()))
        if price.amount and not self.least <= price.amount <= self.most:
            least, most = self._said(self.least), self._said(self.most)
            raise Invalid(_("A price can be 0, or between {least} and {most}.", least=least, most=most))
        if price.amount % step(self.currency):
            raise Invalid(_("That amount can't be charged. Please round it."))

    def check_tip(self, tip: Money) -> None:
        if not self.least_tip <= tip.amount <= self.most_tip or tip.amount % step(self.currency):
            least, most = self._said(self.least_tip), self._said(self.most_tip)
            raise Invalid(_("A tip can be between {least} and {most}.", least=least, most=most))

    def _said(self, amount: int) -> Money:
        return Money(amount, self.currency)


def price_list(
    currency: str,
    *,
    home: str,
    least: int,
    most: int,
    least_tip: int,
    most_tip: int,
    most_tips: int,
    presets: Sequence[int],
    least_payout: int = 1_000,
    usual: tuple[int, int] = (25, 15),
) -> PriceList:
    """The deployment's own amounts, in its `home` currency, as they are in another: round figures, no exchange rate.

    Never below what Stripe charges at the least. `usual` in units of about a dollar.
    """
    floor, unit = _LEAST_AND_UNIT.get(currency, (1, 10 ** exponent(currency)))
    home_unit = _LEAST_AND_UNIT.get(home, (1, 10 ** exponent(home)))[1]

    def here(amount: int) -> int:
        return amount if currency == home else amount * unit // home_unit // step(currency) * step(currency)

    return PriceList(
        currency=currency,
        least=max(floor, here(least)),
        most=here(most),
        least_tip=max(floor, here(least_tip)),
        most_tip=here(most_tip),
        most_tips=here(most_tips),
        presets=tuple(here(preset) for preset in presets),
        least_payout=max(1, here(least_payout)),
        usual=(usual[0] * unit, usual[1] * unit),
    )
