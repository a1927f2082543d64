"""What a new call starts from: whom with, and the usual terms of each kind."""

from dataclasses import dataclass, field

from sqlmodel import Session, select

from onetoone import routes
from onetoone.calls.views.again import as_before
from onetoone.calls.views.people import person
from onetoone.calls.views.shapes import Person, Terms
from onetoone.calls.views.terms import terms
from onetoone.config import settings
from onetoone.domain.calls import Kind
from onetoone.domain.errors import NotFound
from onetoone.domain.money import Money, symbol
from onetoone.domain.people import Actor
from onetoone.models import Account, RateCard


@dataclass(frozen=True, slots=True)
class SetUpView:
    other: Person = field(default_factory=Person)
    video: Terms = field(default_factory=Terms)
    audio: Terms = field(default_factory=Terms)
    again: Terms = field(default_factory=Terms)  # of the earlier call that is to be had again; no price: of none
    taking_calls: bool = False
    covers_camera: bool = False
    symbol: str = ""
    currency: str = ""
    fee_basis_points: int = 0
    thread_href: str = ""


def set_up(
    session: Session, actor: Actor, *, fan_id: object = None, handle: object = None, again: str = ""
) -> SetUpView:
    """For the creator, whom `fan_id` names; for the fan, the creator whom `handle` names. `again`: an earlier call."""
    by = Account.id == fan_id if fan_id is not None else Account.handle == handle
    other = session.exec(select(Account).where(by)).first()
    card = session.get(RateCard, actor.id if fan_id is not None else (other.id if other else ""))
    if other is None or card is None or other.id == actor.id:
        raise NotFound
    s = settings()

    def usual(kind: Kind, price: int, minutes: int) -> Terms:
        return terms(Money(price, card.currency), kind, minutes, s.fee_basis_points, card.tips_allowed)

    return SetUpView(
        other=person(other),
        video=usual(Kind.VIDEO, card.video_price, card.video_minutes),
        audio=usual(Kind.AUDIO, card.audio_price, card.audio_minutes),
        again=as_before(session, actor, again, other_id=other.id, currency=card.currency) or Terms(),
        taking_calls=card.taking_calls,
        covers_camera=card.covers_camera and actor.id == card.account_id,
        symbol=symbol(card.currency),
        currency=card.currency,
        fee_basis_points=s.fee_basis_points,
        thread_href=routes.to(routes.MESSAGE_TO, handle=other.handle),
    )
