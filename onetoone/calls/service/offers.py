"""A creator's offers: named terms to start a call from."""

from datetime import datetime

from sqlmodel import Session, func, select

from onetoone.calls.service.terms import kind_of, minutes_of, price_of
from onetoone.config import settings
from onetoone.domain import permissions
from onetoone.domain.errors import NotFound, Refused
from onetoone.domain.ids import new_id
from onetoone.domain.people import Actor
from onetoone.domain.text import clean
from onetoone.domain.words import _, n_
from onetoone.models import Account, OfferTemplate, RateCard

_LONGEST_NAME = 40


def keep_offer(
    session: Session,
    *,
    actor: Actor,
    offer_id: str = "",
    name: object,
    kind: object,
    price: object,
    minutes: object,
    message: object = "",
    tips_allowed: bool,
    now: datetime,
) -> OfferTemplate:
    """Write an offer down, or with `offer_id` change one of the actor's own. In the currency of their rate card."""
    permissions.require_creator(actor)
    session.get(Account, actor.id, with_for_update=True)  # two tabs, one after the other: they are counted
    cost = price_of(price, session.get_one(RateCard, actor.id).currency)
    if offer_id:
        offer = _own(session, actor, offer_id)
    else:
        _require_room(session, actor)
        offer = OfferTemplate(
            id=new_id("ofr"), creator_id=actor.id, name="", kind=kind_of(kind), price=0, currency=cost.currency,
            minutes=0, created_at=now,
        )  # fmt: skip
    offer.name = clean(name, most=_LONGEST_NAME, what=_("The name"), least=1)
    offer.kind, offer.minutes = kind_of(kind), minutes_of(minutes)
    offer.price, offer.currency = cost.amount, cost.currency
    offer.message = clean(message, most=settings().longest_note, what=_("The message"), multiline=True)
    offer.tips_allowed = tips_allowed is True
    session.add(offer)
    session.flush()
    return offer


def remove_offer(session: Session, *, actor: Actor, offer_id: str, now: datetime) -> None:
    """One of the actor's own. Calls that were started from it stay as they are."""
    session.delete(_own(session, actor, offer_id))


def _require_room(session: Session, actor: Actor) -> None:
    most = settings().most_offers
    kept = select(func.count()).select_from(OfferTemplate).where(OfferTemplate.creator_id == actor.id)
    if session.exec(kept).one() >= most:
        raise Refused(
            n_(
                "You can keep {n} offer. Remove it to make room.",
                "You can keep {n} offers. Remove one to make room.",
                most,
            )
        )


def _own(session: Session, actor: Actor, offer_id: object) -> OfferTemplate:
    offer = session.get(OfferTemplate, offer_id) if isinstance(offer_id, str) else None
    if offer is None or offer.creator_id != actor.id:
        raise NotFound(_("We couldn't find that offer."))
    return offer
