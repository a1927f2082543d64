"""One's past calls, on either side: with whom, how they came out, what they cost or brought."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import case
from sqlmodel import Session, col, func, or_, select

from onetoone import routes
from onetoone.calls.views.again import again_href
from onetoone.calls.views.durations import length
from onetoone.calls.views.words import outcome, what
from onetoone.domain.calls import OVER, Side, Status
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.domain.words import _
from onetoone.models import Account, Block, Call, Payment, Rating
from onetoone.models.payment import STOOD, For
from onetoone.payments.service.refunding import fee_given
from onetoone.payments.views import let_go


class Took(StrEnum):
    """Which of them a list shows."""

    ALL = "all"
    PLACE = "place"  # they took place
    NONE = "none"  # they didn't


@dataclass(frozen=True, slots=True)
class PastCall:
    """`at`: ISO 8601 UTC. `lasted` is empty when it never connected, `amount` when no money moved; `money` says what
    the amount is: "Paid" or "Earned". `let_go`: why the price isn't, or not all of it.
    `stars` 0: the viewer has not rated it. `again_href` empty: nobody to call."""

    id: str = ""
    href: str = ""
    name: str = ""
    picture: str = ""
    kind: str = "video"
    what: str = ""
    at: str = ""
    lasted: str = ""
    outcome: str = ""
    let_go: str = ""
    took_place: bool = False
    money: str = ""
    amount: str = ""
    stars: int = 0
    line: str = ""
    receipt_href: str = ""
    again_href: str = ""


@dataclass(frozen=True, slots=True)
class PastCalls:
    """The newest of them, whether there are more, and how many each filter would show (by its value)."""

    rows: list[PastCall] = field(default_factory=list)
    more: bool = False
    counts: dict[str, int] = field(default_factory=dict)


def history(session: Session, actor: Actor, *, shown: Took = Took.ALL, search: str = "", most: int = 30) -> PastCalls:
    """The actor's own calls that are over, the newest first; a few statements whatever their number."""
    other = case((col(Call.creator_id) == actor.id, Call.fan_id), else_=Call.creator_id)
    mine = or_(Call.creator_id == actor.id, Call.fan_id == actor.id)
    over: Any = (
        select(Call, Account, Rating, Block.blocked_id)
        .join(Account, col(Account.id) == other)
        .outerjoin(Rating, (col(Rating.call_id) == Call.id) & (col(Rating.by_id) == actor.id))
        .outerjoin(Block, (col(Block.blocker_id) == actor.id) & (col(Block.blocked_id) == Account.id))
        .where(mine, col(Call.status).in_(OVER))
    )
    if search:
        over = over.where(col(Account.name).icontains(search, autoescape=True))
    chosen: dict[Took, Any] = {
        Took.ALL: col(Call.id).is_not(None),
        Took.PLACE: Call.status == Status.ENDED,
        Took.NONE: Call.status != Status.ENDED,
    }
    counted = over.with_only_columns(*(func.count().filter(condition) for condition in chosen.values()))
    counts = dict(zip((str(each) for each in chosen), session.execute(counted).one(), strict=True))
    newest = over.where(chosen[shown]).order_by(col(Call.ended_at).desc(), col(Call.id)).limit(most + 1)
    found = session.execute(newest).all()
    payments = let_go.of_calls(session, [call.id for call, *_ in found[:most]])
    rows = [_row(session, actor, *each, payments=payments[each[0].id]) for each in found[:most]]
    return PastCalls(rows, len(found) > most, counts)


def _row(
    session: Session,
    actor: Actor,
    call: Call,
    other: Account,
    rating: Rating | None,
    blocked: str | None,
    *,
    payments: list[Payment],
) -> PastCall:
    side = Side.CREATOR if call.creator_id == actor.id else Side.FAN
    headline, line = outcome(call, side, other.name)
    took_place = call.status is Status.ENDED
    money, amount = _money(session, call, side, payments)
    holds = [payment for payment in payments if payment.purpose is For.CALL and payment.status in STOOD]
    again = "" if blocked or not _can_call(side, other) else again_href(call, side, other)
    return PastCall(
        id=call.id,
        href=routes.to(routes.CALL, call_id=call.id),
        name=other.name,
        picture=other.picture,
        kind=str(call.kind),
        what=what(call.kind),
        at=(call.live_at or call.ended_at or call.created_at).isoformat(),
        lasted=length(call.two_way_ms) if took_place else "",
        outcome=line if took_place else headline,
        let_go=_let_go(call, payments, side, other.name),
        took_place=took_place,
        money=money,
        amount=amount,
        stars=rating.stars if rating else 0,
        line=rating.line if rating else "",
        receipt_href=routes.to(routes.RECEIPT, payment_id=holds[-1].id) if holds and side is Side.FAN else "",
        again_href=again,
    )


def _let_go(call: Call, payments: list[Payment], side: Side, other: str) -> str:
    why = let_go.of_call(call, payments, to=side, name=other)
    if not why:
        return ""
    if any(payment.captured for payment in payments if payment.purpose is not For.TIP):
        return _("Part charged. {why}", why=why)
    return _("Nothing charged. {why}", why=why)


def _money(session: Session, call: Call, side: Side, payments: list[Payment]) -> tuple[str, str]:
    """What the fan paid, or what the creator earned, tips and refunds included."""
    paid = sum(payment.captured - payment.refunded for payment in payments)
    if not any(payment.captured for payment in payments):
        return ("", _("Free")) if call.price == 0 and call.status is Status.ENDED else ("", "")
    if side is Side.FAN:
        return _("Paid"), str(Money(paid, call.currency))
    fee = sum(payment.fee - (fee_given(session, payment.id) if payment.refunded else 0) for payment in payments)
    return _("Earned"), str(Money(paid - fee, call.currency))


def _can_call(side: Side, other: Account) -> bool:
    return side is Side.CREATOR or other.is_creator
