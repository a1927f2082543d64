"""A small world for proofs: people, clock and media node moved by hand, the real Stripe sandbox; work can be killed."""

import asyncio
import json
import sqlite3
import time
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import suppress
from datetime import datetime
from typing import Any, TypeVar

import httpx
import stripe as sdk
from sqlmodel import Session, col, select
from starlette.applications import Starlette

from onetoone import config, db, runtime
from onetoone.calls import service
from onetoone.calls.service import operations
from onetoone.domain.calls import SEATED
from onetoone.domain.errors import OneToOneError, Refused
from onetoone.domain.people import Actor
from onetoone.domain.ports import MediaEvent
from onetoone.integrations.stripe_checkout import StripeCheckout
from onetoone.models import Account, Call, Operation, Payment
from onetoone.payments.service import connecting, onboarding, outbox
from onetoone.realtime.bulletin import LocalBulletin
from onetoone.web.checkout import checkout_routes
from onetoone.web.stripe_webhook import stripe_webhook_route
from onetoone.workers import loops, payouts
from tests import factories
from tests.factories import NOON
from tests.integration.calls.earning import FORM
from tests.integration.conftest import HandClock, empty
from tests.sandbox.running import SECRET, Running

T = TypeVar("T")

ORIGIN = "http://127.0.0.1:3000"


class HandNode:
    """A media node whose events are made by hand; it remembers them for whoever reads, as the real one does."""

    url = "http://node.test"

    def __init__(self, clock: HandClock) -> None:
        self.clock = clock
        self.life = 0
        self.log: list[MediaEvent] = []
        self.restart()

    @property
    def boot(self) -> str:
        return f"boot-{self.life}"

    def restart(self) -> None:
        """It dies, and with it what it remembered."""
        self.life += 1
        self.log = []

    def tells(self, kind: str, room: str, **data: Any) -> None:
        self.log.append(MediaEvent(len(self.log) + 1, self.boot, self.clock.now(), room, None, kind, data))

    async def close_room(self, node: str, room: str, reason: str) -> None:
        self.tells("room_closed", room, reason=reason)


