"""A call as one of its two people sees it, and the forms that begin one. Plain values, made anew from the database."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, or_, select

from onetoone import routes
from onetoone.config import settings
from onetoone.domain import permissions
from onetoone.domain.calls import ACTIVE, OVER, SEATED, Kind, Side, Status
from onetoone.domain.errors import NotFound
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.models import Account, Call, Payment, RateCard, TwoWaySpan
from onetoone.models.payment import For, Paid


@dataclass(frozen=True, slots=True)
class Person:
    id: str
    name: str
    handle: str
    picture: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed, in words and in numbers for a form. Money as people write it, `*_amount` in minor units."""

    kind: str
    minutes: int
    price: str
    price_amount: int
    price_typed: str
    fee: str
    keeps: str
    free: bool
    tips_allowed: bool


@dataclass(frozen=True, slots=True)
class ClockFace:
    """The one clock that both see. `elapsed_ms` at the server's `as_of`; it goes on from there while `running`."""

    running: bool
    elapsed_ms: int
    length_ms: int
    as_of: str


@dataclass(frozen=True, slots=True)
class Preset:
    typed: str
    label: str


@dataclass(frozen=True, slots=True)
class TipSeen:
    """A tip of this call: `status` is one of open, bank, captured, failed, released, expired, created."""

    payment_id: str
    amount: str
    status: str
    why: str
    bank_page: str
    checkout_url: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """A line of the receipt's timeline: media flowed both ways, and then whose line it was that stopped."""

    began_at: str
    seconds: int
    missing: str


@dataclass(frozen=True, slots=True)
class CallView:
    """Everything that a screen of a call shows. `stage` names the screen, `status` the call's exact status.

    stage: request | ringing | incoming | missed | review | waiting | seated | over.
    progress, for the creator: ringing | seen | missed | reviewing | paying | bank | joining.
    Moments are ISO 8601 UTC, empty when there is none.
    """

    id: str
    stage: str
    status: str
    side: str
    kind: str
    started_by: str
    me: Person
    other: Person
    terms: Terms
    note: str
    reason: str
    declined_by_me: bool
    progress: str
    more_time_given: bool
    deadline_at: str
    server_now: str
    clock: ClockFace
    missing: str
    declined_card: str
    thread_href: str
    thread_id: str
    signal_path: str
    presets: list[Preset]
    tips: list[TipSeen]
    tips_total: str
    money: str
    length: str
    charged: str
    earned: str
    card: str
    timeline: list[Stretch]


def call(session: Session, actor: Actor, call_id: object, now: datetime) -> CallView:
    """One call for one of its two people; `NotFound` for anybody else."""
    row = session.get(Call, call_id) if isinstance(call_id, str) else None
    if row is None:
        raise NotFound("We couldn't find that call.")
    side = permissions.side_of(row, actor)
    people = {
        Side.CREATOR: session.get_one(Account, row.creator_id),
        Side.FAN: session.get_one(Account, row.fan_id),
    }
    made = select(Payment).where(Payment.call_id == row.id).order_by(col(Payment.created_at))
    payments = list(session.exec(made))
    holds = [payment for payment in payments if payment.purpose is For.CALL]
    tips = [payment for payment in payments if payment.purpose is For.TIP]
    tipped = sum(tip.captured for tip in tips)
    hold = holds[-1] if holds else None
    spans = session.exec(select(TwoWaySpan).where(TwoWaySpan.call_id == row.id).order_by(col(TwoWaySpan.began_at)))
    mine = tips if side is Side.FAN else [tip for tip in tips if tip.status is Paid.CAPTURED]
    charged = (hold.captured if hold else 0) + tipped
    earned = charged - sum(payment.fee for payment in payments)
    return CallView(
        id=row.id,
        stage=_stage(row, side),
        status=str(row.status),
        side=str(side),
        kind=str(row.kind),
        started_by=str(row.started_by),
        me=_person(people[side]),
        other=_person(people[side.other]),
        terms=terms(Money(row.price, row.currency), row.kind, row.minutes, row.fee_basis_points, row.tips_allowed),
        note=row.note,
        reason=row.reason,
        declined_by_me=row.declined_by is side,
        progress=_progress(row, hold),
        more_time_given=row.more_time_given,
        deadline_at=_iso(row.deadline_at),
        server_now=_iso(now),
        clock=_clock(row, now),
        missing=people[row.missing].name if row.missing else "",
        declined_card=hold.declined if hold and row.status in ACTIVE else "",
        thread_href=routes.to(routes.THREAD, thread_id=row.thread_id),
        thread_id=row.thread_id,
        signal_path=routes.to(routes.SIGNAL, call_id=row.id),
        presets=[Preset(Money(p, row.currency).decimal, str(Money(p, row.currency))) for p in settings().presets],
        tips=[_tip(tip) for tip in mine],
        tips_total=str(Money(tipped, row.currency)) if tipped else "",
        money=_money(row, hold, side),
        length=_length(row.two_way_ms),
        charged=str(Money(charged, row.currency)),
        earned=str(Money(earned, row.currency)),
        card=hold.card if hold and side is Side.FAN else "",
        timeline=[
            Stretch(
                _iso(span.began_at),
                round((span.stopped_at - span.began_at).total_seconds()),
                people[span.missing].name if span.missing else "",
            )
            for span in spans
        ],
    )


