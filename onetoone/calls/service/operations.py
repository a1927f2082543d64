"""Carrying out the outbox: asks Stripe or a media node, then writes down what came of it, with all that follows."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta
from typing import Any

from sqlmodel import Session

from onetoone import db, runtime
from onetoone.calls.service.following_back import Back, follow_back, follow_refund
from onetoone.calls.service.money import follow
from onetoone.domain.calls import OVER
from onetoone.domain.errors import NotFound, Refused, VendorBusy, VendorDown
from onetoone.domain.money import Money
from onetoone.domain.ports import Checkout, Declined, Intent
from onetoone.domain.words import N_, said
from onetoone.models import Account, Call, Operation, Payment, StripeEvent
from onetoone.models.payment import UNPAID, Paid
from onetoone.payments import service as payments
from onetoone.payments.service import cards, connecting, disputing, outbox, parameters, refunding
from onetoone.payments.service.events import WATCHED, unheard

log = logging.getLogger(__name__)

_LATE_NEWS = timedelta(days=7)  # Stripe keeps events for 30 days
_LOOK_AGAIN = 0.1  # seconds between two looks at what another worker does
_BUSY = 5.0  # seconds of rest for the others, when Stripe said "too much" and not for how long
_NOT_FOR_EVER = ("room.close",)  # a node that doesn't come back has taken its rooms along
_FAILED = N_("We couldn't open the payment page. Nothing was charged. Please try again in a moment.")


async def carry_out_due(ref: str | None = None) -> int:
    """Carry out what is due, of one payment or call or of all, and what becomes due by that; says how many operations
    were tried."""
    tried = 0
    while operations := await runtime.perform(lambda s: outbox.claim(s, now=runtime.now(), ref=ref)):
        while operations:
            operation, *operations = operations
            tried += 1
            try:
                await _carry_out(operation)
            except VendorBusy as busy:
                rest, wait = operations, busy.wait or _BUSY
                await runtime.perform(lambda s, rest=rest, wait=wait: _put_back(s, rest, wait))  # type: ignore[misc]
                return tried
    return tried


def _put_back(session: Session, operations: list[Operation], wait: float) -> None:
    for operation in operations:
        outbox.put_back(session, operation, now=runtime.now(), wait=wait)


async def checkout_page(payment_id: str) -> str:
    """The address of the payment's Checkout page, asking Stripe for it if nobody has yet."""
    payment = await charge(payment_id)
    if payment.status not in (Paid.OPEN, Paid.BANK) or not payment.checkout_url:
        raise VendorDown(said(_FAILED))
    return payment.checkout_url


async def charge(payment_id: str) -> Payment:
    """Carry out what is asked of a payment at once, or wait for the worker who was quicker; where it stands then."""
    await carry_out_due(payment_id)
    for _ in range(int(runtime.current().settings.stripe_timeout / _LOOK_AGAIN)):
        if not await db.look(lambda s: outbox.is_under_way(s, payment_id, runtime.now())):
            break
        await asyncio.sleep(_LOOK_AGAIN)
    return await db.look(lambda s: s.get_one(Payment, payment_id))


async def sync(payment_id: str, event: tuple[str, str] | None = None) -> None:
    """Read the payment at Stripe and act on what is true now. Webhook (with its id and type), return page and sweep
    all come here; in whatever order and however often they do, the outcome is the same."""
    payment = await db.look(lambda s: s.get(Payment, payment_id))
    if payment is None:
        raise NotFound
    gateway = runtime.current().checkout
    seen: Checkout | Intent | None = None
    if payment.intent_id:
        seen = await gateway.intent(payment.intent_id)
    elif payment.session_id:
        seen = await gateway.checkout(payment.session_id)
    back = await _back(payment, seen, event[1] if event else "")
    await runtime.perform(lambda s: _saw(s, payment_id, seen, event, back))


async def hear_late_news() -> None:
    """Refunds and disputes move weeks after a payment was settled. What webhooks did not bring is found at Stripe."""
    since = runtime.now() - _LATE_NEWS
    events = await runtime.current().checkout.news(WATCHED, since)
    for payment_id, event in await db.look(lambda s: unheard(s, events)):
        await sync(payment_id, event=event)


