"""Where creators' accounts meet Stripe: the one way in for news of them, and what the outbox asks of Connect."""

import asyncio
from collections.abc import Awaitable, Callable

from sqlmodel import Session

from onetoone import db, routes, runtime
from onetoone.domain.errors import VendorDown
from onetoone.domain.money_back import TransferBack
from onetoone.domain.payouts import NotSent, PayoutSeen, Standing
from onetoone.domain.people import Actor
from onetoone.domain.ports import Intent
from onetoone.domain.words import _
from onetoone.models import Operation, Payment, PayoutAccount, StripeEvent
from onetoone.payments.service import onboarding, outbox, payouts, transfers

Conclusion = Callable[[Session], None]

_LOOK_AGAIN = 0.1  # seconds between two looks at what the worker does


async def sync(account_id: str, *, event: tuple[str, str] | None = None, came_back: bool = False) -> None:
    """Read a creator's account and payouts at Stripe, and act on what is true now. Webhook (with its id and type),
    return page (`came_back`) and sweep all come here; what an address or a payload says proves nothing."""
    account = await db.look(lambda s: s.get(PayoutAccount, account_id))
    if account is None or account.stripe_id is None:
        return
    gateway, began, stripe_id = runtime.current().connect, runtime.now(), account.stripe_id
    seen = await gateway.account(stripe_id)
    listed: list[PayoutSeen] = []
    if account.ready_at is not None or seen.transfers == "active":
        listed = await gateway.payouts(stripe_id)
        older = set(await db.look(lambda s: payouts.followed(s, account_id))) - {payout.id for payout in listed}
        listed += [await gateway.payout(stripe_id, id) for id in sorted(older)]

    def write_down(session: Session) -> None:
        now = runtime.now()
        if event is not None:
            if session.get(StripeEvent, event[0]) is not None:
                return
            session.add(StripeEvent(id=event[0], type=event[1], at=now))
        onboarding.saw(session, account_id, seen, began=began, now=now)
        for payout in reversed(listed):
            payouts.saw(session, account_id, payout, now)
        if came_back or (event is not None and event[1].startswith("account.external_account.")):
            onboarding.came_back(session, account_id)

    await runtime.perform(write_down)


async def taken_from(payment: Payment, seen: Intent) -> list[TransferBack]:
    """What was taken back of a payment's transfers, by whomever: of those that nobody has written down yet, too."""
    gateway = runtime.current().connect
    made = [seen.transfer] if seen.transfer else []
    made += await gateway.sent_in(payment.call_id, payment.id)
    return [back for one in made for back in await gateway.came_back_of(one)]


async def page_for(actor: Actor, origin: str) -> str:
    """The address of Stripe's page for the acting creator and nobody else: to be onboarded, or to change details."""
    await runtime.perform(lambda s: onboarding.begin(s, actor=actor, now=runtime.now()))
    account = await _opened(actor.id)
    assert account.stripe_id is not None
    return await runtime.current().connect.account_link(
        account.stripe_id,
        update=account.standing is Standing.READY,
        back=f"{origin}{routes.PAYOUTS_RETURN}",
        again=f"{origin}{routes.PAYOUTS_AGAIN}",
    )


async def pay_out_now(actor: Actor) -> None:
    """Pay out all that the acting creator can have; whether they may is read at Stripe first."""
    await sync(actor.id)
    await _pay_out(actor.id, automatic=False)


async def pay_out_due(account_id: str) -> None:
    """A creator's automatic payout."""
    await sync(account_id)
    await _pay_out(account_id, automatic=True)


async def _pay_out(account_id: str, *, automatic: bool) -> None:
    account = await db.look(lambda s: s.get(PayoutAccount, account_id))
    there = await runtime.current().connect.available(account.stripe_id) if account and account.stripe_id else {}
    await runtime.perform(
        lambda s: payouts.pay_out(s, account_id, at_stripe=there, automatic=automatic, now=runtime.now())
    )


async def _opened(account_id: str) -> PayoutAccount:
    """The account, as soon as the worker has had it made."""
    for look in range(1 + int(runtime.current().settings.stripe_timeout / _LOOK_AGAIN)):
        if look:
            await asyncio.sleep(_LOOK_AGAIN)
        account = await db.look(lambda s: s.get_one(PayoutAccount, account_id))
        if account.stripe_id is not None:
            return account
    raise VendorDown(_("We can’t reach Stripe right now. Please try again in a moment."))


async def _open(operation: Operation) -> Conclusion:
    made = await runtime.current().connect.open_account(operation.key, operation.parameters)
    return lambda session: onboarding.opened(session, operation.ref, made)


async def _send(operation: Operation) -> Conclusion:
    payment_id, key = operation.ref, operation.key
    try:
        made = await _sent_before(operation) or await runtime.current().connect.send(key, operation.parameters)
    except NotSent as no:
        why = no.code
        return lambda session: transfers.not_sent(session, payment_id, key, why, runtime.now())
    return lambda session: transfers.sent(session, payment_id, key, made, runtime.now())


async def _sent_before(operation: Operation) -> str:
    """The transfer that Stripe made and nobody wrote down, if its key may be forgotten by now."""
    if not outbox.key_is_forgotten(operation, runtime.now()):
        return ""
    made = await runtime.current().connect.sent_in(operation.parameters["transfer_group"], operation.ref)
    written = await db.look(lambda s: transfers.written_down(s, operation.ref))
    return next((one for one in made if one not in written), "")


async def _reverse(operation: Operation) -> Conclusion:
    payment_id, key = operation.ref, operation.key
    transfer_id, amount = operation.parameters["transfer"], operation.parameters["amount"]
    again = outbox.key_is_forgotten(operation, runtime.now())
    try:
        await runtime.current().connect.reverse(key, transfer_id, amount, again=again)
    except NotSent as no:
        why = no.code
        return lambda session: transfers.not_taken_back(session, payment_id, key, why, runtime.now())
    return lambda session: transfers.taken_back(session, payment_id, key, transfer_id, amount, runtime.now())


async def _make_payout(operation: Operation) -> Conclusion:
    stripe_id, what = operation.parameters["account"], operation.parameters["payout"]
    try:
        made = await _paid_out_before(operation)
        seen = made or await runtime.current().connect.pay_out(operation.key, stripe_id, what)
    except NotSent as no:
        why = no.code
        return lambda session: payouts.refused(session, operation.ref, why, runtime.now())

    def conclude(session: Session) -> None:
        payout = payouts.find(session, operation.ref)
        payouts.saw(session, payout.account_id, seen, runtime.now())

    return conclude


async def _paid_out_before(operation: Operation) -> PayoutSeen | None:
    """The payout that Stripe made and nobody wrote down, if its key may be forgotten by now."""
    if not outbox.key_is_forgotten(operation, runtime.now()):
        return None
    made = await runtime.current().connect.payouts(operation.parameters["account"])
    return next((one for one in made if one.metadata.get("payout_id") == operation.ref), None)


KINDS: dict[str, Callable[[Operation], Awaitable[Conclusion]]] = {
    "connect.open": _open,
    "transfer.send": _send,
    "transfer.reverse": _reverse,
    "payout.make": _make_payout,
}
