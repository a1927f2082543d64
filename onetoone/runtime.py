"""What the product runs on: the clock, Stripe, the media nodes and the bulletin in use. Tests swap them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeVar

from sqlmodel import Session

from onetoone import db
from onetoone.config import Settings, settings
from onetoone.domain.payouts import ConnectGateway
from onetoone.domain.ports import Bulletin, CheckoutGateway, Clock, MediaNodes, Notice
from onetoone.domain.reaching import Mailer, PushGateway
from onetoone.integrations.mail import mailer_for
from onetoone.integrations.media_client import HttpMediaNodes
from onetoone.integrations.stripe_checkout import StripeCheckout
from onetoone.integrations.stripe_connect import StripeConnect
from onetoone.integrations.web_push import WebPush
from onetoone.realtime.bulletin import bulletin_for

T = TypeVar("T")


class WallClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Runtime:
    settings: Settings
    clock: Clock
    checkout: CheckoutGateway
    media: MediaNodes
    bulletin: Bulletin
    connect: ConnectGateway = field(default_factory=lambda: StripeConnect(settings()))
    push: PushGateway = field(default_factory=lambda: WebPush(settings()))
    mail: Mailer = field(default_factory=lambda: mailer_for(settings()))
    bell: asyncio.Event = field(default_factory=asyncio.Event)  # rung when the outbox has something new
    post_bell: asyncio.Event = field(default_factory=asyncio.Event)  # the same, for the worker that reaches people


_current: Runtime | None = None


def current() -> Runtime:
    """The runtime in use, built from the settings on first need."""
    global _current
    if _current is None:
        s = settings()
        _current = Runtime(s, WallClock(), StripeCheckout(s), HttpMediaNodes(s.nodes, s.media_secret), bulletin_for(s))
    return _current


def use(runtime: Runtime | None) -> None:
    """Put another runtime in place; None builds a fresh one on next need."""
    global _current
    _current = runtime


def now() -> datetime:
    """The present, by the clock in use."""
    return current().clock.now()


async def perform(action: Callable[[Session], T]) -> T:
    """Run `action` in one transaction on a thread, commit, then publish what it announced. Reading only: `db.look`."""

    def run() -> tuple[T, set[Notice], bool]:
        with db.unit_of_work() as session:
            result = action(session)
        return result, db.announced(session), session.info.get("bell", False)

    result, notices, bell = await db.on_thread(run)
    if bell:
        current().bell.set()
        current().post_bell.set()
    if notices:
        await current().bulletin.publish(notices)
    return result
