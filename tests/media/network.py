"""A bad network between one browser and whom it talks to: a UDP proxy that loses, delays, doubles, and moves."""

import asyncio
import random
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Address = tuple[Any, ...]
NAT_ENTRIES = 32


@dataclass(frozen=True)
class Line:
    """What one direction does to datagrams; times in seconds, shares from 0 to 1."""

    loss: float = 0.0
    burst: float = 1.0  # how many in a row are lost, in the mean
    delay: float = 0.0
    jitter: float = 0.0  # up to so much more, for each datagram by itself, so that they overtake one another
    reordering: float = 0.0  # the share that does not wait for its delay
    duplication: float = 0.0
    rate: float = 0.0  # bits a second; 0: no limit
    queue: float = 0.3  # how long a datagram may wait because of the rate


class Direction:
    """One direction of a line, with its luck from a seed."""

    def __init__(self, line: Line, seed: int) -> None:
        self.line = line
        self._luck = random.Random(seed)
        self._losing = False
        self._free_at = 0.0

    def fates(self, size: int, now: float) -> list[float]:
        """After how many seconds each copy of a datagram arrives; none: it is lost."""
        line, luck = self.line, self._luck
        if self._is_lost():
            return []
        wait = 0.0
        if line.rate:
            wait = max(0.0, self._free_at - now)
            if wait > line.queue:
                return []
            wait += size * 8 / line.rate
            self._free_at = now + wait
        copies = 2 if luck.random() < line.duplication else 1
        return [wait + self._delay() for _ in range(copies)]

    def _delay(self) -> float:
        line, luck = self.line, self._luck
        if line.reordering and luck.random() < line.reordering:
            return 0.0
        return line.delay + luck.random() * line.jitter

    def _is_lost(self) -> bool:
        """Gilbert's model: a good and a bad state; with a burst of 1 each datagram is on its own."""
        loss, burst = self.line.loss, max(1.0, self.line.burst)
        if loss >= 1:
            return True
        if burst == 1:
            return self._luck.random() < loss
        leave = 1 / burst
        enter = leave * loss / (1 - loss)
        self._losing = self._luck.random() >= leave if self._losing else self._luck.random() < enter
        return self._losing


class Network:
    """A port that browsers are told instead of the real one, `target`, and a NAT's port for each of their sockets.

    `up` and `down` may be changed at any time by `becomes`; `goes_dark` until `is_back`; `rebinds` gives every browser
    socket another port towards the target, as a NAT does that forgot.
    """

    def __init__(self, target: Address, *, line: Line | None = None, seed: int = 1) -> None:
        self.target = target
        self.up, self.down = Direction(line or Line(), seed), Direction(line or Line(), seed + 1)
        self.dark = False
        self.rebindings = 0
        self.carried = self.lost = 0
        self._front: asyncio.DatagramTransport | None = None
        self._nat: dict[Address, asyncio.DatagramTransport] = {}
        self._opening: dict[Address, list[bytes]] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self) -> "Network":
        self._front = await _port("0.0.0.0", self._from_browser)
        return self

    @property
    def port(self) -> int:
        assert self._front is not None
        return int(self._front.get_extra_info("sockname")[1])

    def becomes(self, line: Line) -> None:
        self.up.line = self.down.line = line

    def goes_dark(self) -> None:
        self.dark = True

    def is_back(self) -> None:
        self.dark = False

    def rebinds(self) -> None:
        self.rebindings += 1
        while self._nat:
            self._nat.popitem()[1].close()

    def close(self) -> None:
        self.rebinds()
        for task in self._tasks:
            task.cancel()
        if self._front is not None:
            self._front.close()
            self._front = None  # what is still on its way arrives nowhere

    # -- datagrams

    def _from_browser(self, datagram: bytes, source: Address) -> None:
        self._carry(self.up, datagram, lambda: self._out(datagram, source))

    def _from_target(self, datagram: bytes, browser: Address) -> None:
        self._carry(self.down, datagram, lambda: self._in(datagram, browser))

    def _carry(self, direction: Direction, datagram: bytes, arrive: Callable[[], object]) -> None:
        loop = asyncio.get_running_loop()
        fates = [] if self.dark else direction.fates(len(datagram), loop.time())
        self.lost += not fates
        self.carried += bool(fates)
        for after in fates:
            if after:
                loop.call_later(after, arrive)
            else:
                arrive()

    def _in(self, datagram: bytes, browser: Address) -> None:
        if self._front is not None:
            self._front.sendto(datagram, browser)

    def _out(self, datagram: bytes, browser: Address) -> None:
        transport = self._nat.get(browser)
        if transport is not None:
            transport.sendto(datagram, self.target)
        elif browser in self._opening:
            self._opening[browser].append(datagram)
        elif self._front is not None and len(self._nat) < NAT_ENTRIES:
            self._opening[browser] = [datagram]
            task = asyncio.create_task(self._translate(browser))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _translate(self, browser: Address) -> None:
        transport = await _port("0.0.0.0", lambda datagram, _: self._from_target(datagram, browser))
        self._nat[browser] = transport
        for datagram in self._opening.pop(browser):
            transport.sendto(datagram, self.target)


class _Receiver(asyncio.DatagramProtocol):
    def __init__(self, receive: Callable[[bytes, Address], None]) -> None:
        self._receive = receive

    def datagram_received(self, data: bytes, addr: Address) -> None:
        self._receive(data, addr)


async def _port(host: str, receive: Callable[[bytes, Address], None]) -> asyncio.DatagramTransport:
    transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: _Receiver(receive), local_addr=(host, 0), family=socket.AF_INET
    )
    return transport
