"""The operator's page, read in one go. Amounts in words, moments as ISO 8601 UTC."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, or_, select

from onetoone.domain import disputes, reasons, refunds
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.domain.words import N_, _, said
from onetoone.models import Account, Dispute, OperatorAction, Payment, Refund
from onetoone.operators.views.anomalies import anomalies
from onetoone.operators.views.books import Books, books, is_balanced
from onetoone.operators.views.lines import Line
from onetoone.operators.views.reports import reports
from onetoone.payments.service import refunding
from onetoone.security.roles import require_operator

_MOST = 50
_BY = {
    refunds.By.CREATOR: N_("By the creator"),
    refunds.By.CLOCK: N_("By the clock"),
    refunds.By.OPERATOR: N_("By the operator"),
    refunds.By.PLATFORM: N_("By the platform"),
    refunds.By.STRIPE: N_("Made at Stripe"),
}
_DID = {
    "refund": N_("refund"),
    "retry": N_("retry"),
    "clear_flag": N_("clear flag"),
    "answer_bank": N_("answer bank"),
    "close_report": N_("close report"),
    "appoint": N_("appoint"),
    "dismiss": N_("dismiss"),
}


@dataclass(frozen=True, slots=True)
class DeskView:
    """`balanced`: every transaction, and so the whole ledger, sums to zero."""

    loaded: bool = False
    balanced: bool = True
    books: list[Books] = field(default_factory=list)
    anomalies: list[Line] = field(default_factory=list)
    payments: list[Line] = field(default_factory=list)
    refunds: list[Line] = field(default_factory=list)
    disputes: list[Line] = field(default_factory=list)
    reports: list[Line] = field(default_factory=list)
    actions: list[Line] = field(default_factory=list)


def desk(session: Session, actor: Actor, *, q: str = "", now: datetime) -> DeskView:
    """All of it; `NotFound` for whoever isn't an operator. `q` finds payments by a person or by an id."""
    require_operator(session, actor)
    return DeskView(
        loaded=True,
        balanced=is_balanced(session),
        books=books(session),
        anomalies=anomalies(session, now),
        payments=_payments(session, q.strip()),
        refunds=_refunds(session),
        disputes=_disputes(session),
        reports=reports(session),
        actions=_actions(session),
    )


def _payments(session: Session, q: str) -> list[Line]:
    payer, payee = aliased(Account), aliased(Account)
    wanted = (
        select(Payment, payer.name, payee.name)
        .join(payer, col(Payment.payer_id) == payer.id)
        .join(payee, col(Payment.payee_id) == payee.id)
    )
    if q:
        like = [person.name.icontains(q, autoescape=True) for person in (payer, payee)]  # type: ignore[attr-defined]
        ids = [Payment.id == q, Payment.intent_id == q, Payment.call_id == q]
        wanted = wanted.where(or_(*like, *ids, payer.email == q, payee.email == q))
    taken = set(session.exec(select(Dispute.payment_id).where(col(Dispute.status).in_(disputes.TAKEN))))
    found = session.exec(wanted.order_by(col(Payment.created_at).desc()).limit(_MOST))
    return [_payment(payment, who, to, disputed=payment.id in taken) for payment, who, to in found]


def _payment(payment: Payment, who: str, to: str, *, disputed: bool) -> Line:
    amount = Money(payment.captured or payment.amount, payment.currency)
    back = _("{amount} refunded", amount=Money(payment.refunded, payment.currency)) if payment.refunded else ""
    parts = (str(payment.purpose), payment.id, back, _("disputed") if disputed else "")
    left = 0 if disputed else refunding.left(payment)
    return Line(
        ref=payment.id,
        at=payment.created_at.isoformat(),
        title=f"{who} → {to}",
        line=" · ".join(part for part in parts if part),
        amount=str(amount),
        status=str(payment.status),
        tone="danger" if payment.flagged else "success" if payment.captured else "neutral",
        action="refund" if left else "",
        label=_("Refund") if left else "",
        most=Money(left, payment.currency).decimal if left else "",
    )


def _because(refund: Refund) -> tuple[str, str]:
    because = reasons.refunded_because(refund.by, refund.why)
    return because, reasons.not_refunded(refund.failure) or refund.failure


def _refunds(session: Session) -> list[Line]:
    tones = {refunds.Status.SUCCEEDED: "success", refunds.Status.FAILED: "danger", refunds.Status.REFUSED: "danger"}
    found = session.exec(select(Refund).order_by(col(Refund.created_at).desc()).limit(_MOST))
    return [
        Line(
            ref=row.id,
            at=row.created_at.isoformat(),
            title=said(_BY[row.by]),
            line=" · ".join(part for part in (row.payment_id, *_because(row)) if part),
            amount=str(Money(row.amount, row.currency)),
            status=str(row.status),
            tone=tones.get(row.status, "warning"),
        )
        for row in found
    ]


def _disputes(session: Session) -> list[Line]:
    found = session.exec(select(Dispute).order_by(col(Dispute.opened_at).desc()).limit(_MOST))
    return [_dispute(row) for row in found]


def _dispute(row: Dispute) -> Line:
    waits = row.status is disputes.Status.OPEN and row.sent_at is None
    tones = {disputes.Status.WON: "success", disputes.Status.LOST: "danger", disputes.Status.CLOSED: "neutral"}
    return Line(
        ref=row.id,
        at=row.opened_at.isoformat(),
        title=row.reason.replace("_", " ").capitalize(),
        line=f"{row.payment_id} · {row.id} · {_('held {amount}', amount=Money(row.share, row.currency))}",
        amount=str(Money(row.amount, row.currency)),
        status=str(row.status),
        tone=tones.get(row.status, "warning"),
        action="answer_bank" if waits else "",
        label=_("Send evidence") if waits else "",
    )


def _actions(session: Session) -> list[Line]:
    wanted = select(OperatorAction, Account.name).join(Account, col(Account.id) == OperatorAction.account_id)
    found = session.exec(wanted.order_by(col(OperatorAction.id).desc()).limit(_MOST))
    return [
        Line(
            ref=f"{action.id}",
            at=action.at.isoformat(),
            title=f"{name}: {said(_DID.get(action.did, action.did))}",
            line=f"{action.ref} · {reasons.acted(action.why)}",
        )
        for action, name in found
    ]