def terms(price: Money, kind: str, minutes: int, fee_basis_points: int, tips_allowed: bool) -> Terms:
    """The terms as both read them: "fan pays X, you keep Y"."""
    fee = price.fee(fee_basis_points)
    return Terms(
        kind=str(kind),
        minutes=minutes,
        price="Free" if price.amount == 0 else str(price),
        price_amount=price.amount,
        price_typed=price.decimal,
        fee=str(fee),
        keeps=str(price - fee),
        free=price.amount == 0,
        tips_allowed=tips_allowed,
    )


def ringing(session: Session, actor: Actor, now: datetime) -> CallView | None:
    """The call that rings on the actor's screens right now, if one does."""
    found = select(Call.id).where(Call.fan_id == actor.id, Call.status == Status.RINGING, col(Call.deadline_at) > now)
    call_id = session.exec(found).first()
    return call(session, actor, call_id, now) if call_id else None


def active(session: Session, actor: Actor) -> str | None:
    """The id of the one call that the actor is in, on either side."""
    theirs = or_(col(Call.creator_id) == actor.id, col(Call.fan_id) == actor.id)
    return session.exec(select(Call.id).where(theirs, col(Call.status).in_(ACTIVE))).first()


@dataclass(frozen=True, slots=True)
class SetUpView:
    """What the set-up of a 1:1, or the asking for one, starts from: whom with, and the usual terms of each kind."""

    other: Person
    video: Terms
    audio: Terms
    taking_calls: bool
    symbol: str
    fee_basis_points: int
    least_price: int
    most_price: int
    shortest_minutes: int
    longest_minutes: int
    thread_href: str


def set_up(session: Session, actor: Actor, *, fan_id: object = None, handle: object = None) -> SetUpView:
    """For the creator, whom `fan_id` names; for the fan, the creator whom `handle` names."""
    by = Account.id == fan_id if fan_id is not None else Account.handle == handle
    other = session.exec(select(Account).where(by)).first()
    card = session.get(RateCard, actor.id if fan_id is not None else (other.id if other else ""))
    if other is None or card is None or other.id == actor.id:
        raise NotFound
    s = settings()

    def usual(kind: Kind, price: int, minutes: int) -> Terms:
        return terms(Money(price, s.currency), kind, minutes, s.fee_basis_points, card.tips_allowed)

    return SetUpView(
        other=_person(other),
        video=usual(Kind.VIDEO, card.video_price, card.video_minutes),
        audio=usual(Kind.AUDIO, card.audio_price, card.audio_minutes),
        taking_calls=card.taking_calls,
        symbol=str(Money(0, s.currency)).strip("0 ."),
        fee_basis_points=s.fee_basis_points,
        least_price=s.least_price,
        most_price=s.most_price,
        shortest_minutes=s.shortest_minutes,
        longest_minutes=s.longest_minutes,
        thread_href=routes.to(routes.MESSAGE_TO, handle=other.handle),
    )


def plain(view: Any) -> dict[str, Any]:
    """A view as Reflex sends it."""
    return asdict(view)


def _stage(row: Call, side: Side) -> str:
    if row.status in OVER:
        return "over"
    if row.status in SEATED:
        return "seated"
    if row.status is Status.REQUESTED:
        return "request"
    if side is Side.CREATOR:
        return "missed" if row.status is Status.MISSED else "waiting"
    if row.status is Status.RINGING:
        return "incoming"
    return "missed" if row.status is Status.MISSED else "review"


def _progress(row: Call, hold: Payment | None) -> str:
    match row.status:
        case Status.RINGING:
            return "seen" if row.seen_at else "ringing"
        case Status.PAYING:
            return "bank" if hold and hold.status is Paid.BANK else "paying"
        case _:
            return str(row.status)


def _money(row: Call, hold: Payment | None, side: Side) -> str:
    """Where the price stands: "", held, releasing, released, capturing or captured."""
    if hold is None or hold.status in (Paid.CREATED, Paid.OPEN, Paid.BANK, Paid.EXPIRED, Paid.FAILED):
        return ""
    return str(hold.status)


def _clock(row: Call, now: datetime) -> ClockFace:
    running = row.status is Status.LIVE and row.two_way_since is not None
    since = (now - row.two_way_since).total_seconds() * 1000 if running and row.two_way_since else 0
    length = row.minutes * 60_000
    return ClockFace(running, min(row.two_way_ms + round(max(since, 0)), length), length, _iso(now))


def _tip(tip: Payment) -> TipSeen:
    amount = str(Money(tip.captured or tip.amount, tip.currency))
    return TipSeen(tip.id, amount, str(tip.status), tip.declined, tip.bank_page or "", tip.checkout_url or "")


def _person(account: Account) -> Person:
    return Person(account.id, account.name, account.handle, account.picture)


def _length(ms: int) -> str:
    minutes, seconds = divmod(ms // 1000, 60)
    return f"{minutes} min {seconds} s" if minutes else f"{seconds} s"


def _iso(moment: datetime | None) -> str:
    return moment.isoformat(timespec="milliseconds") if moment else ""
