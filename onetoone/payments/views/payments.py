"""What a fan has paid, and what was only held."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from onetoone import routes
from onetoone.domain.calls import Kind, Side
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.domain.words import _, n_
from onetoone.models import Account, Call, Payment
from onetoone.models.payment import STOOD, For, Paid
from onetoone.payments.views import let_go

SHOWN = (*STOOD, Paid.FAILED)
"""A Checkout page that nobody paid at is no payment."""


@dataclass(frozen=True)
class PaymentRow:
    """`status`: held, charged, released or failed. `why` it isn't charged, or not all of it."""

    id: str = ""
    at: str = ""
    what: str = ""
    who: str = ""
    picture: str = ""
    amount: str = ""
    status: str = ""
    words: str = ""
    why: str = ""
    href: str = ""


@dataclass(frozen=True)
class PaymentList:
    rows: list[PaymentRow]
    more: bool


def payments(session: Session, actor: Actor, *, most: int = 30) -> PaymentList:
    """The acting person's own, the newest first, in two statements."""
    mine = (
        select(Payment, Call, Account)
        .where(Payment.payer_id == actor.id, col(Payment.status).in_(SHOWN))
        .where(Payment.call_id == Call.id, Payment.payee_id == Account.id)
        .order_by(col(Payment.created_at).desc(), col(Payment.id).desc())
        .limit(most + 1)
    )
    found = session.exec(mine).all()
    among = let_go.of_calls(session, {call.id for _payment, call, _payee in found[:most]})
    return PaymentList([_row(*each, among[each[1].id]) for each in found[:most]], len(found) > most)


def standing(payment: Payment) -> tuple[str, str]:
    """Where a payment stands for who pays it: a code, and words."""
    match payment.status:
        case Paid.CAPTURED if payment.captured < payment.amount and payment.purpose is not For.TIP:
            return "charged", _("Part charged, the rest released")
        case Paid.CAPTURED:
            return "charged", _("Charged")
        case Paid.HELD:
            return "held", _("Held, not charged yet")
        case Paid.CAPTURING:
            return "held", _("Being finished")
        case Paid.FAILED:
            return "failed", _("Didn't go through, nothing charged")
    return "released", _("Hold released, not charged")


def _row(payment: Payment, call: Call, payee: Account, among: list[Payment]) -> PaymentRow:
    status, words = standing(payment)
    amount = payment.captured if status == "charged" else payment.amount
    return PaymentRow(
        id=payment.id,
        at=payment.created_at.isoformat(),
        what=_with(payment, call, payee.name),
        who=payee.name,
        picture=payee.picture,
        amount=str(Money(amount, payment.currency)),
        status=status,
        words=words,
        why=let_go.why(payment, call, among, to=Side.FAN, name=payee.name),
        href=routes.to(routes.RECEIPT, payment_id=payment.id),
    )


def _with(payment: Payment, call: Call, name: str) -> str:
    """ "Video call, 15 min with Mara", "Tip for Mara"."""
    if payment.purpose is For.TIP:
        return _("Tip for {name}", name=name)
    if payment.purpose is For.EXTENSION:
        return n_("{n} more minute with {name}", "{n} more minutes with {name}", payment.minutes, name=name)
    if call.kind is Kind.AUDIO:
        return _("Audio call, {n} min with {name}", n=call.minutes, name=name)
    return _("Video call, {n} min with {name}", n=call.minutes, name=name)