async def _back(payment: Payment, seen: Checkout | Intent | None, why: str) -> Back:
    """What was given back or taken back of the payment; asked only when there may be something."""
    if not isinstance(seen, Intent) or seen.status != "succeeded":
        return Back()
    gateway = runtime.current().checkout
    disputed = seen.disputed or why.startswith("charge.dispute")
    if not disputed:
        disputed = await db.look(lambda s: disputing.known(s, payment.id))
    reversed = why == "transfer.reversed"
    refunded = payment.refunded or seen.refunded or "refund" in why
    return Back(
        fees=await gateway.fees_back_of(seen.fee) if (refunded or reversed) and seen.fee else (),
        taken=await connecting.taken_from(payment, seen) if reversed else (),
        refunds=await gateway.refunds_of(seen.id) if refunded else (),
        disputes=await gateway.disputes_of(seen.id) if disputed else (),
    )


def _saw(
    session: Session,
    payment_id: str,
    seen: Checkout | Intent | None,
    event: tuple[str, str] | None,
    back: Back | None = None,
) -> None:
    now = runtime.now()
    if seen is None or (event is not None and session.get(StripeEvent, event[0]) is not None):
        return
    if event is not None:
        session.add(StripeEvent(id=event[0], type=event[1], at=now))
    if isinstance(seen, Checkout):
        follow(session, payments.saw_checkout(session, payment_id, seen, now), now)
    else:
        follow(session, payments.saw_intent(session, payment_id, seen, now), now)
    if back is not None:
        follow_back(session, payment_id, back, now)


async def _carry_out(operation: Operation) -> None:
    """One operation, and what came of it. Whatever goes wrong, it stays in the outbox, under the same key; `VendorBusy`
    goes on to whoever might ask for more."""
    try:
        conclude = await _KINDS[operation.kind](operation)
    except VendorDown as down:
        why, wait = type(down).__name__, down.wait if isinstance(down, VendorBusy) else None
        log.warning("operation waits", extra={"key": operation.key, "attempt": operation.attempts, "why": why})
        if operation.kind in _NOT_FOR_EVER:
            await runtime.perform(lambda s: _failed(s, operation, why))
            return
        await runtime.perform(lambda s: outbox.later(s, operation, why, now=runtime.now(), wait=wait))
        if isinstance(down, VendorBusy):
            raise
        return
    except Exception as error:
        why = type(error).__name__
        log.exception("operation failed", extra={"key": operation.key, "attempt": operation.attempts})
        await runtime.perform(lambda s: _failed(s, operation, why))
        return

    def write_down(session: Session) -> None:
        conclude(session)
        outbox.done(session, operation, runtime.now())

    await runtime.perform(write_down)


def _failed(session: Session, operation: Operation, why: str) -> None:
    most = runtime.current().settings.outbox_attempts
    if outbox.failed(session, operation, why, now=runtime.now(), most=most):
        payments.flag_stuck(session, operation.ref, operation.key)


_Conclusion = Callable[[Session], None]


def _concluding(payment_id: str, seen: Checkout | Intent) -> _Conclusion:
    return lambda session: _saw(session, payment_id, seen, None)


async def _customer(account_id: str) -> str:
    """The fan's customer at Stripe, made on first need: once, by its derived key."""
    account = await db.look(lambda s: s.get_one(Account, account_id))
    if account.stripe_customer_id:
        return account.stripe_customer_id
    made = await runtime.current().checkout.customer(f"cus:{account_id}", parameters.customer(account))

    def keep(session: Session) -> None:
        session.get_one(Account, account_id).stripe_customer_id = made

    await runtime.perform(keep)
    return made


async def _payment(operation: Operation) -> Payment:
    return await db.look(lambda s: s.get_one(Payment, operation.ref))


async def _open_checkout(operation: Operation) -> _Conclusion:
    payment = await _payment(operation)
    what: Mapping[str, Any] = {**operation.parameters, "customer": await _customer(payment.payer_id)}
    try:
        seen = await runtime.current().checkout.open_checkout(operation.key, what)
    except Declined as no:
        log.error("a Checkout page was refused", extra={"key": operation.key, "why": no.why})
        return lambda s: follow(s, payments.never_opened(s, payment.id, runtime.now()), runtime.now())
    return _concluding(payment.id, seen)


