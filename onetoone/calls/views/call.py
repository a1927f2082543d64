"""One call, for one of its two people."""

from datetime import datetime

from sqlmodel import Session, col, select

from onetoone import routes
from onetoone.calls.views import extras, words
from onetoone.calls.views.again import again_href
from onetoone.calls.views.durations import in_words, length
from onetoone.calls.views.people import person
from onetoone.calls.views.shapes import CallView, ClockFace, Limits, More, PendingTip, Preset
from onetoone.calls.views.terms import terms, typed
from onetoone.calls.views.timeline import timeline
from onetoone.config import settings
from onetoone.domain import permissions, reasons
from onetoone.domain.calls import ACTIVE, OVER, SEATED, Kind, Side, Status
from onetoone.domain.errors import NotFound
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.domain.prices import least_charge
from onetoone.domain.words import _, n_
from onetoone.models import Account, Call, Payment
from onetoone.models.payment import STOOD, For, Paid
from onetoone.payments.service.refunding import fee_given
from onetoone.payments.views import let_go
from onetoone.payments.views.let_go import added
from onetoone.reaching.views import is_quiet


def call(session: Session, actor: Actor, call_id: object, now: datetime) -> CallView:
    """One call for one of its two people; `NotFound` for anybody else."""
    row = session.get(Call, call_id) if isinstance(call_id, str) else None
    if row is None:
        raise NotFound(_("We couldn't find that call."))
    side = _side(row, actor)
    people = {
        Side.CREATOR: session.get_one(Account, row.creator_id),
        Side.FAN: session.get_one(Account, row.fan_id),
    }
    other = people[side.other]
    made = select(Payment).where(Payment.call_id == row.id).order_by(col(Payment.created_at), col(Payment.id))
    payments = list(session.exec(made))
    holds = [payment for payment in payments if payment.purpose is For.CALL]
    hold = holds[-1] if holds else None
    tips = [tip for tip in payments if tip.purpose is For.TIP and tip.status is Paid.CAPTURED]
    given = [payment for payment in payments if payment.purpose is not For.CALL] if side is Side.FAN else []
    more = added(row, payments)
    tipped, added_charged = sum(tip.captured for tip in tips), sum(one.captured for one in more)
    charged = (hold.captured if hold else 0) + added_charged
    trouble_id, trouble = extras.trouble(given)
    back = sum(payment.refunded for payment in payments)
    fee = sum(payment.fee - (fee_given(session, payment.id) if payment.refunded else 0) for payment in payments)
    headline, line = words.outcome(row, side, other.name)
    missing = people[row.missing].name if row.missing else ""

    def written(amount: int) -> str:
        return str(Money(amount, row.currency))

    return CallView(
        id=row.id,
        stage=stage(row, side),
        status=str(row.status),
        side=str(side),
        kind=str(row.kind),
        what=words.what(row.kind),
        started_by=str(row.started_by),
        me=person(people[side]),
        other=person(other),
        hushed=is_quiet(session, actor.id, now),
        other_hushed=is_quiet(session, other.id, now),
        terms=terms(Money(row.price, row.currency), row.kind, row.minutes, row.fee_basis_points, row.tips_allowed),
        limits=_limits(row),
        note=row.note,
        note_by=_("You") if row.started_by is side else other.name,
        reason=row.reason,
        declined_by_me=row.declined_by is side,
        headline=headline,
        line=line,
        progress=progress(row, hold),
        can_give_time=side is Side.CREATOR and not row.more_time_given and row.status in _PAYABLE,
        deadline_at=_iso(row.deadline_at),
        server_now=_iso(now),
        clock=_clock(row, now, missing),
        missing=missing,
        declined_card=reasons.declined(hold.declined) if hold and side is Side.FAN and row.status in ACTIVE else "",
        covers_camera=row.covers_camera and side is Side.CREATOR and row.kind is Kind.VIDEO,
        thread_href=routes.to(routes.THREAD, thread_id=row.thread_id),
        thread_id=row.thread_id,
        again_href=again_href(row, side, other),
        signal_path=routes.to(routes.SIGNAL, call_id=row.id),
        rehearsal_path=routes.to(routes.REHEARSAL, call_id=row.id),
        presets=[
            Preset(typed(Money(preset, row.currency)), written(preset))
            for preset in settings().prices(row.currency).presets
        ],
        tips_count=len(tips),
        tips_total=written(tipped) if tipped else "",
        last_tip=written(max(tips, key=lambda tip: tip.changed_at).captured) if tips else "",
        money=str(hold.status) if hold and hold.status in STOOD else "",
        money_line=words.money(row, hold, more, side, tipped=bool(tips)),
        money_why=let_go.of_call(row, payments, to=side, name=other.name) if row.status in OVER else "",
        lasted=length(row.two_way_ms),
        pending_tip=extras.pending_tip(session, row) if side is Side.FAN else PendingTip(),
        asking=extras.asking(given),
        trouble_id=trouble_id,
        trouble=trouble,
        more=extras.more(session, row, more) if side is Side.FAN else More(),
        added_minutes=row.extra_minutes,
        added=n_("{n} more minute", "{n} more minutes", row.extra_minutes) if row.extra_minutes else "",
        added_charged=written(added_charged) if more else "",
        charged=written(charged - added_charged),
        total=written(charged + tipped - back),
        refunded=written(back) if back else "",
        fee=written(fee) if fee and side is Side.CREATOR else "",
        earned=written(charged + tipped - back - fee) if side is Side.CREATOR else "",
        card=hold.card if hold and side is Side.FAN else "",
        receipt_href=_receipt(hold, side),
        timeline=timeline(session, row, side, people),
    )


