"""Refunds as rows of earnings: decided, on their way, through, and sent back by the bank."""

from sqlmodel import Session, col, select

from onetoone import routes
from onetoone.domain import reasons
from onetoone.domain.ids import AccountId
from onetoone.domain.money import decimal, written
from onetoone.domain.refunds import Status
from onetoone.domain.words import N_, _
from onetoone.models import Account, Call, Payment, Refund
from onetoone.models.payout import Sent
from onetoone.payments.views.filters import Kind
from onetoone.payments.views.rows import EarningRow, Happening, about, row, told


@told("ref:", Kind.BACK)
def _refund(happening: Happening) -> EarningRow:
    """Given back, or, when the bank sent it back, not."""
    if happening.change > 0:
        what = about(happening, N_("Refund that didn't go through"), N_("Refund that didn't go through: {what}"))
        return row(happening, what, "back", _("Returned to you"), kind="refund")
    what = about(happening, N_("Refund"), N_("Refund: {what}"))
    if happening.refund is not None and happening.refund.status is Status.PENDING:
        return row(happening, what, "coming", _("On its way back"), kind="refund", note=_note(happening))
    if happening.refund is not None and happening.refund.status is Status.FAILED:
        return row(happening, what, "back", _("Didn't go through"), kind="refund", note=_failed(happening.refund))
    return row(happening, what, "back", _("Refunded"), kind="refund", note=_note(happening))


def _note(happening: Happening) -> str:
    """Why it was given back, and whether the creator's part of it has left their account at Stripe."""
    refund, transfer = happening.refund, happening.transfer
    said = [reasons.refunded(refund.by)] if refund is not None else []
    if transfer is not None and transfer.status is Sent.TAKING:
        said.append(_("Your part is being taken from your account at Stripe."))
    if transfer is not None and transfer.status is Sent.SHORT:
        missing = written(transfer.missing, transfer.currency)
        said.append(_("{amount} of what you earn next goes into it.", amount=missing))
    return " ".join(said)


def _failed(refund: Refund) -> str:
    return reasons.not_refunded(refund.failure)


def asked_rows(session: Session, creator: AccountId) -> list[EarningRow]:
    """Refunds that were decided and that Stripe has yet to make: not in the ledger. The newest first."""
    asked = (
        select(Refund, Payment, Call, Account)
        .where(Payment.payee_id == creator, Refund.status == Status.ASKED, Refund.payment_id == Payment.id)
        .where(Payment.call_id == Call.id, Payment.payer_id == Account.id)
        .order_by(col(Refund.created_at).desc())
    )
    return [_asked(creator, *found) for found in session.exec(asked)]


def _asked(creator: AccountId, refund: Refund, payment: Payment, call: Call, payer: Account) -> EarningRow:
    share = refund.fee - refund.amount
    told_of = Happening(f"ref:{refund.id}", refund.created_at, refund.currency, {}, creator, payment, call, payer)
    return row(
        told_of,
        about(told_of, N_("Refund"), N_("Refund: {what}")),
        "coming",
        _("On its way back"),
        kind="refund",
        note=reasons.refunded(refund.by),
        net=written(share, refund.currency),
        net_plain=decimal(share, refund.currency),
        href=routes.to(routes.CALL, call_id=call.id),
    )
