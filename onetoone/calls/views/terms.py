"""Terms in words: what the fan pays, what the creator keeps."""

from onetoone.calls.views.shapes import Terms
from onetoone.domain.money import Money, symbol
from onetoone.domain.words import _


def terms(price: Money, kind: str, minutes: int, fee_basis_points: int, tips_allowed: bool) -> Terms:
    """The terms as both read them."""
    fee = price.fee(fee_basis_points)
    return Terms(
        kind=str(kind),
        minutes=minutes,
        price=price_in_words(price),
        price_amount=price.amount,
        price_typed=typed(price),
        currency=price.currency,
        symbol=symbol(price.currency),
        fee=str(fee),
        keeps=str(price - fee),
        free=price.amount == 0,
        tips_allowed=tips_allowed,
    )


def typed(price: Money) -> str:
    """As one would type it into a form: "25", "12.50"."""
    return price.decimal.removesuffix(".00")


def price_in_words(price: Money) -> str:
    """ "Free" for nothing."""
    return _("Free") if price.amount == 0 else str(price)


def paid_line(name: str, price: Money, fee_basis_points: int) -> str:
    """The live line of the set-up: "Leo pays $25, you keep $20"."""
    if price.amount == 0:
        return _("Free for {name}", name=name)
    kept = price - price.fee(fee_basis_points)
    return _("{name} pays {price}, you keep {kept}", name=name, price=price, kept=kept)