class World:
    """Everything that a proof needs; `anew` empties it. What it does is what the product's web and workers do."""

    def __init__(self, stripe: Running, runner: asyncio.Runner) -> None:
        self.stripe, self._runner = stripe, runner
        self.gateway: Any = StripeCheckout(config.settings())
        self.clock = HandClock()
        self.node = HandNode(self.clock)
        self._empty = emptier()
        doors = Starlette(routes=[stripe_webhook_route, *checkout_routes])
        self._web = httpx.AsyncClient(transport=httpx.ASGITransport(app=doors), base_url="http://onetoone.test")

    def anew(self) -> None:
        """Noon of a day on which nothing has happened yet."""
        self.clock.at = NOON
        self.node = HandNode(self.clock)
        self.stripe.control("reset")
        self.stripe.control("clock", at=NOON.timestamp())  # and stands there, however slow this machine is
        self._empty()
        with db.unit_of_work() as session:
            mara, nora = factories.creator(session, "Mara"), factories.creator(session, "Nora", price=100)
            fans = [factories.fan(session, name) for name in ("Leo", "Ana", "Ben")]
            for creator in (mara, nora):
                for fan in fans:
                    factories.subscription(session, creator, fan)
            factories.subscription(session, mara, nora)  # a creator can be somebody's fan
            self.creators = [factories.actor(mara), factories.actor(nora)]
            self.fans = [factories.actor(person) for person in (*fans, nora)]
            everybody = (mara, nora, *fans)
            self._cookies = {person.id: factories.signed_in(session, person, now=NOON) for person in everybody}
        self.start()

    def goes_on(self, now: datetime) -> None:
        """What another process has begun: everybody who was there is there."""
        self.clock.at = now
        known = {a.name: factories.actor(a) for a in self._all(select(Account))}
        self.creators = [known["Mara"], known["Nora"]]
        self.fans = [known[name] for name in ("Leo", "Ana", "Ben", "Nora")]

    def start(self, gateway: Any = None) -> None:
        """The app starts, perhaps after it was killed."""
        # Nobody waits on the wall clock for another worker: time is moved by hand.
        settings = config.settings().model_copy(update={"stripe_timeout": 0.0})
        node: Any = self.node
        runtime.use(runtime.Runtime(settings, self.clock, gateway or self.gateway, node, LocalBulletin()))

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self._runner.run(work)

    async def act(self, verb: Callable[..., T], actor: Actor | None = None, **how: Any) -> T:
        """One verb of a room, in a transaction of its own."""
        self.clock.forward(0.001)  # no two things are written at the same moment: their order is known
        given = {"now": self.clock.now()} | ({"actor": actor} if actor else {}) | how
        return await runtime.perform(lambda session: verb(session, **given))

    async def tries(self, verb: Callable[..., Any], actor: Actor | None = None, **how: Any) -> Any:
        """The same, by somebody who may be told no."""
        try:
            return await self.act(verb, actor, **how)
        except OneToOneError:
            return None

    def actor_of(self, account_id: str) -> Actor:
        return next(person for person in (*self.creators, *self.fans) if person.id == account_id)

    def passes(self, seconds: float) -> None:
        """Time passes, here and at Stripe."""
        self.clock.forward(seconds)
        self.stripe.control("clock", advance=seconds)

    async def sweeps(self) -> None:
        """Deadlines are looked at, as the worker does every second."""
        await loops._sweep_once()

    def media(self, call: Call, kind: str, **data: Any) -> None:
        """Something happens to the media of a call that has seats."""
        if call.status in SEATED:
            creator = self.actor_of(call.creator_id)
            with db.unit_of_work() as session:
                service.place(session, creator, call.id, self.node.url, self.node.boot)
            self.node.tells(kind, call.id, **data)

    async def hears(self, event: MediaEvent) -> None:
        await self.act(lambda s, now: service.hear(s, event, node=self.node.url, now=now))

    async def listens(self, most: int = 1000) -> None:
        """The app reads on in the node's events, and learns that it has caught up."""
        cursor = await self.act(lambda s, now: service.reading_from(s, self.node.url, now))
        after = cursor.seq
        if cursor.boot != self.node.boot:
            await self.hears(MediaEvent(0, self.node.boot, self.clock.now(), "", None, "lost", {}))
            after = 0
        unread = self.node.log[after:]
        for event in unread[:most]:
            await self.hears(event)
        if len(unread) <= most:
            await self.hears(MediaEvent(0, self.node.boot, self.clock.now(), "", None, "tick", {}))

    async def syncs(self, payment: Payment, event: tuple[str, str] | None = None) -> None:
        try:
            await operations.sync(payment.id, event)
        except OneToOneError:
            return  # Stripe sends it again, and the sweep looks too

    def events(self) -> list[dict[str, Any]]:
        """What Stripe has to tell, oldest first."""
        told: list[dict[str, Any]] = self.stripe.state()["objects"]["event"]
        return told

    async def is_told(self, event: dict[str, Any]) -> int:
        """Stripe posts an event to the webhook, signed; the answer's status."""
        body, stamp = json.dumps(event), int(time.time())
        signature = sdk.WebhookSignature._compute_signature(f"{stamp}.{body}", SECRET)
        headers = {"stripe-signature": f"t={stamp},v1={signature}"}
        return (await self._web.post("/webhooks/stripe", content=body, headers=headers)).status_code

    async def comes_back(self, payment: Payment, *, paid: bool, who: Actor) -> None:
        """Stripe's page, or its way back, sends somebody's browser to us."""
        path = f"/checkout/return?session_id={payment.session_id}" if paid else f"/checkout/back/{payment.id}"
        answer = await self._web.get(path, headers={"cookie": self._cookies[who.id]})
        assert answer.status_code in (200, 303)

    async def onboards(self, creator: Actor) -> None:
        """A creator fills in Stripe's page, if Stripe answers."""
        await self.tries(onboarding.begin, creator)
        await operations.carry_out_due()
        page = await self.knocks(connecting.page_for(creator, ORIGIN))
        if page:
            self.stripe.submit(page.removeprefix(self.stripe.url), **FORM)
            await self.knocks(connecting.sync(creator.id, came_back=True))

    async def knocks(self, work: Awaitable[T]) -> T | None:
        """Something that may be refused, or that Stripe may not answer."""
        try:
            return await work
        except OneToOneError:
            return None

    def asks_stripe(self, path: str, **what: Any) -> None:
        """Somebody at Stripe's dashboard; trouble that is meant for the app can meet them too."""
        with suppress(OSError):
            self.stripe.api("POST", path, what)

    def balances(self) -> dict[str, int]:
        """What lies at Stripe: the platform's, under "", and each connected account's by its id."""
        accounts = [one["id"] for one in self.stripe.state()["objects"]["v2.core.account"]]
        found = {}
        for account in ("", *accounts):
            headers = {"Stripe-Account": account} if account else {}
            rows = self.stripe.api("GET", "/v1/balance", **headers)[1]
            found[account] = sum(row["amount"] for row in (*rows["available"], *rows["pending"]))
        return found

    async def works(self) -> None:
        """What the app does every second: the node's events, the deadlines, the outbox."""
        await self.listens()
        await self.sweeps()
        while await operations.carry_out_due():
            pass

    async def one_round(self) -> None:
        """Everything that goes on by itself in the app, once."""
        await self.works()
        await loops.heal_once()
        await payouts.pay_creators_once()
        await self.works()

    async def a_minute(self, step: int = 10) -> None:
        """Sixty seconds in which nothing is in the app's way."""
        for second in range(step, 61, step):
            self.passes(step)
            await self.works()
            if second % int(config.settings().heal_seconds) == 0:
                await loops.heal_once()
                await payouts.pay_creators_once()
                await self.works()

    async def calms_down(self, rounds: int = 40) -> int:
        """Everything goes on by itself, minute by minute, until nothing is left to do; how many minutes that took."""
        for minute in range(rounds):
            await self.one_round()
            if not await db.look(_something_left):
                return minute
            self.passes(61)
        return rounds

    def calls(self) -> list[Call]:
        return self._all(select(Call).order_by(col(Call.created_at), col(Call.id)))

    def payments(self) -> list[Payment]:
        return self._all(select(Payment).order_by(col(Payment.created_at), col(Payment.id)))

    def _all(self, what: Any) -> list[Any]:
        with Session(db.engine().execution_options(reads=True), expire_on_commit=False) as session:
            return list(session.exec(what))


