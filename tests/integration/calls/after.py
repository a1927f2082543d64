"""How a call comes to its end and its money, for tests of what follows."""

from typing import Any

from onetoone.calls import service
from onetoone.calls.service import operations
from onetoone.models import Call
from tests.integration.calls.conftest import ORIGIN, Cast, payments_of
from tests.sandbox.running import Running


async def ended(
    cast: Cast,
    stripe: Running,
    *,
    seconds: float = 60,
    card: str = "4242424242424242",
    tips: list[str] | None = None,
    by: Any = service.hang_up,
    who: str = "leo",
    carry_out: bool = True,
    **terms: Any,
) -> Call:
    """A paid call that is over, its money captured unless `carry_out` is False."""
    call = cast.invites(**terms)
    cast.leo_does(service.join, call)
    payment = cast.leo_does(service.pay, call, origin=ORIGIN)
    await operations.checkout_page(payment.id)
    session_id = payments_of(call)[-1].session_id
    assert stripe.control("pay", session=session_id, card=card)["error"] is None
    await operations.sync(payment.id)
    cast.places(call)
    cast.node_says("two_way_started", call)
    for number, amount in enumerate(tips or []):
        tip = cast.leo_does(service.tip, call, amount=amount, client_tip_id=f"tip-no-{number:03}", origin=ORIGIN)
        cast.clock.forward(8)  # and nobody undid it
        await operations.charge(tip.id)
    cast.clock.forward(seconds - 8 * len(tips or []))
    cast.does(by, getattr(cast, who), call_id=call.id)
    if carry_out:
        await settled()
    return call


async def settled() -> None:
    """The outbox has been carried out, with what that brought about."""
    while await operations.carry_out_due():
        pass
