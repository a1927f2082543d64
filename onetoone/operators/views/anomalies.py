"""What needs a person: it would not heal by itself."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from onetoone.domain import disputes, reasons, refunds
from onetoone.domain.money import Money
from onetoone.domain.words import _, n_
from onetoone.models import Dispute, Operation, Payment, Refund, Transfer
from onetoone.models.payment import Paid
from onetoone.models.payout import Sent
from onetoone.operators.views.books import is_balanced
from onetoone.operators.views.lines import Line
from onetoone.operators.views.reports import open_reports

_NEAR = timedelta(days=1)  # a hold that lapses this soon, a bank that stops listening this soon
_MOST = 50


def anomalies(session: Session, now: datetime) -> list[Line]:
    """The gravest first."""
    return [
        *_books(session),
        *_given_up(session),
        *_flagged(session),
        *_failed_refunds(session),
        *_not_taken_back(session),
        *_lapsing_holds(session, now),
        *_unanswered_banks(session, now),
        *open_reports(session),
    ]


def _books(session: Session) -> list[Line]:
    if is_balanced(session):
        return []
    return [
        Line(
            title=_("The ledger does not sum to zero"), line=_("Stop paying out until it is understood."), tone="danger"
        )
    ]


def _given_up(session: Session) -> list[Line]:
    found = select(Operation).where(col(Operation.given_up).is_(True), col(Operation.done_at).is_(None))
    return [
        Line(
            ref=row.key,
            at=row.created_at.isoformat(),
            title=_("Given up: {what}", what=row.kind.replace(".", " ")),
            line=f"{row.ref} · {_tries(row)}",
            status=_("given up"),
            tone="danger",
            action="retry",
            label=_("Try again"),
        )
        for row in session.exec(found.order_by(col(Operation.id)).limit(_MOST))
    ]


def _tries(row: Operation) -> str:
    return n_("{n} try, last {failed}", "{n} tries, last {failed}", row.attempts, failed=row.failed)


def _flagged(session: Session) -> list[Line]:
    found = select(Payment).where(Payment.flagged != "").order_by(col(Payment.changed_at).desc()).limit(_MOST)
    return [
        Line(
            ref=row.id,
            at=row.changed_at.isoformat(),
            title=_("Flagged: {what}", what=reasons.flagged(row.flagged)),
            line=f"{row.purpose} · {row.id}",
            amount=str(Money(row.captured or row.amount, row.currency)),
            status=str(row.status),
            tone="danger",
            action="clear_flag",
            label=_("It’s fine"),
        )
        for row in session.exec(found)
    ]


def _failed_refunds(session: Session) -> list[Line]:
    """Refunds that did not arrive, of payments that were not given back otherwise since."""
    wanted = select(Refund, Payment).join(Payment, col(Payment.id) == Refund.payment_id)
    found = session.exec(
        wanted.where(col(Refund.status).in_(refunds.LOST), Refund.amount <= Payment.captured - Payment.refunded)
        .order_by(col(Refund.changed_at).desc())
        .limit(_MOST)
    )
    return [
        Line(
            ref=payment.id,
            at=row.changed_at.isoformat(),
            title=_("A refund did not arrive"),
            line=" · ".join(part for part in (payment.id, reasons.not_refunded(row.failure) or row.failure) if part),
            amount=str(Money(row.amount, row.currency)),
            status=str(row.status),
            tone="danger",
            action="refund",
            label=_("Refund again"),
            most=Money(row.amount, row.currency).decimal,
        )
        for row, payment in found
    ]


def _not_taken_back(session: Session) -> list[Line]:
    """What creators owe, because it was refunded or lost after they were paid out: taken from what they earn next."""
    short = select(Transfer).where(Transfer.status == Sent.SHORT).order_by(col(Transfer.changed_at).desc())
    return [
        Line(
            ref=row.payment_id,
            at=row.changed_at.isoformat(),
            title=_("A creator’s account has too little to take money back from"),
            line=f"{row.payment_id} · {row.refused} · {_('asked again by itself')}",
            amount=str(Money(row.missing, row.currency)),
            status=_("owed by the creator"),
            tone="warning",
        )
        for row in session.exec(short.limit(_MOST))
    ]


def _lapsing_holds(session: Session, now: datetime) -> list[Line]:
    held = select(Payment).where(col(Payment.status).in_((Paid.HELD, Paid.CAPTURING)), Payment.flagged == "")
    found = held.where(col(Payment.hold_ends_at) <= now + _NEAR).order_by(col(Payment.hold_ends_at)).limit(_MOST)
    return [
        Line(
            ref=row.id,
            at=row.hold_ends_at.isoformat() if row.hold_ends_at else "",
            title=_("A hold is about to lapse"),
            line=f"{row.call_id} · {row.id}",
            amount=str(Money(row.amount, row.currency)),
            status=str(row.status),
            tone="warning",
        )
        for row in session.exec(found)
    ]


def _unanswered_banks(session: Session, now: datetime) -> list[Line]:
    open_ones = select(Dispute).where(Dispute.status == disputes.Status.OPEN, col(Dispute.sent_at).is_(None))
    found = open_ones.where(col(Dispute.answer_by) <= now + _NEAR).order_by(col(Dispute.answer_by)).limit(_MOST)
    return [
        Line(
            ref=row.id,
            at=row.answer_by.isoformat() if row.answer_by else "",
            title=_("A bank stops listening soon"),
            line=f"{row.payment_id} · {row.id}",
            amount=str(Money(row.amount, row.currency)),
            status=str(row.status),
            tone="danger",
            action="answer_bank",
            label=_("Send evidence"),
        )
        for row in session.exec(found)
    ]
