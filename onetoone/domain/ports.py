"""What the product needs of the world outside: tiny interfaces, and the plain values that cross them."""

from collections.abc import AsyncGenerator, AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from onetoone.domain.money import Money
from onetoone.domain.money_back import MoneyBack


class Clock(Protocol):
    def now(self) -> datetime:
        """The present, timezone-aware UTC."""
        ...


@dataclass(frozen=True, slots=True)
class Intent:
    """What Stripe says of a PaymentIntent right now. Amounts in minor units."""

    id: str
    status: str
    amount: int
    currency: str
    received: int = 0
    customer: str | None = None
    payment_method: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    card: str = ""  # "Visa ···· 4242"
    bank_page: str | None = None  # where the bank asks, when status is requires_action
    processing: int = 0  # Stripe's own fee, known once captured
    available_on: datetime | None = None  # when what was captured can be paid out
    hold_ends: datetime | None = None  # capture_before
    charge: str = ""
    transfer: str = ""  # of a destination charge, once captured
    fee: str = ""  # the id of what the platform keeps of one
    declined: str = ""  # `reasons.Decline`, when the last attempt failed
    live: bool = False
    refunded: int = 0  # of the charge; what was held and not captured counts as well
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Checkout:
    """What Stripe says of a Checkout Session right now."""

    id: str
    status: str  # open, complete, expired
    url: str | None
    intent: Intent | None = None


class Declined(Exception):
    """The bank, or Stripe, refused a charge; `intent` is what became of it, where there is one."""

    def __init__(self, why: str, intent: Intent | None) -> None:
        super().__init__(why)
        self.why, self.intent = why, intent


@dataclass(frozen=True, slots=True)
class SavedCard:
    """A card that Stripe keeps for a customer. `same_as` is the same for each copy of one card."""

    id: str
    name: str  # "Visa ···· 4242"
    expires: tuple[int, int]  # month, year
    same_as: str


class CheckoutGateway(MoneyBack, Protocol):
    """Stripe, as far as the product needs it. `parameters` were frozen when the operation was written down."""

    async def account(self) -> str:
        """The id of the account at Stripe whose key is used."""
        ...

    async def customer(self, key: str, parameters: Mapping[str, Any]) -> str: ...
    async def open_checkout(self, key: str, parameters: Mapping[str, Any]) -> Checkout:
        """Open a page; `Declined` when Stripe will never open it with these parameters."""
        ...

    async def checkout(self, session_id: str) -> Checkout: ...
    async def expire_checkout(self, session_id: str) -> Checkout:
        """Close an open session; when it was already paid or expired, what it is now."""
        ...

    async def intent(self, intent_id: str) -> Intent: ...
    async def capture(self, key: str, intent_id: str, amount: Money, fee: int | None = None) -> Intent:
        """Take `amount` of a hold; of a destination charge, `fee` of it stays with us."""
        ...

    async def release(self, key: str, intent_id: str) -> Intent: ...
    async def charge_saved_card(self, key: str, parameters: Mapping[str, Any], *, again: bool = False) -> Intent:
        """Charge it. `again`, when Stripe may have forgotten the key: what was made under it then is the answer."""
        ...

    async def abandon(self, key: str, intent_id: str) -> Intent:
        """Cancel an intent that waits for the bank; when it has succeeded meanwhile, what it is now."""
        ...

    async def saved_cards(self, customer: str) -> list[SavedCard]: ...
    async def forget_card(self, card_id: str) -> None:
        """Have a card forgotten; fine when it has been already."""
        ...

    async def forget_customer(self, customer: str) -> None:
        """Have a customer forgotten, with every saved card; fine when they have been already."""
        ...

    def verified_event(self, body: bytes, signature: str) -> Mapping[str, Any]:
        """The event of a webhook delivery as plain data; raises `ValueError` for a forged, stale or altered one."""
        ...


@dataclass(frozen=True, slots=True)
class MediaEvent:
    """One line of a media node's event stream (docs/media.md)."""

    seq: int
    boot: str
    at: datetime
    room: str
    seat: str | None
    kind: str
    data: Mapping[str, Any]


class SeatPipe(Protocol):
    """The signalling of one seat, as JSON texts in both directions."""

    close_code: int  # why the node closed it (docs/media.md), once it has

    async def send(self, text: str) -> None: ...
    async def receive(self) -> str | None:
        """The next message from the node; None when it closed the seat."""
        ...

    async def close(self) -> None: ...


class MediaNodes(Protocol):
    """The media nodes, addressed by their private URL."""

    async def choose(self) -> str:
        """The least loaded node that is alive and takes rooms."""
        ...

    async def life(self, node: str) -> str | None:
        """Which life (`boot`) the node is in; None when it doesn't answer."""
        ...

    async def open_room(self, node: str, room: str, *, echo: bool = False) -> str:
        """Make the room, or find it made; in which life of the node. An echo room has one seat, its own other side."""
        ...

    async def close_room(self, node: str, room: str, reason: str) -> None: ...
    async def seat(self, node: str, room: str, seat: str) -> SeatPipe: ...
    async def room(self, node: str, room: str) -> Mapping[str, Any] | None: ...
    def events(self, node: str, boot: str, after: int) -> AsyncIterator[MediaEvent]: ...


@dataclass(frozen=True, slots=True)
class Notice:
    """ "Something of yours changed": which kind of thing and which one. Carries no data; the reader reads again."""

    account_id: str
    kind: str  # call, thread, writing, people
    ref: str


class Bulletin(Protocol):
    """Tells open tabs what changed, after the commit."""

    async def publish(self, notices: set[Notice]) -> None: ...
    def subscribe(self, account_id: str) -> AsyncGenerator[Notice, None]:
        """What is published for the account from now on, without end; `aclose` it."""
        ...
