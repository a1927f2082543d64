"""What tests of creators' payouts do: earn, be onboarded at Stripe's page, and compare our books with Stripe's."""

import asyncio
from typing import Any

from sqlmodel import Session, select

from onetoone import db
from onetoone.calls import service
from onetoone.calls.service import operations
from onetoone.models import Account, Payout, PayoutAccount, Transfer
from onetoone.payments.service import connecting, ledger
from onetoone.workers import payouts as worker
from tests.integration.calls.conftest import ORIGIN, payments_of
from tests.integration.calls.conftest import ledger as books

DAY = 24 * 3600
GOOD, CLOSED = "000123456789", "000111111113"
FORM = {"name": "Mara Lindqvist", "birth": "1990-01-01", "routing": "110000000", "account_number": GOOD}


async def earns(cast: Any, stripe: Any, seconds: int = 60, ender: str = "leo") -> Any:
    """A paid call from invitation to capture: $25, of which $20 are Mara's."""
    call = await is_paid(cast, stripe)
    return await is_over(cast, call, seconds, ender)


async def is_paid(cast: Any, stripe: Any) -> Any:
    """A call whose card is held, and that both are in."""
    call = cast.invites()
    cast.leo_does(service.join, call)
    payment = cast.leo_does(service.pay, call, origin=ORIGIN)
    await operations.checkout_page(payment.id)
    [payment] = payments_of(call)
    assert stripe.control("pay", session=payment.session_id)["error"] is None
    await operations.sync(payment.id)
    cast.places(call)
    cast.node_says("two_way_started", call)
    return call


async def is_over(cast: Any, call: Any, seconds: int = 60, ender: str = "leo") -> Any:
    cast.clock.forward(seconds)
    (cast.leo_does if ender == "leo" else cast.mara_does)(service.hang_up, call)
    await settles()
    return call


async def settles() -> None:
    """The outbox is carried out, with all that comes of it."""
    while await operations.carry_out_due():
        pass


async def goes_to_stripe(cast: Any, stripe: Any, actor: Any = None) -> str:
    """Mara asks for the onboarding page; its path at the sandbox."""
    asking = asyncio.create_task(connecting.page_for(actor or cast.mara, ORIGIN))
    while not asking.done():
        await operations.carry_out_due()
        await asyncio.sleep(0.01)
    return (await asking).removeprefix(stripe.url)


async def is_onboarded(cast: Any, stripe: Any, **form: str) -> None:
    """Mara fills Stripe's page in, comes back, and the account is read."""
    path = await goes_to_stripe(cast, stripe)
    assert stripe.submit(path, **(FORM | form))[0] == 303
    await connecting.sync(cast.mara.id, came_back=True)
    await settles()


async def days_pass(cast: Any, stripe: Any, days: float = 1) -> None:
    """At Stripe and here; what ripens is in the ledger."""
    cast.clock.forward(days * DAY + 60)
    stripe.control("clock", advance=days * DAY + 60)
    with db.unit_of_work() as session:
        ledger.ripen(session, cast.clock.now())


async def sweeps() -> None:
    """The worker comes by."""
    await worker.pay_creators_once()
    await settles()


async def is_paid_out(cast: Any, stripe: Any) -> None:
    """All that Mara has is at her bank."""
    await days_pass(cast, stripe, 2)
    await connecting.pay_out_now(cast.mara)
    await settles()
    await days_pass(cast, stripe)
    await sweeps()
    assert mine(cast) == {}


def standing_of(cast: Any) -> PayoutAccount:
    with Session(db.engine(), expire_on_commit=False) as session:
        return session.get_one(PayoutAccount, cast.mara.id)


def goes_straight(cast: Any) -> str | None:
    with Session(db.engine()) as session:
        return session.get_one(Account, cast.mara.id).stripe_account_id


def payouts_of(cast: Any) -> list[Payout]:
    with Session(db.engine(), expire_on_commit=False) as session:
        return list(session.exec(select(Payout).where(Payout.account_id == cast.mara.id).order_by("created_at", "id")))


def transfers_of(cast: Any) -> list[Transfer]:
    with Session(db.engine(), expire_on_commit=False) as session:
        return list(session.exec(select(Transfer).where(Transfer.account_id == cast.mara.id)))


def mine(cast: Any) -> dict[str, int]:
    """Mara's part of the ledger, in the words of its accounts; what is zero is left out."""
    names = ("pending", "available", "payouts_in_transit")
    owed = {name: books().get(f"creator:{cast.mara.id}:{name}", 0) for name in names}
    there = {"connected": books().get(f"connected:{cast.mara.id}", 0)}
    return {name: amount for name, amount in (owed | there).items() if amount}


def agrees_with_stripe(cast: Any, stripe: Any) -> None:
    """To the cent: the platform's balance, and what lies in Mara's account."""
    assert sum(books().values()) == 0
    rows = stripe.client.v1.balance.retrieve().to_dict()
    platform = sum(row["amount"] for row in (*rows["available"], *rows["pending"]))
    assert platform == books().get("stripe_clearing", 0)
    account = standing_of(cast).stripe_id
    rows = stripe.client.v1.balance.retrieve({}, {"stripe_account": account}).to_dict()
    there = sum(row["amount"] for row in (*rows["available"], *rows["pending"]))
    assert there == mine(cast).get("connected", 0) + mine(cast).get("payouts_in_transit", 0)
