"""The node: one UDP socket for everybody, told apart by the first byte (RFC 7983), and the rooms."""

import asyncio
import contextlib
import logging
import re
import socket

from media.config import Config
from media.dtls import Identity
from media.events import EventLog
from media.ice import Address, asked_for, candidates
from media.leg import Leg
from media.log import say
from media.room import Room
from media.srtp import Packet

BATCH = 64
BUFFER = 4 * 1024 * 1024
MEASURE_SECONDS = 0.2
INSPECT_EVERY = 5
ROOM_NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")

logger = logging.getLogger("media.node")


class Node:
    """Owns the socket, knows which leg an address or a username fragment belongs to, and keeps the rooms."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.identity = Identity()
        self.packet = Packet()
        self.events = EventLog()
        self.rooms: dict[str, Room] = {}
        self.candidates: tuple[str, ...] = ()
        self._legs_by_address: dict[Address, Leg] = {}
        self._legs_by_fragment: dict[str, Leg] = {}
        self._socket: socket.socket | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._ticks = 0

    @property
    def udp(self) -> tuple[str, int]:
        """Where the socket is bound."""
        if self._socket is None:
            return self.config.udp_host, 0
        name = self._socket.getsockname()
        return name[0], name[1]

    def open(self) -> None:
        """Bind the UDP port and start. Raises OSError when it is taken."""
        family = socket.AF_INET6 if self.config.ipv6 else socket.AF_INET
        self._socket = socket.socket(family, socket.SOCK_DGRAM)
        self._socket.setblocking(False)
        if self.config.ipv6:
            self._socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        for option in (socket.SO_RCVBUF, socket.SO_SNDBUF):
            self._socket.setsockopt(socket.SOL_SOCKET, option, BUFFER)
        self._socket.bind((self.config.udp_host, self.config.udp_port))
        self.candidates = candidates(self.config.addresses, self.udp[1])
        loop = asyncio.get_running_loop()
        loop.add_reader(self._socket.fileno(), self._read)
        self._timer = loop.call_later(MEASURE_SECONDS, self._tick)

    def close(self) -> None:
        """Let everybody and the port go. The calls are not over: their pages come back to the next process."""
        for room in self.rooms.values():
            room.abandon()
        if self._timer:
            self._timer.cancel()
        if self._socket:
            asyncio.get_running_loop().remove_reader(self._socket.fileno())
            self._socket.close()
            self._socket = None

    # -- rooms ---------------------------------------------------------------------------------------------------------

    def make_room(self, name: str, *, echo: bool) -> Room:
        """The room of that name, made if it is not there. Raises ValueError for a name that can't be one."""
        if name in self.rooms:
            return self.rooms[name]
        if not ROOM_NAME.fullmatch(name):
            raise ValueError("a room's name is 1-64 letters, digits, - and _")
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

    # -- datagrams -----------------------------------------------------------------------------------------------------

    def _read(self) -> None:
        """Up to 64 datagrams a wake-up: synchronous, no task, no copy on the way of media."""
        if self._socket is None:
            return
        now = asyncio.get_running_loop().time()
        receive, legs = self._socket.recvfrom_into, self._legs_by_address
        room, view = self.packet.room, self.packet.view
        for _ in range(BATCH):
            try:
                length, address = receive(room)
            except BlockingIOError:
                return
            except OSError:
                continue  # an ICMP error of an earlier datagram
            if not length:
                continue
            first = view[0]
            if 128 <= first < 192:
                leg = legs.get(address)
                if leg is not None:
                    leg.relay(length, now)
            elif first < 4:
                self._check(bytes(view[:length]), address, now)
            elif 20 <= first < 64:
                leg = legs.get(address)
                if leg is not None:
                    leg.dtls(bytes(view[:length]), now)

    def _check(self, datagram: bytes, address: Address, now: float) -> None:
        ufrag = asked_for(datagram)
        leg = self._legs_by_fragment.get(ufrag) if ufrag else None
        if leg is not None and ufrag is not None:
            leg.check(datagram, ufrag, address, now)

    def send(self, data: bytes | memoryview, address: Address) -> None:
        """Send, or lose it: media that can't leave now is of no use later."""
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.sendto(data, address)

    def accept_address(self, address: Address, leg: Leg) -> None:
        self._legs_by_address[address] = leg

    def forget_address(self, address: Address, leg: Leg) -> None:
        if self._legs_by_address.get(address) is leg:
            del self._legs_by_address[address]

    def accept_fragment(self, ufrag: str, leg: Leg) -> None:
        self._legs_by_fragment[ufrag] = leg

    def forget_fragment(self, ufrag: str) -> None:
        self._legs_by_fragment.pop(ufrag, None)
