"""Events are numbered, kept, and read again from where a reader was."""

from collections.abc import AsyncIterator
from typing import Any

from media.events import EventLog


async def take(lines: AsyncIterator[dict[str, Any]], count: int) -> list[tuple[str, int | None]]:
    return [((line := await anext(lines))["kind"], line.get("seq")) for _ in range(count)]


def log_of(count: int, kept: int = 100) -> EventLog:
    log = EventLog(kept)
    for n in range(count):
        log.add(f"k{n + 1}", "room")
    return log


async def test_a_new_reader_gets_everything_kept_and_then_what_happens() -> None:
    log = log_of(2)
    lines = log.follow(0, None)
    assert await take(lines, 2) == [("k1", 1), ("k2", 2)]
    log.add("k3", "room", "fan", why="x")
    third = await anext(lines)
    assert (third["seat"], third["data"], third["boot"]) == ("fan", {"why": "x"}, log.boot)
    assert third["at"].endswith("Z")


async def test_a_reader_goes_on_where_it_was() -> None:
    log = log_of(5)
    assert await take(log.follow(3, log.boot), 2) == [("k4", 4), ("k5", 5)]


async def test_a_reader_of_another_boot_is_told_that_it_missed_something() -> None:
    log = log_of(2)
    assert await take(log.follow(2, "another"), 3) == [("lost", 0), ("k1", 1), ("k2", 2)]


async def test_a_reader_that_was_away_too_long_is_told() -> None:
    log = log_of(10, kept=3)
    assert await take(log.follow(7, log.boot), 1) == [("k8", 8)]
    assert await take(log.follow(6, log.boot), 4) == [("lost", 0), ("k8", 8), ("k9", 9), ("k10", 10)]


async def test_a_reader_from_the_future_is_told() -> None:
    log = log_of(2)
    assert await take(log.follow(9, log.boot), 3) == [("lost", 0), ("k1", 1), ("k2", 2)]


async def test_after_being_told_it_goes_on() -> None:
    log = EventLog()
    lines = log.follow(5, "another")
    assert await take(lines, 1) == [("lost", 0)]
    log.add("k1", "room")
    assert await take(lines, 1) == [("k1", 1)]


async def test_a_tick_keeps_the_stream_alive() -> None:
    log = log_of(1)
    lines = log.follow(1, log.boot, tick=0.01)
    assert await take(lines, 2) == [("tick", None), ("tick", None)]
    log.add("k2", "room")
    assert await take(lines, 1) == [("k2", 2)]
