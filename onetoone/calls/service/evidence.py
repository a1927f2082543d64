"""What a bank is shown of a disputed payment: the media's timeline, the terms agreed to, and messages only by choice.

The fields are Stripe's: https://docs.stripe.com/api/disputes/update#update_dispute-evidence
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from onetoone.config import settings
from onetoone.domain.calls import Move
from onetoone.domain.money import Money
from onetoone.models import Account, Call, CallEvent, Dispute, Message, Payment, Problem, Refund, TwoWaySpan
from onetoone.models.payment import For

_AROUND = timedelta(days=2)  # messages this long before and after the call belong to it
_MOST_MESSAGES = 200
_LARGEST = 20_000  # characters of one field; Stripe takes 150,000 of all


def pack(session: Session, dispute: Dispute, *, with_messages: bool) -> dict[str, str]:
    """The evidence as Stripe takes it: text only, nothing about anybody else's calls."""
    payment = session.get_one(Payment, dispute.payment_id)
    call = session.get_one(Call, payment.call_id)
    creator, fan = session.get_one(Account, call.creator_id), session.get_one(Account, call.fan_id)
    paid = Money(payment.captured, payment.currency)
    what = f"a {call.minutes} minute {call.kind} call with {creator.name}"
    if payment.purpose is For.TIP:
        what = f"a tip that was given during {what}"
    elif payment.purpose is For.EXTENSION:
        what = f"{payment.minutes} minutes that were added to {what}"
    texts = {
        "customer_name": fan.name,
        "customer_email_address": fan.email,
        "product_description": f"{paid} for {what}, one to one, held over the Internet.",
        "service_date": (call.live_at or call.created_at).date().isoformat(),
        "access_activity_log": "\n".join(_timeline(session, call)),
        "refund_policy_disclosure": _terms(session, call),
        "refund_policy": _RULES,
        "uncategorized_text": "\n\n".join(_rest(session, call, payment, with_messages=with_messages)),
    }
    return {name: text[:_LARGEST] for name, text in texts.items() if text}


_RULES = (
    "The card is held before the call and charged after it. Under half a minute of media in both directions: "
    "nothing is charged. The host left early, or our side failed: only the delivered share is charged. The customer "
    "left early: the agreed price. A problem can be reported afterwards; unanswered, it is refunded in full."
)


def _timeline(session: Session, call: Call) -> Iterator[str]:
    """What the media server saw, to the second, with every move of the call."""
    yield "All times UTC. Media in both directions, as our media server saw it:"
    spans = session.exec(select(TwoWaySpan).where(TwoWaySpan.call_id == call.id).order_by(col(TwoWaySpan.began_at)))
    for span in spans:
        seconds = round((span.stopped_at - span.began_at).total_seconds())
        yield f"{_at(span.began_at)} to {_at(span.stopped_at)} ({seconds} s)"
    yield f"Together {call.two_way_ms // 1000} s of {call.length_ms // 1000} s agreed."
    yield "The steps of the call:"
    moves = select(CallEvent).where(CallEvent.call_id == call.id).order_by(col(CallEvent.version))
    for event in session.exec(moves):
        who = {call.creator_id: "the host", call.fan_id: "the customer", None: "the system"}[event.actor_id]
        yield f"{_at(event.at)} {event.move.replace('_', ' ')} by {who}"


def _terms(session: Session, call: Call) -> str:
    """The terms on the screen above the button, and when the customer pressed it."""
    agreed = session.exec(
        select(CallEvent.at)
        .where(CallEvent.call_id == call.id, col(CallEvent.move).in_((str(Move.PAY), str(Move.ADMIT))))
        .order_by(col(CallEvent.version).desc())
    ).first()
    price = Money(call.price, call.currency)
    least = round(settings().least_two_way_seconds)
    when = f'The customer pressed "Pay and join" on {_at(agreed)} UTC. ' if agreed else ""
    return (
        f"{when}Above that button the review screen showed: {call.kind} call, {call.minutes} min, {price}; the card is "
        f"held now and charged only after the call; under {least} seconds together nothing is charged; if the host "
        "leaves early or our side fails, only the share that was delivered is charged."
    )


def _rest(session: Session, call: Call, payment: Payment, *, with_messages: bool) -> Iterator[str]:
    problem = session.exec(select(Problem).where(Problem.call_id == call.id)).first()
    if problem is None:
        yield "The customer did not report a problem to us, which they could do on the summary of the call."
    else:
        yield f"The customer reported a problem on {_at(problem.created_at)} UTC. It is {problem.status}."
    back = sum(
        row.amount for row in session.exec(select(Refund).where(Refund.payment_id == payment.id)) if row.stripe_id
    )
    if back:
        yield f"Refunded before the dispute: {Money(back, payment.currency)}."
    if with_messages and call.live_at is not None:
        yield "Messages between the two around the call:"
        yield "\n".join(_messages(session, call, call.live_at))


def _messages(session: Session, call: Call, live: datetime) -> Iterator[str]:
    near = select(Message).where(
        Message.thread_id == call.thread_id,
        col(Message.kind).in_(("text", "picture")),
        col(Message.at) >= live - _AROUND,
        col(Message.at) <= live + _AROUND,
    )
    for message in session.exec(near.order_by(col(Message.id)).limit(_MOST_MESSAGES)):
        who = "Host" if message.author_id == call.creator_id else "Customer"
        said = message.body if message.kind == "text" else f"[picture] {message.data.get('alt') or 'no description'}"
        yield f"{_at(message.at)} {who}: {said}"


def _at(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")
