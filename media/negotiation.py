"""Negotiation in epochs: the creator's offer, the fan's answer, restarts, and the legs that they open."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol

from media import rewriting
from media.config import Config
from media.descriptions import Description, DescriptionError, read_answer, read_offer
from media.leg import Leg, Switchboard
from media.messages import Answer, Offer, Restart
from media.rewriting import Transport
from media.seat import ECHO, FAN, Seat, other_of
from media.voice import LEVEL_URI


class Exchange(Switchboard, Protocol):
    """What a room needs of its node."""

    config: Config
    candidates: tuple[str, ...]


class Telling(Protocol):
    """How an event of the room is told: its kind, whose it is, what else there is to say."""

    def __call__(self, kind: str, seat: Seat | None, **data: object) -> None: ...


class Negotiation:
    """Which epoch is in force, and how far it has come. Whatever raises DescriptionError has changed nothing."""

    def __init__(self, seats: Mapping[str, Seat], exchange: Exchange, event: Telling, now: Callable[[], float]) -> None:
        self._seats, self._exchange, self._event, self._now = seats, exchange, event, now
        # A random start, so that a page of a node that was restarted never holds the number of a new epoch.
        self.epoch = secrets.randbelow(1 << 30)
        self._offer: Description | None = None
        self._answered = False

    def begin_if_wanted(self) -> None:
        """Ask both for descriptions anew when both are here and one needs it."""
        seats = self._seats.values()
        if not all(s.page and s.greeted for s in seats) or not any(s.wants for s in seats):
            return
        self.epoch += 1
        self._offer, self._answered = None, False
        for seat in seats:
            if seat.connected and seat.wants:
                self._event("gone", seat, why="rejoined")
            self.drop_leg(seat)
            seat.wants, seat.agreed = False, None
            if seat.page is not None:
                seat.page.send("negotiate", epoch=self.epoch, role="answer" if seat.name == FAN else "offer")

    def take(self, seat: Seat, message: Offer | Answer | Restart) -> None:
        """Take a page's description, when it is of this epoch."""
        if message.epoch != self.epoch:
            return
        match message:
            case Offer():
                self._take_offer(seat, message.sdp)
            case Answer():
                self._take_answer(seat, message.sdp)
            case Restart():
                self._restart(seat, message.sdp)

    def _take_offer(self, seat: Seat, sdp: str) -> None:
        if seat.name == FAN or self._offer is not None:
            raise DescriptionError("an offer is not awaited now")
        offer = read_offer(sdp)
        if seat.name == ECHO:
            answer = rewriting.echo_answer(offer)
            leg = self._open_leg(seat)
            leg.other = leg
            seat.fingerprints, seat.agreed, self._offer = offer.fingerprints, answer, offer
            self._send_description(seat, "answer", answer, setup="passive")
            leg.expect(offer.fingerprints, offer.payload_kinds(), offer.extension(LEVEL_URI))
            return
        fan = other_of(self._seats, seat)
        self._offer, seat.fingerprints = offer, offer.fingerprints
        one, two = self._open_leg(seat), self._open_leg(fan)
        one.other, two.other = two, one
        one.expect(offer.fingerprints, offer.payload_kinds(), offer.extension(LEVEL_URI))
        self._send_description(fan, "offer", offer, setup="actpass")

    def _take_answer(self, seat: Seat, sdp: str) -> None:
        creator = other_of(self._seats, seat)
        if seat.name != FAN or self._offer is None or self._answered or seat.leg is None or creator.leg is None:
            raise DescriptionError("an answer is not awaited now")
        answer = read_answer(sdp, self._offer)
        self._answered = True
        seat.fingerprints = answer.fingerprints
        creator.agreed, seat.agreed = answer, rewriting.mirrored(answer, self._offer)
        self._send_description(creator, "answer", answer, setup="passive")
        seat.leg.expect(answer.fingerprints, self._offer.payload_kinds(), answer.extension(LEVEL_URI))

    def _restart(self, seat: Seat, sdp: str) -> None:
        if seat.leg is None or seat.agreed is None:
            seat.wants = True
            self.begin_if_wanted()
            return
        rewriting.read_restart(sdp, seat.agreed, seat.fingerprints)
        fresh = seat.leg.restart()
        if seat.transport is not None:
            seat.transport = replace(
                seat.transport, ufrag=fresh.ufrag, password=fresh.password, version=seat.transport.version + 1
            )
        self._send_description(seat, "restarted", seat.agreed, setup="passive")

    def _send_description(self, seat: Seat, kind: str, description: Description, *, setup: str) -> None:
        if seat.page is not None and seat.transport is not None:
            seat.page.send(kind, epoch=self.epoch, sdp=rewriting.write(description, seat.transport, setup=setup))

    def _open_leg(self, seat: Seat) -> Leg:
        self.drop_leg(seat)
        leg = Leg(
            self._exchange,
            self._now(),
            on_connected=lambda: self._event("connected", seat),
            on_gone=lambda why: self.gone(seat, why),
        )
        seat.leg = leg
        seat.transport = Transport(
            leg.credentials.ufrag,
            leg.credentials.password,
            self._exchange.identity.fingerprint,
            self._exchange.candidates,
        )
        return leg

    def drop_leg(self, seat: Seat) -> None:
        """Let no more media of theirs through."""
        if seat.leg is not None:
            seat.leg.close()
            seat.leg = None

    def gone(self, seat: Seat, why: str) -> None:
        """Their media has ended."""
        self.drop_leg(seat)
        self._event("gone", seat, why=why)
