"""The bad network itself: what is lost, late and doubled is what was asked for, and the same each time."""

import asyncio
import itertools

import pytest

from tests.media.network import Direction, Line, Network, _port

MANY = 20_000


def fates(line: Line, *, seed: int = 7, gap: float = 0.001, size: int = 1000) -> list[list[float]]:
    direction = Direction(line, seed)
    return [direction.fates(size, n * gap) for n in range(MANY)]


def test_as_much_is_lost_as_was_asked_for_and_the_same_each_time() -> None:
    lost = [not fate for fate in fates(Line(loss=0.05))]
    assert 0.045 < sum(lost) / MANY < 0.055
    assert lost == [not fate for fate in fates(Line(loss=0.05))]
    assert lost != [not fate for fate in fates(Line(loss=0.05), seed=8)]


def test_bursts_are_as_long_as_was_asked_for() -> None:
    lost = [not fate for fate in fates(Line(loss=0.1, burst=5))]
    runs = [len(list(run)) for gone, run in itertools.groupby(lost) if gone]
    assert 0.08 < sum(lost) / MANY < 0.12
    assert 4.5 < sum(runs) / len(runs) < 5.5


def test_jitter_reordering_and_duplication() -> None:
    found = fates(Line(delay=0.02, jitter=0.1, reordering=0.1, duplication=0.2))
    late = [copy for fate in found for copy in fate if copy]
    assert 0.02 <= min(late) < 0.021
    assert 0.119 < max(late) <= 0.12
    copies = [copy for fate in found for copy in fate]
    assert 0.09 < copies.count(0.0) / len(copies) < 0.11
    assert 0.19 < sum(len(fate) == 2 for fate in found) / MANY < 0.21


def test_a_narrow_line_carries_its_rate_and_no_more() -> None:
    # 1000 bytes a millisecond are 8 Mbit/s, into 300 kbit/s.
    found = fates(Line(rate=300_000, queue=0.3))
    carried = sum(1000 * 8 for fate in found if fate) / (MANY * 0.001)
    assert 290_000 < carried < 310_000
    assert max(fate[0] for fate in found if fate) <= 0.3 + 1000 * 8 / 300_000


async def test_datagrams_go_both_ways_and_a_rebinding_changes_the_port() -> None:
    seen: list[tuple[bytes, object]] = []
    back: asyncio.Queue[bytes] = asyncio.Queue()
    news = asyncio.Event()

    def echo(datagram: bytes, source: tuple[object, ...]) -> None:
        seen.append((datagram, source[1]))
        target.sendto(datagram.upper(), source)
        news.set()

    target = await _port("127.0.0.1", echo)
    network = await Network(target.get_extra_info("sockname")).open()
    browser = await _port("127.0.0.1", lambda datagram, _: back.put_nowait(datagram))
    front = ("127.0.0.1", network.port)
    browser.sendto(b"one", front)
    browser.sendto(b"two", front)
    assert [await asyncio.wait_for(back.get(), 5) for _ in range(2)] == [b"ONE", b"TWO"]
    network.rebinds()
    browser.sendto(b"three", front)
    assert await asyncio.wait_for(back.get(), 5) == b"THREE"
    ports = [port for _, port in seen]
    assert ports[0] == ports[1] != ports[2]
    network.goes_dark()
    browser.sendto(b"four", front)
    with pytest.raises(asyncio.TimeoutError):
        await asyncio.wait_for(back.get(), 0.1)
    network.is_back()
    browser.sendto(b"five", front)
    assert await asyncio.wait_for(back.get(), 5) == b"FIVE"
    assert (network.carried, network.lost) == (8, 1)
    for transport in (target, browser):
        transport.close()
    network.close()