_PAYABLE = (Status.REVIEWING, Status.PAYING)


def _side(row: Call, actor: Actor) -> Side:
    try:
        return permissions.side_of(row, actor)
    except NotFound:
        raise NotFound(_("We couldn't find that call.")) from None


def stage(row: Call, side: Side) -> str:
    if row.status in OVER:
        return "over"
    if row.status in SEATED:
        return "seated"
    if row.status is Status.REQUESTED:
        return "request"
    if side is Side.CREATOR:
        return "waiting"
    if row.status is Status.RINGING:
        return "incoming"
    return "missed" if row.status is Status.MISSED else "review"


def progress(row: Call, hold: Payment | None) -> str:
    match row.status:
        case Status.RINGING:
            return "seen" if row.seen_at else "ringing"
        case Status.PAYING:
            return "bank" if hold and hold.status is Paid.BANK else "paying"
    return str(row.status)


def _clock(row: Call, now: datetime, missing: str) -> ClockFace:
    running = row.status is Status.LIVE and row.two_way_since is not None
    since = (now - row.two_way_since).total_seconds() * 1000 if running and row.two_way_since else 0
    elapsed = min(row.two_way_ms + round(max(since, 0)), row.length_ms)
    return ClockFace(running, elapsed, row.length_ms, round(now.timestamp() * 1000), missing)


def _limits(row: Call) -> Limits:
    s, price = settings(), extras.price_of(row)
    return Limits(
        together=in_words(s.least_two_way_seconds),
        connect=in_words(s.connect_seconds),
        rejoin=in_words(s.rejoin_seconds),
        undo=in_words(s.tip_undo_seconds),
        more=n_("{n} minute for {price}", "{n} minutes for {price}", s.extension_minutes, price=price) if price else "",
        smallest=str(Money(least_charge(row.currency), row.currency)),
    )


def _receipt(hold: Payment | None, side: Side) -> str:
    had = hold is not None and hold.status in STOOD and side is Side.FAN
    return routes.to(routes.RECEIPT, payment_id=hold.id) if hold and had else ""


def _iso(moment: datetime | None) -> str:
    return moment.isoformat(timespec="milliseconds") if moment else ""
