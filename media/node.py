"""The node: one UDP port (and one TCP port) for everybody, told apart by the first byte (RFC 7983), and the rooms."""

import asyncio
import logging
import re
from collections.abc import Callable

from media.config import Config
from media.dtls import Identity
from media.events import EventLog
from media.ice import asked_for, candidates
from media.leg import Leg
from media.log import say
from media.room import Room
from media.srtp import Packet
from media.tcp import Listener, Stream, Way
from media.udp import HandOn, make_port

MEASURE_SECONDS = 0.2
INSPECT_EVERY = 5
EMPTY_SECONDS = 90  # a room that nobody is in any more; longer than the app waits for a rejoin
ROOM_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")

logger = logging.getLogger("media.node")


class NoRoom(Exception):
    """No further room is made here: the node is full, or drains."""


class Node:
    """Owns the socket, knows which leg an address or a username fragment belongs to, and keeps the rooms."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.identity = Identity()
        self.events = EventLog()
        self.rooms: dict[str, Room] = {}
        self.candidates: tuple[str, ...] = ()
        self._legs_by_address: dict[Way, Leg] = {}
        self._legs_by_fragment: dict[str, Leg] = {}
        self._packet = Packet()  # what came by TCP
        self._udp = make_port(self._sort, plain=config.plain_udp)
        self._tcp = Listener(self)
        self._timer: asyncio.TimerHandle | None = None
        self._ticks = 0
        self._drained: Callable[[], None] | None = None
        self._drain_until = 0.0

    @property
    def udp(self) -> tuple[str, int]:
        """Where the socket is bound."""
        return self.config.udp_host, self._udp.number

    @property
    def tcp(self) -> tuple[str, int] | None:
        """Where those come in who can't send UDP; None when that is switched off."""
        return (self.config.udp_host, self._tcp.port) if self._tcp.port else None

    def open(self) -> None:
        """Bind the ports and start. Raises OSError when one is taken."""
        self._udp.open(self.config.udp_host, self.config.udp_port)
        self._open_tcp()
        self.candidates = candidates(
            self.config.addresses,
            self.config.public_udp_port or self.udp[1],
            (self.config.public_tcp_port or self._tcp.port) if self.tcp else None,
        )
        self._timer = asyncio.get_running_loop().call_later(MEASURE_SECONDS, self._tick)

    def _open_tcp(self) -> None:
        match self.config.tcp_port:
            case None:
                return
            case 0:
                # The same number as UDP's, where it is free: one rule for a firewall.
                self._tcp.open(self.config.udp_host, (self.udp[1], 0))
            case port:
                self._tcp.open(self.config.udp_host, (port,))

    def close(self) -> None:
        """Let everybody and the port go. The calls are not over: their pages come back to the next process."""
        for room in self.rooms.values():
            room.abandon()
        if self._timer:
            self._timer.cancel()
        self._tcp.close()
        self._udp.close()

    @property
    def draining(self) -> bool:
        """Whether the node has been asked to end: no new rooms, and its calls end or move."""
        return self._drained is not None

    def drain(self, drained: Callable[[], None]) -> None:
        """Take no new rooms; `drained()` once nobody is here any more, after `drain_seconds` at the latest."""
        now = asyncio.get_running_loop().time()
        self._drained, self._drain_until = drained, now + self.config.drain_seconds
        self.events.add("draining", "")
        say(logger, "draining", rooms=len(self.rooms))
        self._look_whether_drained(now)

    def _look_whether_drained(self, now: float) -> None:
        if self._drained and (now >= self._drain_until or not any(room.busy for room in self.rooms.values())):
            self._drained()

    # -- rooms ---------------------------------------------------------------------------------------------------------

    def make_room(self, name: str, *, echo: bool) -> Room:
        """The room of that name, made if it is not there.

        Raises ValueError for a name that can't be one, and NoRoom.
        """
        if name in self.rooms:
            return self.rooms[name]
        if not ROOM_NAME.fullmatch(name):
            raise ValueError("a room's name is 1-64 letters, digits, - and _")
        if self.draining or len(self.rooms) >= self.config.max_rooms:
            raise NoRoom
        room = Room(name, echo=echo, exchange=self, events=self.events, now=asyncio.get_running_loop().time)
        self.rooms[name] = room
        say(logger, "room made", room=name, echo=echo)
        return room

    def end_room(self, name: str, reason: str) -> None:
        """Close the room if it is there."""
        room = self.rooms.pop(name, None)
        if room:
            room.close(reason)

    def _tick(self) -> None:
        loop = asyncio.get_running_loop()
        self._timer = loop.call_later(MEASURE_SECONDS, self._tick)
        self._ticks += 1
        now = loop.time()
        for room in list(self.rooms.values()):
            room.measure(now)
            if self._ticks % INSPECT_EVERY == 0:
                room.inspect(now)
                if room.idle_seconds(now) > EMPTY_SECONDS:
                    self.end_room(room.name, "empty")
        self._look_whether_drained(now)

    # -- datagrams -----------------------------------------------------------------------------------------------------

    def arrive(self, datagram: bytes, stream: Stream) -> None:
        """A datagram came by TCP."""
        self._sort(self._packet, self._packet.fill(datagram), stream, asyncio.get_running_loop().time())

    def leave(self, stream: Stream) -> None:
        """A TCP connection is gone."""
        leg = self._legs_by_address.pop(stream, None)
        if leg is not None:
            leg.lost(stream)

    def _sort(self, packet: Packet, length: int, way: Way, now: float) -> None:
        """A datagram of `length` bytes is in the buffer: whose is it?"""
        view = packet.view
        first = view[0]
        if 128 <= first < 192:
            leg = self._legs_by_address.get(way)
            if leg is not None:
                leg.relay(packet, length, now)
        elif first < 4:
            self._check(bytes(view[:length]), way, now)
        elif 20 <= first < 64:
            leg = self._legs_by_address.get(way)
            if leg is not None:
                leg.dtls(bytes(view[:length]), now)

    def _check(self, datagram: bytes, way: Way, now: float) -> None:
        ufrag = asked_for(datagram)
        leg = self._legs_by_fragment.get(ufrag) if ufrag else None
        if leg is not None and ufrag is not None:
            leg.check(datagram, ufrag, way, now)

    def send(self, data: bytes, address: Way) -> None:
        """Send, or lose it: media that can't leave now is of no use later."""
        if isinstance(address, Stream):
            address.send(data)
        else:
            self._udp.send(data, address)

    def way_out(self, address: Way) -> HandOn:
        """How packets are handed on to `address`; by UDP perhaps only once all that came with them has been read."""
        return address.hand_on if isinstance(address, Stream) else self._udp.way_out(address)

    def accept_address(self, address: Way, leg: Leg) -> None:
        if isinstance(address, Stream):
            address.proved()
        self._legs_by_address[address] = leg

    def forget_address(self, address: Way, leg: Leg) -> None:
        if self._legs_by_address.get(address) is leg:
            del self._legs_by_address[address]
            if isinstance(address, Stream):
                address.close()

    def accept_fragment(self, ufrag: str, leg: Leg) -> None:
        self._legs_by_fragment[ufrag] = leg

    def forget_fragment(self, ufrag: str) -> None:
        self._legs_by_fragment.pop(ufrag, None)
