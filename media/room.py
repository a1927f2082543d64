"""One call's room: who sits there, and what both are told."""

import logging
import time
from collections.abc import Callable
from typing import Any

from media import turn
from media.events import EventLog
from media.link import CLOSED_ENDED, CLOSED_REPLACED, CLOSED_RESTARTING
from media.log import say
from media.messages import Answer, Hello, Message, Offer, Ping, Restart, SeatState, SoundOnly
from media.meter import Change, Meter
from media.negotiation import Exchange, Negotiation
from media.seat import CREATOR, ECHO, FAN, Page, Seat, other_of

logger = logging.getLogger("media.room")


class Room:
    """The hub of one call. All of it is synchronous: each message is taken wholly before the next."""

    def __init__(
        self, name: str, *, echo: bool, exchange: Exchange, events: EventLog, now: Callable[[], float]
    ) -> None:
        self.name, self.echo = name, echo
        self._exchange, self._events, self._now = exchange, events, now
        self.seats = {seat: Seat(seat) for seat in ((ECHO,) if echo else (CREATOR, FAN))}
        self.meter = Meter(self.seats, exchange.config.two_way_gap)
        self._negotiation = Negotiation(self.seats, exchange, self._event, now)
        self._told: dict[str, str] = {}
        self._voices: tuple[bool, ...] = ()
        self.sound_only: bool | None = None  # None: nobody has said anything of it here
        self.closed = False
        self._left: float | None = None

    @property
    def epoch(self) -> int:
        """The number of the descriptions that are in force."""
        return self._negotiation.epoch

    # -- pages come and go ---------------------------------------------------------------------------------------------

    def join(self, name: str, page: Page) -> None:
        """A page took the seat `name`; an older page of the same seat has to leave."""
        seat = self.seats[name]
        if seat.page is not None:
            seat.page.send("replaced")
            seat.page.close(CLOSED_REPLACED)
        else:
            self._event("present", seat)
        seat.page, seat.greeted, seat.wants = page, False, False
        page.send(
            "welcome",
            seat=name,
            room=self.name,
            epoch=self.epoch if any(s.connected for s in self.seats.values()) else None,
            ice={"iceServers": turn.servers(self._exchange.config, time.time())},
        )

    def leave(self, name: str, page: Page) -> None:
        """A page's websocket is gone. Its media goes on: the page may be back in a moment."""
        seat = self.seats[name]
        if seat.page is page:
            seat.page, seat.greeted = None, False
            self._event("absent", seat)
            self._tell_other(seat)

    def receive(self, name: str, page: Page, message: Message) -> None:
        """Take one message of a page. Raises DescriptionError, and then nothing has changed."""
        seat = self.seats[name]
        if seat.page is not page or self.closed:
            return
        match message:
            case Hello():
                self._hello(seat, message)
            case SeatState():
                seat.state = message
                self._tell_other(seat)
            case SoundOnly() if message.on is not self.sound_only:
                self.sound_only = message.on
                self._event("sound_only", seat, on=message.on)
                self._tell_sound_only(seat.name)
            case Offer() | Answer() | Restart():
                self._negotiation.take(seat, message)
            case Ping():
                page.send("pong", t=message.t)

    def _hello(self, seat: Seat, message: Hello) -> None:
        seat.state, seat.greeted = message.state, True
        # Same epoch and its media still stands: only the websocket was away. Anything else is a new page.
        seat.wants = not (message.epoch == self.epoch and seat.connected)
        self._tell_other(seat)
        other = other_of(self.seats, seat)
        if other is not seat and seat.page is not None:
            seat.page.send("peer", **other.presence())
        if message.sound_only and self.sound_only is None:  # they agreed on it at a node that is gone
            self.sound_only = True
        if self.sound_only is not None:
            self._tell_sound_only(None)
        self._send_quality(seat, again=True)
        self._negotiation.begin_if_wanted()

    # -- the clock's hand ----------------------------------------------------------------------------------------------

    def measure(self, now: float) -> None:
        """Several times a second: is media two-way, and who speaks?"""
        for seat in self.seats.values():
            if seat.leg is None:
                continue
            seat.leg.allowance.fill(now)
            seat.leg.voice.look(now)
            if seat.leg.last_media is not None:
                self.meter.heard(seat.name, seat.leg.last_media)
        self._send_voices()
        self._say_change(self.meter.look(now))

    def inspect(self, now: float) -> None:
        """About once a second: who is gone, and how good are the lines?"""
        config = self._exchange.config
        for seat in self.seats.values():
            leg = seat.leg
            if leg is None:
                continue
            if not leg.connected and now - leg.opened > config.unconnected_seconds:
                self._negotiation.gone(seat, "unconnected")
            elif leg.connected and now - leg.last_check > config.consent_seconds:
                self._negotiation.gone(seat, "consent")
            elif leg.connected and leg.line.judge(now - leg.last_heard):
                self._event("quality", seat, seat_quality=leg.line.word)
        for seat in self.seats.values():
            self._send_quality(seat)

    @property
    def busy(self) -> bool:
        """Whether anybody is here: a page, or media without one."""
        return any(seat.page is not None or seat.leg is not None for seat in self.seats.values())

    def idle_seconds(self, now: float) -> float:
        """For how long nobody has been here; to be asked about once a second."""
        self._left = None if self.busy else self._left or now
        return now - self._left if self._left else 0.0

    def _say_change(self, change: Change | None) -> None:
        if change is None:
            return
        if change.two_way:
            self._event("two_way_started", None)
        else:
            self._event("two_way_stopped", None, two_way_ms=self.meter.milliseconds, missing=change.missing)

    def _send_voices(self) -> None:
        voices = tuple(seat.speaks for seat in self.seats.values())
        if voices == self._voices:
            return
        self._voices = voices
        for seat in self.seats.values():
            if seat.page is not None and seat.greeted:
                seat.page.send("voices", mine=seat.speaks, theirs=other_of(self.seats, seat).speaks)

    def _tell_sound_only(self, by: str | None) -> None:
        for seat in self.seats.values():
            if seat.page is not None and seat.greeted:
                seat.page.send("sound_only", on=bool(self.sound_only), by=by)

    def _send_quality(self, seat: Seat, *, again: bool = False) -> None:
        other = other_of(self.seats, seat)
        if seat.page is None or not seat.greeted or seat.leg is None or not seat.leg.connected:
            return
        mine, theirs = seat.quality, other.quality
        if again or self._told.get(seat.name) != f"{mine}/{theirs}":
            self._told[seat.name] = f"{mine}/{theirs}"
            seat.page.send("quality", mine=mine, theirs=theirs)

    # -- the end -------------------------------------------------------------------------------------------------------

    def close(self, reason: str) -> None:
        """End the call for both at once: the pages are told, then nothing passes any more."""
        if self.closed:
            return
        self.closed = True
        for seat in self.seats.values():
            if seat.page is not None:
                seat.page.send("ended", reason=reason)
                seat.page.close(CLOSED_ENDED)
        self._say_change(self.meter.stop())
        for seat in self.seats.values():
            if seat.leg is not None:
                self._negotiation.gone(seat, "ended")
        self._event("room_closed", None, reason=reason, two_way_ms=self.meter.milliseconds)

    def abandon(self) -> None:
        """The process stops, the call does not: pages are hung up on, so that they come again."""
        self.closed = True
        for seat in self.seats.values():
            if seat.page is not None:
                seat.page.send("moving")
                seat.page.close(CLOSED_RESTARTING)
            self._negotiation.drop_leg(seat)

    def as_json(self) -> dict[str, Any]:
        """What GET /rooms/{room} says."""
        return {
            "room": self.name,
            "boot": self._events.boot,
            "two_way": self.meter.two_way,
            "two_way_ms": self.meter.milliseconds,
            "seats": {seat.name: seat.as_json() for seat in self.seats.values()},
        }

    def _tell_other(self, seat: Seat) -> None:
        other = other_of(self.seats, seat)
        if other is not seat and other.page is not None and other.greeted:
            other.page.send("peer", **seat.presence())

    def _event(self, kind: str, seat: Seat | None, **data: object) -> None:
        name = seat.name if seat else None
        self._events.add(kind, self.name, name, **data)
        say(logger, kind, room=self.name, seat=name, **data)
