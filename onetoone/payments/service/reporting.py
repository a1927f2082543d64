"""Reported problems, read: what was reported about a call, and whether something still can be."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from onetoone.config import settings
from onetoone.domain.calls import Status
from onetoone.domain.words import _, n_
from onetoone.models import Call, Payment, Problem
from onetoone.models.payment import Paid


def cannot_report(session: Session, call: Call, now: datetime) -> str:
    """Why a problem with this call can't be reported, in words; "" when it can."""
    s = settings()
    if call.status is not Status.ENDED or call.ended_at is None:
        return _("A problem can be reported once a call is over.")
    if of_call(session, call.id) is not None:
        return _("You have reported a problem with this call already.")
    if now > call.ended_at + timedelta(seconds=s.report_seconds):
        return n_(
            "A problem can be reported for {n} hour after a call.",
            "A problem can be reported for {n} hours after a call.",
            round(s.report_seconds / 3600),
        )
    paid = select(Payment.id).where(
        Payment.call_id == call.id, col(Payment.status).in_((Paid.CAPTURING, Paid.CAPTURED))
    )
    if session.exec(paid).first() is None:
        return _("Nothing was charged for this call, so there is nothing to give back.")
    return ""


def of_call(session: Session, call_id: str) -> Problem | None:
    """What was reported about a call."""
    return session.exec(select(Problem).where(Problem.call_id == call_id)).first()