class Hands:
    """A worker that can be stopped between any two of its steps: claim, ask, write down."""

    def __init__(self) -> None:
        self.claimed: list[Operation] = []
        self.asked: list[tuple[Operation, Callable[[Session], None]]] = []
        self.read: list[tuple[str, Any]] = []

    def die(self) -> None:
        self.claimed, self.asked, self.read = [], [], []

    async def claim(self, most: int) -> None:
        now = runtime.now()
        self.claimed += await runtime.perform(lambda s: outbox.claim(s, now=now, most=most))

    async def ask(self) -> None:
        if not self.claimed:
            return
        operation = self.claimed.pop(0)
        try:
            self.asked.append((operation, await operations._KINDS[operation.kind](operation)))
        except OneToOneError as error:
            if isinstance(error, Refused):
                raise
            why = type(error).__name__
            await runtime.perform(lambda s: outbox.later(s, operation, why, now=runtime.now()))

    async def write(self) -> None:
        if not self.asked:
            return
        operation, conclude = self.asked.pop(0)

        def down(session: Session) -> None:
            conclude(session)
            outbox.done(session, operation, runtime.now())

        await runtime.perform(down)

    async def look(self, payment: Payment) -> None:
        """Read a payment at Stripe, and be slow to write down what was read."""
        gateway = runtime.current().checkout
        try:
            if payment.intent_id:
                self.read.append((payment.id, await gateway.intent(payment.intent_id)))
            elif payment.session_id:
                self.read.append((payment.id, await gateway.checkout(payment.session_id)))
        except OneToOneError:
            return

    async def write_what_was_read(self) -> None:
        if self.read:
            payment_id, seen = self.read.pop(0)
            await runtime.perform(lambda s: operations._saw(s, payment_id, seen, None))


def _something_left(session: Session) -> bool:
    waits = select(Operation.id).where(col(Operation.done_at).is_(None), col(Operation.given_up).is_(False))
    unsettled = select(Payment.id).where(col(Payment.status).in_(("created", "open", "bank", "capturing", "releasing")))
    held = select(Call.id).where(col(Call.status).in_(("ringing", "missed", "reviewing", "paying", *SEATED)))
    return any(session.exec(left.limit(1)).first() for left in (waits, unsettled, held))


def emptier() -> Callable[[], None]:
    """What makes the database as empty as it is now: the ledger lets nobody delete."""
    if db.engine().dialect.name != "sqlite":
        return lambda: empty(db.engine())
    bare = sqlite3.connect(":memory:")
    file = db.engine().url.database or ""
    _copy(file, bare)
    return lambda: _copy(bare, file)


def _copy(source: str | sqlite3.Connection, into: str | sqlite3.Connection) -> None:
    opened = [end if isinstance(end, sqlite3.Connection) else sqlite3.connect(end) for end in (source, into)]
    opened[0].backup(opened[1])
    for connection, end in zip(opened, (source, into), strict=True):
        if connection is not end:
            connection.close()
