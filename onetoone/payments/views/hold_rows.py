"""Holds as rows of earnings: not earned yet, or not at all, so not in the ledger."""

from datetime import datetime

from sqlmodel import Session, col, select

from onetoone import routes
from onetoone.domain.calls import Side
from onetoone.domain.ids import AccountId
from onetoone.domain.money import Money, decimal, written
from onetoone.domain.words import _
from onetoone.models import Account, Call, Payment
from onetoone.models.payment import Paid
from onetoone.payments.views import let_go
from onetoone.payments.views.rows import EarningRow, icon_of, what_of


def held_rows(session: Session, creator: AccountId) -> list[EarningRow]:
    """What is held at the moment, the newest first."""
    held = _of(creator, Paid.HELD, Paid.CAPTURING).order_by(col(Payment.created_at).desc())
    return [_held(*found) for found in session.exec(held)]


def released_rows(session: Session, creator: AccountId, since: datetime | None, *, most: int) -> list[EarningRow]:
    """What was held and let go, with why; the newest first."""
    gone = _of(creator, Paid.RELEASING, Paid.RELEASED).order_by(col(Payment.changed_at).desc(), col(Payment.id))
    if since is not None:
        gone = gone.where(Payment.changed_at >= since)
    found = session.exec(gone.limit(most)).all()
    among = let_go.of_calls(session, {call.id for _payment, call, _payer in found})
    return [_released(payment, call, payer, among[call.id]) for payment, call, payer in found]


def _of(creator: AccountId, *standing: Paid):  # type: ignore[no-untyped-def]
    return (
        select(Payment, Call, Account)
        .where(Payment.payee_id == creator, col(Payment.status).in_(standing))
        .where(Payment.call_id == Call.id, Payment.payer_id == Account.id)
    )


def _held(payment: Payment, call: Call, payer: Account) -> EarningRow:
    gross = Money(payment.amount, payment.currency)
    fee = gross.fee(payment.fee_basis_points)
    return _row(
        payment,
        call,
        payer,
        gross=str(gross),
        fee=written(-fee.amount, fee.currency),
        net=str(gross - fee),
        status="held",
        words=_("Held"),
        gross_plain=gross.decimal,
        fee_plain=decimal(-fee.amount, fee.currency),
        net_plain=(gross - fee).decimal,
    )


def _released(payment: Payment, call: Call, payer: Account, among: list[Payment]) -> EarningRow:
    """Without figures: they would look like earnings."""
    held = Money(payment.amount, payment.currency)
    why = let_go.why(payment, call, among, to=Side.CREATOR, name=payer.name)
    note = _("{amount} was held. {why}", amount=held, why=why)
    return _row(payment, call, payer, status="released", words=_("Not charged"), note=note)


def _row(payment: Payment, call: Call, payer: Account, **more: str) -> EarningRow:
    return EarningRow(
        id=payment.id,
        at=payment.changed_at.isoformat(),
        kind=str(payment.purpose),
        icon=icon_of(payment, call),
        what=what_of(payment, call),
        who=payer.name,
        href=routes.to(routes.CALL, call_id=call.id),
        currency=payment.currency.upper(),
        **more,
    )
