"""Money is an integer of minor units and a currency (lower-case ISO 4217, as Stripe writes it)."""

import re
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Self

from babel import Locale
from babel.numbers import get_currency_symbol

from onetoone.domain.errors import Invalid
from onetoone.domain.locale import spoken
from onetoone.domain.words import N_, _, said

# Exponents that are not 2: https://docs.stripe.com/currencies#zero-decimal and #three-decimal
_EXPONENTS = dict.fromkeys(
    ("bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"), 0
) | dict.fromkeys(("bhd", "jod", "kwd", "omr", "tnd"), 3)
_LARGEST = (
    99_999_999  # Stripe's cap on an amount: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
)
_TYPED = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,3})?", re.ASCII)
_LETTER_BEFORE_FIGURE = re.compile(r"([^\W\d_])(?=\d)")
_NO_NUMBER = {
    0: N_("Please write the amount as a number, like 2500."),
    2: N_("Please write the amount as a number, like 25 or 25.50."),
    3: N_("Please write the amount as a number, like 7.500."),
}


def exponent(currency: str) -> int:
    """How many decimals the currency has: 0, 2 or 3."""
    return _EXPONENTS.get(currency, 2)


def step(currency: str) -> int:
    """The smallest difference that can be charged: with three decimals the last one is always 0.

    https://docs.stripe.com/currencies#three-decimal
    """
    return 10 if exponent(currency) == 3 else 1


@dataclass(frozen=True, slots=True)
class Money:
    """`amount` minor units of `currency`; never a float, never negative."""

    amount: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.amount) is not int or not 0 <= self.amount <= _LARGEST:
            raise Invalid(_("That amount isn't possible."))
        if not re.fullmatch(r"[a-z]{3}", self.currency):
            raise Invalid(_("We don't know that currency."))

    @classmethod
    def typed(cls, text: str, currency: str) -> Self:
        """What a person typed into a price field: "25", "25.50", "$25", "25,5" or "25 EUR". Anything else is `Invalid`.

        A point and a comma both mark decimals, never thousands: nobody is charged for a guess.
        """
        bare = _bare(text, currency) if isinstance(text, str) else ""
        places = exponent(currency)
        if not _TYPED.fullmatch(bare):
            raise Invalid(said(_NO_NUMBER[places]))
        whole, _point, decimals = bare.replace(",", ".").partition(".")
        if len(decimals) > places:
            raise Invalid(_("That has more decimals than the currency knows."))
        amount = int(whole) * 10**places + int(decimals.ljust(places, "0") or 0)
        if amount % step(currency):
            code = currency.upper()
            raise Invalid(_("In {currency}, the last of three decimals can only be 0.", currency=code))
        return cls(amount, currency)

    @property
    def decimal(self) -> str:
        """The amount as a plain decimal number, for forms and files: "25.00", or "500" in yen."""
        return decimal(self.amount, self.currency)

    def __str__(self) -> str:
        """For people, in their own manner: "$25", "$25.50", "¥500", "KWD 12.500"; "25,50 $" in German."""
        return written(self.amount, self.currency)

    def share(self, part: int, whole: int) -> "Money":
        """`part` of `whole` of it, rounded half up to what can be charged."""
        unit = step(self.currency)
        return Money((self.amount * part * 2 + whole * unit) // (whole * unit * 2) * unit, self.currency)

    def fee(self, basis_points: int) -> "Money":
        """The platform's share, rounded half up to what can be charged; never more than there is."""
        share = self.share(basis_points, 10_000)
        return share if share.amount <= self.amount else Money(self.amount, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise Invalid(_("Those are two different currencies."))
        return Money(self.amount - other.amount, self.currency)


def decimal(amount: int, currency: str) -> str:
    """Minor units, of whatever size and sign, as a plain decimal number."""
    places = exponent(currency)
    if places == 0:
        return str(amount)
    whole, minor = divmod(abs(amount), 10**places)
    return f"{'-' if amount < 0 else ''}{whole}.{minor:0{places}d}"


def written(amount: int, currency: str) -> str:
    """The same for people, in the locale that is spoken: also sums, and what is taken away ("−$5")."""
    locale, places = spoken(), exponent(currency)
    whole = places == 2 and amount % 100 == 0
    figure = Decimal(decimal(abs(amount), currency))
    text: str = _pattern(locale, 0 if whole else places).apply(
        figure, Locale.parse(locale), currency=currency.upper(), currency_digits=False
    )
    return ("−" if amount < 0 else "") + _LETTER_BEFORE_FIGURE.sub("\\1\u00a0", text)


def symbol(currency: str) -> str:
    """What stands before a price in a form: "$", "€", "KWD"."""
    return _symbol(currency.upper(), spoken())


@lru_cache(maxsize=256)
def _pattern(locale: str, places: int) -> Any:
    # Our own count of decimals: for some currencies, Unicode's differs from that of those who charge the card.
    pattern = copy(Locale.parse(locale).currency_formats["standard"])
    pattern.frac_prec = (places, places)
    return pattern


@lru_cache(maxsize=256)
def _symbol(code: str, locale: str) -> str:
    return str(get_currency_symbol(code, locale=locale))


def _bare(text: str, currency: str) -> str:
    code = currency.upper()
    bare = text.strip()
    for sign in (code, currency, _symbol(code, spoken()), _symbol(code, "en_US")):
        if bare.startswith(sign) or bare.endswith(sign):
            return bare.removeprefix(sign).removesuffix(sign).strip()
    return bare
