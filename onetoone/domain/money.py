"""Money is an integer of minor units and a currency (lower-case ISO 4217, as Stripe writes it)."""

import re
from dataclasses import dataclass
from typing import Self

from onetoone.domain.errors import Invalid

# Exponents that are not 2: https://docs.stripe.com/currencies#zero-decimal and #three-decimal
_EXPONENTS = dict.fromkeys(
    ("bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"), 0
) | dict.fromkeys(("bhd", "jod", "kwd", "omr", "tnd"), 3)
_SYMBOLS = {"usd": "$", "eur": "€", "gbp": "£", "jpy": "¥"}
_LARGEST = (
    99_999_999  # Stripe's cap on an amount: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
)
_TYPED = re.compile(r"[0-9]{1,9}(?:[.,][0-9]{1,3})?", re.ASCII)


def exponent(currency: str) -> int:
    """How many decimals the currency has: 0, 2 or 3."""
    return _EXPONENTS.get(currency, 2)


@dataclass(frozen=True, slots=True)
class Money:
    """`amount` minor units of `currency`; never a float, never negative."""

    amount: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.amount) is not int or not 0 <= self.amount <= _LARGEST:
            raise Invalid("That amount isn't possible.")
        if not re.fullmatch(r"[a-z]{3}", self.currency):
            raise Invalid("We don't know that currency.")

    @classmethod
    def typed(cls, text: str, currency: str) -> Self:
        """What a person typed into a price field: "25", "25.50", "$25" or "25,5". Anything else is `Invalid`."""
        bare = text.strip().removeprefix(_SYMBOLS.get(currency, "\0")).strip() if isinstance(text, str) else ""
        if not _TYPED.fullmatch(bare):
            raise Invalid("Please write the amount as a number, like 25 or 25.50.")
        whole, _, decimals = bare.replace(",", ".").partition(".")
        places = exponent(currency)
        if len(decimals) > places:
            raise Invalid("That has more decimals than the currency knows.")
        return cls(int(whole) * 10**places + int(decimals.ljust(places, "0") or 0), currency)

    @property
    def decimal(self) -> str:
        """The amount as a plain decimal number: "25.00", or "500" in yen."""
        places = exponent(self.currency)
        if places == 0:
            return str(self.amount)
        whole, minor = divmod(self.amount, 10**places)
        return f"{whole}.{minor:0{places}d}"

    def __str__(self) -> str:
        """For people: "$25", "$25.50", "¥500", "12.500 KWD"."""
        number = self.decimal
        if exponent(self.currency) == 2:
            number = number.removesuffix(".00")
        symbol = _SYMBOLS.get(self.currency)
        return f"{symbol}{number}" if symbol else f"{number} {self.currency.upper()}"

    def fee(self, basis_points: int) -> "Money":
        """The platform's share, rounded half up to whole minor units."""
        return Money((self.amount * basis_points + 5_000) // 10_000, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise Invalid("Those are two different currencies.")
        return Money(self.amount - other.amount, self.currency)
