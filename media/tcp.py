"""ICE-TCP for networks that let no UDP out (RFC 6544): one passive port, datagrams in frames (RFC 4571)."""

import asyncio
import contextlib
import socket
from functools import partial
from typing import Protocol, cast

from media.ice import Address
from media.srtp import Packet

HEADER = 2
LARGEST = 1500  # browsers send at most 1200 bytes of payload; who announces more speaks something else
UNPROVED = 256
UNPROVED_SECONDS = 8.0
WAITING = 64 * 1024  # a third of a second of good video
STALLED_SECONDS = 10.0
BACKLOG = 128


class Door(Protocol):
    """What a stream needs of the node behind it."""

    def arrive(self, datagram: bytes, stream: "Stream") -> None: ...
    def leave(self, stream: "Stream") -> None: ...


class Stream(asyncio.Protocol):
    """One connection: stands where a UDP address stands, so that a leg needs not know the difference.

    Until a connectivity check on it was right it is *unproved*: it may only send checks, not for long, and the oldest
    of too many has to go. It never waits for its reader: what finds the way full is lost, as it would be with UDP, and
    whose way stays full is hung up on.
    """

    def __init__(self, door: Door, unproved: "dict[Stream, None]") -> None:
        self._door, self._unproved = door, unproved
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._received = bytearray()
        self._full = False
        self.address: Address = ("", 0)

    # -- the connection ------------------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport = cast(asyncio.Transport, transport)  # uvloop's is one by duck's right alone
        peer = transport.get_extra_info("peername")
        if peer is None:  # gone before we looked
            self.close()
            return
        self.address = peer
        transport.set_write_buffer_limits(high=WAITING)
        # Without it megabytes would queue up in the kernel, and the picture would lag behind by seconds.
        with contextlib.suppress(OSError):  # hung up in the meantime
            transport.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, WAITING)
        # Who is honest sends its check at once: in a flood the oldest of the silent ones is the least likely to.
        while len(self._unproved) >= UNPROVED:
            next(iter(self._unproved)).close()
        self._unproved[self] = None
        self._close_after(UNPROVED_SECONDS)

    def connection_lost(self, exc: Exception | None) -> None:
        self.close()

    def proved(self) -> None:
        """A connectivity check was right: this is one of ours."""
        if self in self._unproved:
            del self._unproved[self]
            self._keep()

    def close(self) -> None:
        """Hang up at once, without waiting for what is still to be sent."""
        transport, self._transport = self._transport, None
        if transport is None:
            return
        self._unproved.pop(self, None)
        self._keep()
        self._received.clear()
        transport.abort()
        self._door.leave(self)

    def _close_after(self, seconds: float) -> None:
        self._timer = asyncio.get_running_loop().call_later(seconds, self.close)

    def _keep(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None

    # -- frames --------------------------------------------------------------------------------------------------------

    def data_received(self, data: bytes) -> None:
        received = self._received
        received += data
        at = 0
        while len(received) - at >= HEADER:
            end = at + HEADER + int.from_bytes(received[at : at + HEADER], "big")
            if end - at > HEADER + LARGEST:
                self.close()
                return
            if end > len(received):
                break
            datagram = bytes(received[at + HEADER : end])
            at = end
            if not datagram:
                continue  # RFC 4571, 2: null packets are allowed, and say nothing
            if self in self._unproved and datagram[0] > 3:
                self.close()
                return
            self._door.arrive(datagram, self)
            if self._transport is None:
                return
        del received[:at]

    def send(self, data: bytes | memoryview) -> None:
        """Send one datagram, or lose it."""
        if self._transport is not None and not self._full:
            self._transport.write(len(data).to_bytes(HEADER, "big") + data)

    def hand_on(self, packet: Packet, length: int) -> None:
        """Send the first `length` bytes of a packet."""
        self.send(packet.view[:length])

    def pause_writing(self) -> None:
        if self in self._unproved:
            self.close()
            return
        self._full = True
        self._close_after(STALLED_SECONDS)

    def resume_writing(self) -> None:
        self._full = False
        self._keep()


Way = Address | Stream
"""Where a leg's datagrams come from and go to."""


def address_of(way: Way) -> Address:
    """The address that a way leads to."""
    return way.address if isinstance(way, Stream) else way


class Listener:
    """The passive port. `port` is 0 until it is open."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._unproved: dict[Stream, None] = {}
        self._socket: socket.socket | None = None
        self._server: asyncio.Task[asyncio.Server] | None = None

    @property
    def port(self) -> int:
        return int(self._socket.getsockname()[1]) if self._socket else 0

    def open(self, host: str, ports: tuple[int, ...]) -> None:
        """Bind the first of `ports` that is free (0: any). Raises OSError when none is."""
        for port in ports:
            try:
                self._socket = _bound(host, port)
                break
            except OSError:
                if port == ports[-1]:
                    raise
        assert self._socket is not None
        self._server = asyncio.create_task(self._serve(self._socket))

    async def _serve(self, listening: socket.socket) -> asyncio.Server:
        make = partial(Stream, self._door, self._unproved)
        return await asyncio.get_running_loop().create_server(make, sock=listening, backlog=BACKLOG)

    def close(self) -> None:
        """Let the port go."""
        for stream in list(self._unproved):
            stream.close()
        if self._server is not None:
            if self._server.done() and not self._server.cancelled():
                self._server.result().close()
            self._server.cancel()
        if self._socket is not None:
            self._socket.close()
            self._socket = None


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setblocking(False)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            listening.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        listening.bind((host, port))
    except OSError:
        listening.close()
        raise
    return listening
