"""The UDP port: one datagram a system call in plain Python, or many where the kernel and cffi are there for it."""

import asyncio
import contextlib
import socket
from collections.abc import Callable

from media.ice import Address
from media.srtp import Packet

BATCH = 64
BUFFER = 4 * 1024 * 1024

Arrive = Callable[[Packet, int, Address, float], None]
"""Told of each datagram: the buffer that it is in, its length, where it came from, the time."""
HandOn = Callable[[Packet, int], None]
"""Sends the first so many bytes of a packet; when it is told of right now, perhaps only once all has been told."""


class Port:
    """The plain one: works everywhere, and is what the batching one falls back to datagram by datagram."""

    def __init__(self, arrive: Arrive) -> None:
        self._arrive = arrive
        self._packet = Packet()
        self._socket: socket.socket | None = None

    @property
    def number(self) -> int:
        """The port's number; 0 while it is closed."""
        return int(self._socket.getsockname()[1]) if self._socket else 0

    def open(self, host: str, number: int) -> None:
        """Bind and start to read. Raises OSError when the port is taken."""
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._socket = opened = socket.socket(family, socket.SOCK_DGRAM)
        opened.setblocking(False)
        if family == socket.AF_INET6:
            opened.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        for option in (socket.SO_RCVBUF, socket.SO_SNDBUF):
            opened.setsockopt(socket.SOL_SOCKET, option, BUFFER)
        opened.bind((host, number))
        asyncio.get_running_loop().add_reader(opened.fileno(), self._read)

    def close(self) -> None:
        if self._socket:
            asyncio.get_running_loop().remove_reader(self._socket.fileno())
            self._socket.close()
            self._socket = None

    def send(self, data: bytes | memoryview, address: Address) -> None:
        """Send at once, or lose it."""
        if self._socket is not None:
            with contextlib.suppress(OSError):
                self._socket.sendto(data, address)

    def way_out(self, address: Address) -> HandOn:
        """How packets are handed on to `address`."""

        def hand_on(packet: Packet, length: int) -> None:
            self.send(packet.view[:length], address)

        return hand_on

    def _read(self) -> None:
        """Up to 64 datagrams a wake-up: synchronous, no task, no copy on the way of media."""
        if self._socket is None:
            return
        now = asyncio.get_running_loop().time()
        packet, receive, arrive = self._packet, self._socket.recvfrom_into, self._arrive
        for _ in range(BATCH):
            try:
                length, address = receive(packet.room)
            except BlockingIOError:
                return
            except OSError:
                continue  # an ICMP error of an earlier datagram
            if length:
                arrive(packet, length, address, now)


def make_port(arrive: Arrive, *, plain: bool) -> Port:
    """The best port that this machine has; `plain` takes the plain one in any case."""
    if not plain:
        with contextlib.suppress(ImportError):
            from media.batched_udp import BatchedPort

            return BatchedPort(arrive)
    return Port(arrive)
