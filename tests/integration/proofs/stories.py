"""Calls that can be told again from wherever they stand: after a kill, everybody goes on with what they wanted."""

from collections.abc import Callable, Coroutine
from typing import Any

from onetoone.calls import service
from onetoone.calls.service import operations
from onetoone.domain.calls import Status
from onetoone.models import Call, Payment
from onetoone.models.payment import UNPAID, For, Paid
from tests.integration.proofs.world import ORIGIN, World

LEASE = 46  # seconds; whoever had claimed an operation and was killed has lost it by then
ASKED_EVERY_TIME = "4000002760003184"


class Story:
    """Mara and Leo, and what each of them does next."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.mara, self.leo = world.creators[0], world.fans[0]

    @property
    def call(self) -> Call:
        return self.world.calls()[-1]

    def payments(self, purpose: For) -> list[Payment]:
        return [payment for payment in self.world.payments() if payment.purpose is purpose]

    async def leo_does(self, verb: Callable[..., Any], **how: Any) -> Any:
        return await self.world.act(verb, self.leo, call_id=self.call.id, **how)

    async def reaches_checkout(self) -> None:
        if not self.world.calls():
            terms = {"kind": "video", "note": "", "price": "25", "minutes": "10", "tips_allowed": True}
            await self.world.act(service.invite, self.mara, fan_id=self.leo.id, **terms)
        if self.call.status is Status.RINGING:
            await self.leo_does(service.join)
        if self.call.status in (Status.REVIEWING, Status.PAYING):
            payment = await self.leo_does(service.pay, origin=ORIGIN)
            if payment.status is Paid.CREATED:
                self.world.passes(LEASE)
                await operations.checkout_page(payment.id)

    async def pays(self, card: str = "4242424242424242") -> None:
        for payment in self.payments(For.CALL):
            if payment.status is Paid.OPEN:
                self.world.stripe.control("pay", session=payment.session_id, card=card)
                if card == ASKED_EVERY_TIME:
                    intent = self.world.stripe.state()["objects"]["payment_intent"][-1]
                    if intent["status"] == "requires_action":
                        self.world.stripe.control("authenticate", payment_intent=intent["id"])
            if payment.status in UNPAID:
                await operations.sync(payment.id)

    async def talks(self, seconds: int) -> None:
        if self.call.status is Status.JOINING:
            self.world.media(self.call, "two_way_started")
            await self.world.listens()
            self.world.passes(seconds)

    async def tips(self) -> None:
        if self.call.status is Status.LIVE:
            tip = await self.leo_does(service.tip, amount="10", client_tip_id="the-tip-1", origin=ORIGIN)
            if tip.status is Paid.CREATED:
                self.world.passes(LEASE)
                await operations.charge(tip.id)

    async def adds_minutes(self) -> None:
        if self.call.status is Status.LIVE and not self.call.extra_minutes:
            more = await self.leo_does(service.extend, client_id="more-0001", price=1250, origin=ORIGIN)
            if more.status is Paid.CREATED:
                self.world.passes(LEASE)
                await operations.charge(more.id)


async def talked_and_tipped(story: Story) -> None:
    """The whole price and the tip."""
    await story.reaches_checkout()
    await story.pays()
    await story.talks(45)
    await story.tips()
    if story.call.status is Status.LIVE:
        await story.leo_does(service.hang_up)
    await story.world.one_round()


async def left_at_once(story: Story) -> None:
    """Less than the least: the hold is let go."""
    await story.reaches_checkout()
    await story.pays()
    await story.talks(5)
    if story.call.status is Status.LIVE:
        await story.leo_does(service.hang_up)
    await story.world.one_round()


async def paid_and_cancelled_in_the_same_second(story: Story) -> None:
    """Late money: Leo has paid when Mara cancels, and nobody has heard of it yet."""
    await story.reaches_checkout()
    for payment in story.payments(For.CALL):
        if payment.status is Paid.OPEN:
            story.world.stripe.control("pay", session=payment.session_id)
    if story.call.status is Status.PAYING:
        await story.world.act(service.cancel, story.mara, call_id=story.call.id)
    await story.world.one_round()


async def left_while_the_bank_asked(story: Story) -> None:
    """The price; the tip that the bank still asked about is off."""
    await story.reaches_checkout()
    await story.pays(ASKED_EVERY_TIME)
    await story.talks(45)
    await story.tips()
    if story.call.status is Status.LIVE:
        await story.leo_does(service.hang_up)
    await story.world.one_round()


async def made_it_longer_and_stayed(story: Story) -> None:
    """Both holds, whole."""
    await story.reaches_checkout()
    await story.pays()
    await story.talks(45)
    await story.adds_minutes()
    if story.call.status is Status.LIVE:
        story.world.passes(700)
        await story.leo_does(service.hang_up)
    await story.world.one_round()


Told = Callable[[Story], Coroutine[Any, Any, None]]
STORIES: dict[str, tuple[Told, dict[For, int]]] = {
    "talked and tipped": (talked_and_tipped, {For.CALL: 2500, For.TIP: 1000}),
    "made it longer and stayed": (made_it_longer_and_stayed, {For.CALL: 2500, For.EXTENSION: 1250}),
    "left at once": (left_at_once, {For.CALL: 0}),
    "paid and cancelled in the same second": (paid_and_cancelled_in_the_same_second, {For.CALL: 0}),
    "left while the bank asked": (left_while_the_bank_asked, {For.CALL: 2500, For.TIP: 0}),
}
"""Each with what it costs in the end, wherever the app was killed, if the two go on."""
