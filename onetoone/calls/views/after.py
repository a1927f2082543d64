"""What can still happen to the money of a call that is over: a reported problem, refunds, a bank's dispute."""

import math
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from onetoone.calls.views.rating import RatingSeen, rating
from onetoone.config import settings
from onetoone.domain import disputes, permissions, problems
from onetoone.domain.calls import Side
from onetoone.domain.errors import NotFound
from onetoone.domain.money import Money, symbol
from onetoone.domain.people import Actor
from onetoone.domain.problems import Move, Status
from onetoone.domain.words import _, n_, said
from onetoone.models import Account, Call, Dispute, Payment, Problem
from onetoone.payments.service.refunding import left_of
from onetoone.payments.service.reporting import cannot_report, of_call


@dataclass(frozen=True, slots=True)
class DisputeSeen:
    """A dispute in words for the creator. tone: warning, success or neutral."""

    id: str = ""
    title: str = ""
    line: str = ""
    tone: str = "warning"
    can_answer: bool = False
    goes_out: str = ""  # "in 3 days": when the answer goes to the bank by itself


@dataclass(frozen=True, slots=True)
class AfterView:
    """For one of the two. `status` is the problem's, "" when none was reported; moments are ISO 8601 UTC."""

    call_id: str = ""
    can_report: bool = False
    hours: str = ""
    status: str = ""
    title: str = ""
    line: str = ""
    what: str = ""
    words: str = ""
    words_by: str = ""
    answer: str = ""
    answer_by: str = ""
    can_refund: bool = False
    can_answer: bool = False
    can_withdraw: bool = False
    most: str = ""
    most_typed: str = ""
    symbol: str = "$"
    rating: RatingSeen = field(default_factory=RatingSeen)
    disputes: list[DisputeSeen] = field(default_factory=list)


def after(session: Session, actor: Actor, call_id: object, now: datetime) -> AfterView:
    """The aftermath of the actor's own call; `NotFound` for anybody else."""
    call = session.get(Call, call_id) if isinstance(call_id, str) else None
    if call is None:
        raise NotFound(_("We couldn't find that call."))
    side = permissions.side_of(call, actor)
    names = {person: session.get_one(Account, person).name for person in (call.creator_id, call.fan_id)}
    problem = of_call(session, call.id)
    fan = side is Side.FAN
    shown = _shown(session, call, problem, now, fan=fan, names=names) if problem else {}
    return AfterView(
        call_id=call.id,
        can_report=fan and problem is None and not cannot_report(session, call, now),
        hours=f"{settings().answer_problem_seconds / 3600:g}",
        symbol=symbol(call.currency),
        rating=rating(session, actor, call, side, names[call.creator_id if fan else call.fan_id], now),
        disputes=[] if fan else [_dispute(row, names[call.fan_id], now) for row in _disputes(session, call)],
        **shown,
    )


def _shown(
    session: Session, call: Call, problem: Problem, now: datetime, *, fan: bool, names: dict[str, str]
) -> dict[str, Any]:
    most = Money(left_of(session, call.id), call.currency)
    may = {move for status, move in problems.TRANSITIONS if status is problem.status}
    other = names[call.creator_id] if fan else names[call.fan_id]
    title, line = _said(problem, call, other, now, fan=fan)
    return {
        "status": str(problem.status),
        "title": title,
        "line": line,
        "what": said(problems.WORDS[problem.what]),
        "words": problem.words,
        "words_by": _("You") if fan else other,
        "answer": problem.answer,
        "answer_by": other if fan else _("You"),
        "can_refund": not fan and Move.REFUND in may and most.amount > 0,
        "can_answer": not fan and Move.ANSWER in may,
        "can_withdraw": fan and Move.WITHDRAW in may,
        "most": str(most),
        "most_typed": most.decimal,
    }


def _said(problem: Problem, call: Call, other: str, now: datetime, *, fan: bool) -> tuple[str, str]:
    given = Money(problem.given, call.currency)
    left = _until(problem.deadline_at, now)
    match problem.status:
        case Status.OPEN if fan:
            line = _("{name} has {time} to answer. After that, everything is refunded.", name=other, time=left)
            return _("You reported a problem"), line
        case Status.OPEN:
            line = _("Unanswered, everything is refunded by itself in {time}.", time=left)
            return _("{name} reported a problem", name=other), line
        case Status.ANSWERED:
            return (_("The problem was answered") if fan else _("You answered the problem")), ""
        case Status.REFUNDED if problem.given == 0:
            return _("The problem is settled"), _("Everything had been refunded already.")
        case Status.REFUNDED if fan:
            return _("{amount} refunded", amount=given), _("It can take up to 10 days to arrive on your card.")
        case Status.REFUNDED:
            title = _("{amount} went back to {name}", amount=given, name=other)
            return title, _("The problem is settled.")
        case Status.WITHDRAWN:
            return (_("You took the problem back") if fan else _("{name} took the problem back", name=other)), ""
        case Status.DISPUTED if fan:
            return _("Your bank is deciding"), _("You disputed the payment, so nothing can be refunded here.")
    line = _("The payment was disputed, so nothing can be refunded here.")
    return _("{name}’s bank is deciding", name=other), line


def _disputes(session: Session, call: Call) -> list[Dispute]:
    of = select(Dispute).join(Payment, col(Payment.id) == Dispute.payment_id).where(Payment.call_id == call.id)
    return list(session.exec(of.order_by(col(Dispute.opened_at))))


def _dispute(row: Dispute, fan: str, now: datetime) -> DisputeSeen:
    amount, share = Money(row.amount, row.currency), Money(row.share, row.currency)
    waits = row.status is disputes.Status.OPEN and row.sent_at is None
    match row.status:
        case disputes.Status.INQUIRED:
            title = _("{name}’s bank asks about {amount}", name=fan, amount=amount)
            shown = title, _("No money has moved. A refund usually ends it."), "warning"
        case disputes.Status.WON:
            shown = _("The bank decided for you: {amount} is yours again", amount=share), "", "success"
        case disputes.Status.LOST:
            title = _("The bank decided for {name}", name=fan)
            shown = title, _("Your share of {amount} is gone.", amount=share), "neutral"
        case disputes.Status.CLOSED:
            shown = _("The bank has no more questions"), "", "neutral"
        case _ if waits:
            line = _(
                "Your share of {amount} is held until it decides. We answer with the call’s timeline and its terms.",
                amount=share,
            )
            shown = _("{name}’s bank took {amount} back", name=fan, amount=amount), line, "warning"
        case _:
            line = _(
                "It has our answer. Your share of {amount} is held until it decides; that can take two months.",
                amount=share,
            )
            shown = _("{name}’s bank took {amount} back", name=fan, amount=amount), line, "warning"
    return DisputeSeen(row.id, *shown, can_answer=waits, goes_out=_("in {time}", time=_until(row.deadline_at, now)))


def _until(deadline: datetime | None, now: datetime) -> str:
    """ "3 days", "36 hours", "1 hour"."""
    hours = max(1, math.ceil((deadline - now).total_seconds() / 3600)) if deadline else 1
    if hours >= 72:
        return n_("{n} day", "{n} days", hours // 24)
    return n_("{n} hour", "{n} hours", hours)
