"""What Stripe says of refunds and disputes, and what follows from it for a call: both are told, once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from onetoone.calls.service.moves import tell
from onetoone.calls.service.problems import taken_to_the_bank
from onetoone.domain import disputes
from onetoone.domain.money_back import DisputeSeen, FeeBack, RefundSeen, TransferBack
from onetoone.domain.refunds import Status
from onetoone.messages import service as messages
from onetoone.models import Call, Dispute, Payment, Refund
from onetoone.payments.service import disputing, refunding
from onetoone.reaching import service as reaching

_TOLD = {
    disputes.Status.OPEN: "disputed",
    disputes.Status.WON: "dispute_won",
    disputes.Status.LOST: "dispute_lost",
}


@dataclass(frozen=True, slots=True)
class Back:
    """What Stripe says right now: of a payment's refunds, its fee that went back, what was taken from the creator's
    account, and disputes."""

    refunds: Sequence[RefundSeen] = ()
    fees: Sequence[FeeBack] = ()
    taken: Sequence[TransferBack] = ()
    disputes: Sequence[DisputeSeen] = ()


def follow_back(session: Session, payment_id: str, back: Back, now: datetime) -> None:
    """Act on what Stripe says of a payment's refunds and disputes; what is news is told to both."""
    if back.refunds or back.fees or back.taken:
        for refund in refunding.saw(session, payment_id, back.refunds, back.fees, back.taken, now):
            follow_refund(session, refund, now)
    if back.taken:
        tell(session, session.get_one(Call, session.get_one(Payment, payment_id).call_id))
    for dispute_seen in back.disputes:
        for dispute in disputing.saw(session, payment_id, dispute_seen, now):
            _follow_dispute(session, dispute, now)


def follow_refund(session: Session, refund: Refund | None, now: datetime) -> None:
    """A refund has moved: a line in the thread, and word to both tabs."""
    if refund is None:
        return
    payment = session.get_one(Payment, refund.payment_id)
    call = session.get_one(Call, payment.call_id)
    told = {
        "amount": refund.amount,
        "fee": refund.fee,
        "of": payment.captured,
        "currency": refund.currency,
        "purpose": str(payment.purpose),
        "by": str(refund.by),
    }
    failed = refund.status in (Status.FAILED, Status.REFUSED)
    code = "refund_failed" if failed else "refunded"
    if not failed:
        reaching.refunded(session, refund, payment, now)
    # Pending and succeeded are one line: what matters to both is said the first time.
    messages.post_line(
        session, thread_id=call.thread_id, call_id=call.id, code=code, data=told, now=now, once=f"{code}:{refund.id}"
    )
    tell(session, call)


def _follow_dispute(session: Session, dispute: Dispute, now: datetime) -> None:
    payment = session.get_one(Payment, dispute.payment_id)
    call = session.get_one(Call, payment.call_id)
    if dispute.status in disputes.TAKEN:
        taken_to_the_bank(session, call, now)
    code = _TOLD.get(dispute.status)
    if code is not None:
        data = {
            "amount": dispute.amount,
            "share": dispute.share,
            "currency": dispute.currency,
            "purpose": str(payment.purpose),
        }
        messages.post_line(
            session,
            thread_id=call.thread_id,
            call_id=call.id,
            code=code,
            data=data,
            now=now,
            once=f"{code}:{dispute.id}",
        )
    tell(session, call)