async def _close_checkout(operation: Operation) -> _Conclusion:
    payment = await _payment(operation)
    if payment.session_id is None:
        # Its opening came first, and led to nothing.
        return lambda s: follow(s, payments.never_opened(s, payment.id, runtime.now()), runtime.now())
    return _concluding(payment.id, await runtime.current().checkout.expire_checkout(payment.session_id))


async def _capture(operation: Operation) -> _Conclusion:
    payment = await _payment(operation)
    amount, fee = Money(operation.parameters["amount"], payment.currency), operation.parameters.get("fee")
    seen = await runtime.current().checkout.capture(operation.key, _intent_of(payment), amount, fee)
    if seen.status == "requires_capture":  # refused, as for an account that Stripe closed: it may be open again
        raise VendorDown("the capture was refused")
    return _concluding(payment.id, seen)


async def _release(operation: Operation) -> _Conclusion:
    payment = await _payment(operation)
    return _concluding(payment.id, await runtime.current().checkout.release(operation.key, _intent_of(payment)))


async def _charge_card(operation: Operation) -> _Conclusion:
    payment = await _payment(operation)
    try:
        again = outbox.key_is_forgotten(operation, runtime.now())
        seen = await runtime.current().checkout.charge_saved_card(operation.key, operation.parameters, again=again)
    except Declined as no:
        if no.intent is not None:
            return _concluding(payment.id, no.intent)
        why = no.why
        return lambda session: _card_is_gone(session, operation, why)
    return _concluding(payment.id, seen)


def _card_is_gone(session: Session, operation: Operation, why: str) -> None:
    """Checkout asks for another card, as long as there is somebody to give it."""
    now, payment = runtime.now(), session.get_one(Payment, operation.ref)
    call = session.get_one(Call, payment.call_id, with_for_update=True)
    if call.status in OVER:
        follow(session, payments.refused(session, payment.id, why, now), now)
    else:
        payments.ask_at_checkout(session, payment, operation, now)


async def _abandon_extra(operation: Operation) -> _Conclusion:
    payment = await _payment(operation)
    if payment.status not in UNPAID:  # it came to its end by itself
        return lambda session: None
    if payment.session_id is not None or payment.intent_id is None:  # an intent of Checkout's ends with its page
        return await _close_checkout(operation)
    return _concluding(payment.id, await runtime.current().checkout.abandon(operation.key, payment.intent_id))


async def _close_room(operation: Operation) -> _Conclusion:
    call = await db.look(lambda s: s.get_one(Call, operation.ref))
    if call.node is not None:
        await runtime.current().media.close_room(call.node, call.id, str(call.ended or call.status))
    return lambda session: None


async def _give_back(operation: Operation) -> _Conclusion:
    refund_id, payment_id = operation.parameters["metadata"]["refund_id"], operation.ref
    try:
        again = outbox.key_is_forgotten(operation, runtime.now())
        seen = await runtime.current().checkout.refund(operation.key, operation.parameters, again=again)
    except Declined as no:
        why = no.why
        return lambda s: follow_refund(s, refunding.refused(s, refund_id, why, runtime.now()), runtime.now())
    return lambda s: follow_back(s, payment_id, Back(refunds=[seen]), runtime.now())


async def _submit_evidence(operation: Operation) -> _Conclusion:
    what, payment_id = operation.parameters, operation.ref
    seen = await runtime.current().checkout.submit_evidence(operation.key, what["dispute"], what["evidence"])
    return lambda s: follow_back(s, payment_id, Back(disputes=[seen]), runtime.now())


def _intent_of(payment: Payment) -> str:
    if payment.intent_id is None:
        raise Refused("there is no intent yet")
    return payment.intent_id


_KINDS: dict[str, Callable[[Operation], Awaitable[_Conclusion]]] = {
    "checkout.open": _open_checkout,
    "checkout.close": _close_checkout,
    "hold.capture": _capture,
    "hold.release": _release,
    "tip.charge": _charge_card,
    "tip.abandon": _abandon_extra,
    "extension.charge": _charge_card,
    "extension.abandon": _abandon_extra,
    "refund.give": _give_back,
    "dispute.evidence": _submit_evidence,
    "room.close": _close_room,
    **cards.KINDS,
    **connecting.KINDS,
}
