"""What operators do. Each action is written down with who, when and why, in a table that only grows."""

from datetime import datetime
from typing import Any

from sqlmodel import Session, select

from onetoone.calls.service.answering_bank import hand_in
from onetoone.calls.service.moves import tell
from onetoone.calls.service.problems import settled_by_operator
from onetoone.domain.conduct import Standing
from onetoone.domain.errors import Invalid, NotFound, Refused
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.domain.reasons import COMMAND_LINE
from onetoone.domain.refunds import By
from onetoone.domain.text import clean
from onetoone.domain.words import _
from onetoone.models import Account, Call, ConductReport, Dispute, Operation, OperatorAction, Payment
from onetoone.models.account import Role
from onetoone.payments.service import refunding
from onetoone.security.roles import require_operator

_MOST_WORDS = 300


def refund(session: Session, *, actor: Actor, ref: str, amount: object, why: object, now: datetime) -> None:
    """Give all or part of a payment back; a reported problem that still waits is settled with it."""
    reason = _reason(session, actor, why)
    payment = session.get(Payment, ref) if isinstance(ref, str) else None
    if payment is None:
        raise NotFound
    if not isinstance(amount, str):
        raise Invalid(_("Please write the amount as a number, like 25 or 25.50."))
    wanted = Money.typed(amount, payment.currency)
    given = refunding.give(session, payment.id, wanted.amount, by=By.OPERATOR, by_id=actor.id, why=reason, now=now)
    call = session.get_one(Call, payment.call_id)
    settled_by_operator(session, call, wanted.amount, now)
    tell(session, call)
    _record(session, actor, "refund", payment.id, reason, now, amount=wanted.amount, refund=given.id)


def retry(session: Session, *, actor: Actor, ref: str, why: object, now: datetime) -> None:
    """Have an operation that was given up tried again: same key, same parameters, so that it still happens once."""
    reason = _reason(session, actor, why)
    operation = session.exec(select(Operation).where(Operation.key == ref).with_for_update()).first()
    if operation is None:
        raise NotFound
    if operation.done_at is not None or not operation.given_up:
        raise Refused(_("This one is done, or still being tried."))
    _record(session, actor, "retry", operation.key, reason, now, attempts=operation.attempts, failed=operation.failed)
    operation.given_up, operation.attempts, operation.due_at = False, 0, now
    session.add(operation)
    session.info["bell"] = True


def clear_flag(session: Session, *, actor: Actor, ref: str, why: object, now: datetime) -> None:
    """A flagged payment was looked at and is fine."""
    reason = _reason(session, actor, why)
    payment = _found(session, Payment, ref)
    if not payment.flagged:
        raise Refused(_("This payment isn’t flagged any more."))
    _record(session, actor, "clear_flag", payment.id, reason, now, flagged=payment.flagged)
    payment.flagged = ""
    session.add(payment)


def answer_bank(session: Session, *, actor: Actor, ref: str, why: object, now: datetime) -> None:
    """Hand the evidence of a dispute in, without messages: showing those is the creator's choice alone."""
    reason = _reason(session, actor, why)
    dispute = _found(session, Dispute, ref)
    call = session.get_one(Call, session.get_one(Payment, dispute.payment_id).call_id)
    hand_in(session, dispute, call, with_messages=False, now=now)
    _record(session, actor, "answer_bank", dispute.id, reason, now)


def close_report(session: Session, *, actor: Actor, ref: str, why: object, now: datetime) -> None:
    """A report about somebody's behaviour was read and dealt with; `why` says how."""
    reason = _reason(session, actor, why)
    report = _found(session, ConductReport, ref)
    if report.standing is not Standing.OPEN:
        raise Refused(_("Somebody has dealt with this report already."))
    report.standing, report.closed_at = Standing.CLOSED, now
    session.add(report)
    _record(session, actor, "close_report", report.id, reason, now, about=report.about_id)


def appoint(session: Session, email: str, *, role: Role, now: datetime) -> Account:
    """Make somebody an operator, or no longer one; by whoever has a shell on the server."""
    account = session.exec(select(Account).where(Account.email == email.strip().lower())).first()
    if account is None:
        raise NotFound(_("There is no account with that e-mail address."))
    account.role = role
    session.add(account)
    did = "appoint" if role is Role.ADMIN else "dismiss"
    session.add(OperatorAction(account_id=account.id, did=did, ref=account.id, why=COMMAND_LINE, at=now))
    return account


def _reason(session: Session, actor: Actor, why: object) -> str:
    require_operator(session, actor)
    return clean(why, most=_MOST_WORDS, least=3, what=_("The reason"), multiline=True)


def _found(session: Session, model: type[Any], ref: object) -> Any:
    row = session.get(model, ref, with_for_update=True, populate_existing=True) if isinstance(ref, str) else None
    if row is None:
        raise NotFound
    return row


def _record(session: Session, actor: Actor, did: str, ref: str, why: str, now: datetime, **data: Any) -> None:
    session.add(OperatorAction(account_id=actor.id, did=did, ref=ref, why=why, data=data, at=now))
