"""What reaching people needs of the world outside: a push service, and a post office."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from onetoone.domain.words import N_

PUSH, MAIL = "push.send", "mail.send"
"""The kinds of operation of the outbox that go to people, by a worker of their own: no Stripe call waits for them."""

RINGING = (("join", N_("Join")), ("decline", N_("Decline")))
"""What a ringing call can be answered with in a notification: name and words, to be `said`."""


class NotReached(Exception):
    """The other side will never take this one; `why` says why. Trying again would change nothing."""

    def __init__(self, why: str, *, gone: bool = False) -> None:
        super().__init__(why)
        self.why, self.gone = why, gone  # gone: that browser is no longer there at all


@dataclass(frozen=True, slots=True)
class Device:
    """A browser, as it introduced itself (PushSubscription.toJSON in the Push API)."""

    endpoint: str
    p256dh: str
    auth: str


class PushGateway(Protocol):
    """Web push. Empty `public_key`: this deployment has no keys, and pushes nothing."""

    @property
    def public_key(self) -> str: ...
    def check(self, device: Device) -> None:
        """`Invalid` for what can't be a browser's address and keys, or isn't one that we would speak to."""
        ...

    async def push(self, device: Device, note: bytes, *, seconds: int, urgent: bool, topic: str) -> None:
        """Hand a note over. `seconds` is how long it is worth keeping; an undelivered one of the same `topic` is
        replaced. Raises `NotReached`, or `VendorDown` when trying again may help."""
        ...


@dataclass(frozen=True, slots=True)
class Letter:
    """One e-mail. `id` is its Message-ID, the same however often it is sent; `stop` is the address that ends such
    letters with one click (RFC 8058), if they can be ended."""

    id: str
    to: str
    subject: str
    text: str
    html: str
    at: datetime
    stop: str = ""


class Mailer(Protocol):
    """The post office."""

    async def send(self, letter: Letter) -> None:
        """Hand it over. Raises `NotReached`, or `VendorDown` when trying again may help."""
        ...
