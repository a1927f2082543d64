""" "Call again": the form that begins a call, filled in as the one before was agreed."""

from sqlmodel import Session

from onetoone import routes
from onetoone.calls.views.shapes import Terms
from onetoone.calls.views.terms import terms
from onetoone.config import settings
from onetoone.domain.calls import Side
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.models import Account, Call


def again_href(call: Call, side: Side, other: Account) -> str:
    """Where the person on that side calls the other again."""
    if side is Side.CREATOR:
        page = routes.to(routes.SET_UP, fan_id=other.id)
    else:
        page = routes.to(routes.ASK, handle=other.handle)
    return f"{page}?again={call.id}"


def as_before(session: Session, actor: Actor, call_id: object, *, other_id: str, currency: str) -> Terms | None:
    """The terms of that earlier call of the two, in the currency that counts now; None for anything else."""
    call = session.get(Call, call_id) if isinstance(call_id, str) else None
    if call is None or {call.creator_id, call.fan_id} != {actor.id, other_id} or call.currency != currency:
        return None
    price = Money(call.price, call.currency)
    return terms(price, call.kind, call.minutes, settings().fee_basis_points, call.tips_allowed)
