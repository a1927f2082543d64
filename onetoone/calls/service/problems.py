"""A problem with a call: the fan reports it, the creator refunds or answers, and silence refunds by itself."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from onetoone.calls.service.giving_back import give_back
from onetoone.calls.service.moves import find, tell
from onetoone.config import settings
from onetoone.domain import permissions, problems
from onetoone.domain.calls import Side
from onetoone.domain.errors import Invalid, NotFound, Refused
from onetoone.domain.ids import new_id
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.domain.problems import Move, What
from onetoone.domain.refunds import By
from onetoone.domain.text import clean
from onetoone.domain.words import _
from onetoone.messages import service as messages
from onetoone.models import Call, Payment, Problem
from onetoone.models.payment import Paid
from onetoone.payments.service import refunding
from onetoone.payments.service.reporting import cannot_report, of_call
from onetoone.payments.service.swapping import swap
from onetoone.reaching import service as reaching


def report(session: Session, *, actor: Actor, call_id: str, what: object, words: object, now: datetime) -> Problem:
    """The fan says what went wrong with a call that was charged. Once per call; a card in the thread shows it."""
    call = find(session, actor, call_id)
    permissions.require(call, actor, Side.FAN)
    if why_not := cannot_report(session, call, now):
        raise Refused(why_not)
    try:
        chosen = What(str(what))
    except ValueError:
        raise Invalid(_("Please choose what went wrong.")) from None
    least = 1 if chosen is What.OTHER else 0
    said = clean(words, most=settings().longest_note, what=_("What happened"), multiline=True, least=least)
    problem = Problem(
        id=new_id("prb"),
        call_id=call.id,
        what=chosen,
        words=said,
        created_at=now,
        deadline_at=now + timedelta(seconds=settings().answer_problem_seconds),
    )
    session.add(problem)
    session.flush()
    messages.post_problem(session, thread=call.thread_id, call_id=call.id, author_id=actor.id, now=now)
    tell(session, call)
    return problem


def answer(session: Session, *, actor: Actor, call_id: str, words: object, now: datetime) -> Problem:
    """The creator answers in words. Nothing is refunded by itself any more."""
    call, problem = _of_creator(session, actor, call_id)
    said = clean(words, most=settings().longest_note, what=_("Your answer"), multiline=True, least=1)
    _move(session, call, problem, Move.ANSWER, now, answer=said)
    messages.post_line(
        session,
        thread_id=call.thread_id,
        call_id=call.id,
        code="problem_answered",
        now=now,
        once=f"answered:{problem.id}",
    )
    reaching.problem_answered(session, problem, now)
    return problem


def refund(session: Session, *, actor: Actor, call_id: str, amount: object, now: datetime) -> Problem:
    """The creator gives back all or part of what the call brought, tips included; `amount` as typed."""
    call, problem = _of_creator(session, actor, call_id)
    if not isinstance(amount, str):
        raise Invalid(_("Please write the amount as a number, like 25 or 25.50."))
    wanted = Money.typed(amount, call.currency)
    problems.after(problem.status, Move.REFUND)
    give_back(session, call, wanted.amount, by=By.CREATOR, by_id=actor.id, why=str(problem.what), now=now)
    _move(session, call, problem, Move.REFUND, now, given=wanted.amount)
    return problem


def withdraw_problem(session: Session, *, actor: Actor, call_id: str, now: datetime) -> Problem:
    """The fan takes the report back."""
    call = find(session, actor, call_id)
    permissions.require(call, actor, Side.FAN)
    problem = _found(session, call)
    _move(session, call, problem, Move.WITHDRAW, now)
    messages.post_line(
        session,
        thread_id=call.thread_id,
        call_id=call.id,
        code="problem_withdrawn",
        now=now,
        once=f"withdrawn:{problem.id}",
    )
    return problem


def problems_due(session: Session, now: datetime, most: int = 50) -> list[str]:
    """Problems that nobody answered in time, the longest overdue first."""
    passed = select(Problem.id).where(col(Problem.deadline_at) <= now).order_by(col(Problem.deadline_at))
    return list(session.exec(passed.limit(most)))


def run_out_problem(session: Session, problem_id: str, now: datetime) -> None:
    """Nobody answered: everything goes back. Nothing when somebody was quicker, or a capture is still under way."""
    known = session.get_one(Problem, problem_id)
    call = session.get_one(Call, known.call_id, with_for_update=True, populate_existing=True)
    problem = _found(session, call)
    if problem.deadline_at is None or problem.deadline_at > now:
        return
    capturing = select(Payment.id).where(Payment.call_id == call.id, Payment.status == Paid.CAPTURING)
    if session.exec(capturing).first() is not None:
        return
    everything = refunding.left_of(session, call.id)
    if everything:
        give_back(session, call, everything, by=By.CLOCK, why=str(problem.what), now=now)
    _move(session, call, problem, Move.RUN_OUT, now, given=everything)


def taken_to_the_bank(session: Session, call: Call, now: datetime) -> None:
    """The fan disputed the payment: from here the bank decides, nothing is refunded by itself."""
    problem = of_call(session, call.id)
    if problem is not None and (problem.status, Move.DISPUTE) in problems.TRANSITIONS:
        _move(session, call, problem, Move.DISPUTE, now)


def settled_by_operator(session: Session, call: Call, given: int, now: datetime) -> None:
    """An operator gave money back: a problem that still waits is settled with it."""
    problem = of_call(session, call.id)
    if problem is not None and (problem.status, Move.REFUND) in problems.TRANSITIONS:
        _move(session, call, problem, Move.REFUND, now, given=given)


def _of_creator(session: Session, actor: Actor, call_id: str) -> tuple[Call, Problem]:
    call = find(session, actor, call_id)
    permissions.require(call, actor, Side.CREATOR)
    return call, _found(session, call)


def _found(session: Session, call: Call) -> Problem:
    problem = session.exec(
        select(Problem).where(Problem.call_id == call.id).with_for_update(),
        execution_options={"populate_existing": True},
    ).first()
    if problem is None:
        raise NotFound(_("No problem was reported about this call."))
    return problem


def _move(session: Session, call: Call, problem: Problem, step: Move, now: datetime, **changes: object) -> None:
    then = problems.after(problem.status, step)
    swap(session, problem, then, deadline_at=None, closed_at=now, **changes)
    tell(session, call)
