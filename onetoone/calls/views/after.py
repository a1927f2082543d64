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
        raise NotFound("We couldn't find that call.")
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
        "what": problems.WORDS[problem.what],
        "words": problem.words,
        "words_by": "You" if fan else other,
        "answer": problem.answer,
        "answer_by": other if fan else "You",
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
            return "You reported a problem", f"{other} has {left} to answer. After that, everything is refunded."
        case Status.OPEN:
            return f"{other} reported a problem", f"Unanswered, everything is refunded by itself in {left}."
        case Status.ANSWERED:
            return ("The problem was answered" if fan else "You answered the problem"), ""
        case Status.REFUNDED if problem.given == 0:
            return "The problem is settled", "Everything had been refunded already."
        case Status.REFUNDED if fan:
            return f"{given} refunded", "It can take up to 10 days to arrive on your card."
        case Status.REFUNDED:
            return f"{given} went back to {other}", "The problem is settled."
        case Status.WITHDRAWN:
            return ("You took the problem back" if fan else f"{other} took the problem back"), ""
        case Status.DISPUTED if fan:
            return "Your bank is deciding", "You disputed the payment, so nothing can be refunded here."
    return f"{other}’s bank is deciding", "The payment was disputed, so nothing can be refunded here."


def _disputes(session: Session, call: Call) -> list[Dispute]:
    of = select(Dispute).join(Payment, col(Payment.id) == Dispute.payment_id).where(Payment.call_id == call.id)
    return list(session.exec(of.order_by(col(Dispute.opened_at))))


def _dispute(row: Dispute, fan: str, now: datetime) -> DisputeSeen:
    amount, share = Money(row.amount, row.currency), Money(row.share, row.currency)
    waits = row.status is disputes.Status.OPEN and row.sent_at is None
    match row.status:
        case disputes.Status.INQUIRED:
            said = f"{fan}’s bank asks about {amount}", "No money has moved. A refund usually ends it.", "warning"
        case disputes.Status.WON:
            said = f"The bank decided for you: {share} is yours again", "", "success"
        case disputes.Status.LOST:
            said = f"The bank decided for {fan}", f"Your share of {share} is gone.", "neutral"
        case disputes.Status.CLOSED:
            said = "The bank has no more questions", "", "neutral"
        case _ if waits:
            line = f"Your share of {share} is held until it decides. We answer with the call’s timeline and its terms."
            said = f"{fan}’s bank took {amount} back", line, "warning"
        case _:
            line = f"It has our answer. Your share of {share} is held until it decides; that can take two months."
            said = f"{fan}’s bank took {amount} back", line, "warning"
    return DisputeSeen(row.id, *said, can_answer=waits, goes_out=f"in {_until(row.deadline_at, now)}")


def _until(deadline: datetime | None, now: datetime) -> str:
    """ "3 days", "36 hours", "1 hour"."""
    hours = max(1, math.ceil((deadline - now).total_seconds() / 3600)) if deadline else 1
    return f"{hours // 24} days" if hours >= 72 else f"{hours} hour{'s' * (hours > 1)}"
