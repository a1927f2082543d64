"""How a call gets its money in tests, through the real SDK and the sandbox."""

from onetoone.calls import service
from onetoone.calls.service import operations
from tests.integration.calls.conftest import ORIGIN, payments_of


async def at_checkout(cast, **terms):
    call = cast.invites(**terms)
    cast.leo_does(service.join, call)
    payment = cast.leo_does(service.pay, call, origin=ORIGIN)
    assert (await operations.checkout_page(payment.id)).startswith("http")
    return call, payments_of(call)[-1]


async def paid(cast, stripe, card="4242424242424242", **terms):
    call, payment = await at_checkout(cast, **terms)
    assert stripe.control("pay", session=payment.session_id, card=card)["error"] is None
    await operations.sync(payment.id)
    return call, payments_of(call)[-1]


async def live(cast, stripe, seconds=60, **how):
    call, _ = await paid(cast, stripe, **how)
    cast.places(call)
    cast.node_says("two_way_started", call)
    cast.clock.forward(seconds)
    return call


async def with_a_card_that_asks(cast, stripe, card="4000002760003184", **terms):
    """In a live call that was paid with a card whose bank asks, this one every time."""
    call, payment = await at_checkout(cast, **terms)
    stripe.control("pay", session=payment.session_id, card=card)
    stripe.control("authenticate", payment_intent=intents(stripe)[0]["id"])
    await operations.sync(payment.id)
    cast.places(call)
    cast.node_says("two_way_started", call)
    cast.clock.forward(60)
    return call, payment


async def tipped(cast, call, amount="10", name="tip-0001"):
    """A tip whose time to undo it is over."""
    tip = cast.leo_does(service.tip, call, amount=amount, client_tip_id=name, origin=ORIGIN)
    cast.clock.forward(8)
    return await operations.charge(tip.id)


def intents(stripe):
    return stripe.state()["objects"]["payment_intent"]
