"""The creator's side of a dispute: choose whether messages are shown, and hand the evidence in."""

from datetime import datetime

from sqlmodel import Session

from onetoone.calls.service.evidence import pack
from onetoone.calls.service.moves import tell
from onetoone.domain.errors import NotFound, OneToOneError
from onetoone.domain.people import Actor
from onetoone.models import Call, Dispute, Payment
from onetoone.payments.service import disputing


def answer_bank(session: Session, *, actor: Actor, dispute_id: str, with_messages: bool, now: datetime) -> Dispute:
    """The creator hands the evidence in, with the messages around the call if they like."""
    dispute, call = _found(session, dispute_id)
    if call.creator_id != actor.id:
        raise NotFound
    hand_in(session, dispute, call, with_messages=with_messages, now=now)
    return dispute


def hand_in(session: Session, dispute: Dispute, call: Call, *, with_messages: bool, now: datetime) -> None:
    """Have the evidence go to the bank."""
    dispute.with_messages = with_messages is True
    session.add(dispute)
    disputing.submit(session, dispute, pack(session, dispute, with_messages=dispute.with_messages), now)
    tell(session, call)


def run_out_evidence(session: Session, dispute_id: str, now: datetime) -> None:
    """The creator did not choose: the evidence goes out without messages. Nothing when somebody was quicker."""
    try:
        dispute, call = _found(session, dispute_id)
    except OneToOneError:
        return
    if dispute.deadline_at is not None and dispute.deadline_at <= now:
        hand_in(session, dispute, call, with_messages=False, now=now)


def _found(session: Session, dispute_id: str) -> tuple[Dispute, Call]:
    dispute = session.get(Dispute, dispute_id, with_for_update=True, populate_existing=True)
    if dispute is None:
        raise NotFound
    return dispute, session.get_one(Call, session.get_one(Payment, dispute.payment_id).call_id)
