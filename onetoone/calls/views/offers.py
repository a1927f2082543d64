"""A creator's offers, in words for lists and in numbers for a form."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from onetoone.calls.views.terms import price_in_words, typed
from onetoone.calls.views.words import what
from onetoone.domain.money import Money, symbol
from onetoone.domain.people import Actor
from onetoone.domain.words import _
from onetoone.models import OfferTemplate, RateCard


@dataclass(frozen=True, slots=True)
class Offer:
    """`line`: "Video call · 15 min · $25". `price_typed` is empty when the price is in a currency that the creator has
    left: it has to be set anew."""

    id: str = ""
    name: str = ""
    kind: str = "video"
    price_typed: str = ""
    minutes: int = 15
    message: str = ""
    tips_allowed: bool = True
    line: str = ""


def offers(session: Session, actor: Actor) -> list[Offer]:
    """The actor's own, in the order in which they were made."""
    card = session.get(RateCard, actor.id)
    kept = select(OfferTemplate).where(OfferTemplate.creator_id == actor.id)
    ordered = kept.order_by(col(OfferTemplate.created_at), col(OfferTemplate.id))
    return [_offer(row, card.currency if card else "") for row in session.exec(ordered)]


def currency_of(session: Session, actor: Actor) -> tuple[str, str]:
    """In which currency the actor makes offers, and its symbol."""
    currency = session.get_one(RateCard, actor.id).currency
    return currency, symbol(currency)


def _offer(row: OfferTemplate, currency: str) -> Offer:
    price, minutes = Money(row.price, row.currency), _("{minutes} min", minutes=row.minutes)
    return Offer(
        id=row.id,
        name=row.name,
        kind=str(row.kind),
        price_typed=typed(price) if row.currency == currency else "",
        minutes=row.minutes,
        message=row.message,
        tips_allowed=row.tips_allowed,
        line=f"{what(row.kind)} · {minutes} · {price_in_words(price)}",
    )
