"""The UDP port, both kinds of it: what leaves in batches arrives as if it had left alone."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator

import pytest

from media.ice import Address
from media.srtp import Packet
from media.udp import BATCH, Arrive, HandOn, Port, make_port

batched_udp = pytest.importorskip("media.batched_udp")

HOSTS = ["127.0.0.1", "::1"]


class Outside:
    """Somebody's socket, read in order."""

    def __init__(self, host: str, port: Port) -> None:
        self.socket = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.bind((host, 0))
        self.socket.settimeout(5)
        self.there = (host, port.number)

    def sends(self, *datagrams: bytes) -> None:
        for datagram in datagrams:
            self.socket.sendto(datagram, self.there)

    async def reads(self, count: int) -> list[bytes]:
        return [await asyncio.to_thread(self.socket.recv, 4096) for _ in range(count)]


class Echo:
    """Hands everything on to where it came from, all of it within the same wake-up."""

    def __init__(self) -> None:
        self.port: Port
        self.came: list[tuple[bytes, Address]] = []
        self.ways: dict[Address, HandOn] = {}

    def arrive(self, packet: Packet, length: int, address: Address, now: float) -> None:
        self.came.append((bytes(packet.view[:length]), address))
        way = self.ways.get(address) or self.ways.setdefault(address, self.port.way_out(address))
        way(packet, length)


@pytest.fixture(params=HOSTS)
def host(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=[Port, batched_udp.BatchedPort])
async def echo(request: pytest.FixtureRequest, host: str) -> AsyncIterator[Echo]:
    echo = Echo()
    echo.port = request.param(echo.arrive)
    echo.port.open(host, 0)
    yield echo
    echo.port.close()


@pytest.fixture
def outside(echo: Echo, host: str) -> Iterator[Outside]:
    one = Outside(host, echo.port)
    yield one
    one.socket.close()


async def test_all_come_back_whole_and_in_order(echo: Echo, outside: Outside) -> None:
    sizes = [1000, 1000, 1000, 400, 1000, 1, 1, 1900, 1000, 1000]
    sent = [bytes([n]) * size for n, size in enumerate(sizes)]
    outside.sends(*sent)
    assert await outside.reads(len(sent)) == sent
    assert [datagram for datagram, _ in echo.came] == sent
    assert {address for _, address in echo.came} == {outside.socket.getsockname()}


async def test_everybody_gets_their_own(echo: Echo, outside: Outside, host: str) -> None:
    other = Outside(host, echo.port)
    for n in range(20):
        outside.sends(b"one" + bytes([n]) * 500)
        other.sends(b"two" + bytes([n]) * 500)
    assert await outside.reads(20) == [b"one" + bytes([n]) * 500 for n in range(20)]
    assert await other.reads(20) == [b"two" + bytes([n]) * 500 for n in range(20)]
    other.socket.close()


async def test_more_than_one_wake_up_takes(echo: Echo, outside: Outside) -> None:
    sent = [n.to_bytes(2, "big") * 50 for n in range(2 * BATCH + 5)]
    outside.sends(*sent)
    assert await outside.reads(len(sent)) == sent


async def test_who_is_gone_and_what_is_empty_hold_up_nobody(echo: Echo, outside: Outside, host: str) -> None:
    gone = Outside(host, echo.port)
    gone.sends(b"hello", b"hello")
    gone.socket.close()
    outside.sends(b"", b"first", b"second")
    assert await outside.reads(2) == [b"first", b"second"]
    outside.sends(b"third")
    assert await outside.reads(1) == [b"third"]


async def test_segments_that_the_path_does_not_take_leave_one_by_one(
    host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    echo = Echo()
    port = echo.port = batched_udp.BatchedPort(echo.arrive)
    port.open(host, 0)
    # The kernel refuses what it does not know, as it refuses segments that are larger than the path.
    monkeypatch.setattr(batched_udp, "UDP_SEGMENT", 9999)
    outside = Outside(host, port)
    sent = [bytes([n]) * 700 for n in range(8)]
    outside.sends(*sent)
    assert sorted(await outside.reads(8)) == sent
    port.close()
    outside.socket.close()


def test_a_run_is_of_one_size_and_only_its_last_may_be_shorter() -> None:
    def cut(*sizes: int) -> list[list[int]]:
        packet = Packet()
        return [[size for _, size in run] for run in batched_udp._runs([(packet, size) for size in sizes])]

    assert cut(9, 9, 9) == [[9, 9, 9]]
    assert cut(9, 9, 5, 9, 9) == [[9, 9, 5], [9, 9]]
    assert cut(5, 9, 9, 8, 8) == [[5], [9, 9, 8], [8]]
    assert cut(7) == [[7]]
    assert [len(run) for run in cut(*[9] * 40)] == [16, 16, 8]


def test_plain_is_taken_when_asked_for() -> None:
    def ignored(*_: object) -> None: ...

    arrive: Arrive = ignored
    assert type(make_port(arrive, plain=True)) is Port
    assert type(make_port(arrive, plain=False)) is batched_udp.BatchedPort


async def test_a_busy_port_rests_and_loses_nothing(host: str) -> None:
    echo = Echo()
    port = echo.port = batched_udp.BatchedPort(echo.arrive)
    port.open(host, 0)
    now = asyncio.get_running_loop().time()
    port._counted_since = now - 1
    port._count(2 * batched_udp.BUSY, now)
    assert port._busy
    port._counted_since = now + 60  # what comes now is too little to be busy by itself
    outside = Outside(host, port)
    for _ in range(10):
        sent = [n.to_bytes(2, "big") * 50 for n in range(20)]
        outside.sends(*sent)
        assert await outside.reads(len(sent)) == sent
    port._count(0, now + 120)
    assert not port._busy
    port.close()
    outside.socket.close()
