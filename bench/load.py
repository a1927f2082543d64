"""One measurement: a server made anew, so many calls, so many seconds."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from bench import pump, traffic, usage
from bench.clip import Clip
from bench.pump import CONTROLS, HEADERS, Record
from bench.seat import AUDIO, FIRST, VIDEO, Seat
from bench.servers.meeting import Server
from bench.traffic import WRAP, Traffic

WARM_UP = 1.0


@dataclass
class Result:
    """Times in milliseconds unless the name says otherwise; None where it can't be known."""

    server: str
    calls: int
    seconds: float
    load_before: float
    packets: int = 0  # RTP and RTCP that went in
    came_out: int = 0
    packets_per_call_second: float = 0.0
    cpu_seconds: float = 0.0
    system_share: float = 0.0
    cpu_per_packet_us: float | None = None
    cpu_per_call_second_ms: float | None = None
    calls_per_core: float | None = None
    latency_p50: float | None = None
    latency_p95: float | None = None
    latency_p99: float | None = None
    loss: float | None = None
    memory_per_call_kib: float | None = None
    memory_idle_mib: float | None = None
    setup_p50: float | None = None
    setup_p95: float | None = None
    generator_core: float = 0.0
    generator_late_p99: float = 0.0
    generator_unsent: int = 0
    error: str | None = None
    extra: dict[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def percentile(values: Sequence[float], share: float) -> float | None:
    """Of a sorted sequence; None of nothing."""
    return values[min(len(values) - 1, int(len(values) * share))] if values else None


async def measure(server: Server, calls: int, seconds: float, clip: Clip) -> Result:
    """Set the calls up one after the other, load them all, and count."""
    result = Result(server.name, calls, seconds, usage.load())
    seats: list[Seat] = []
    await server.start()
    try:
        idle = usage.memory(server.pids)
        setups = [await _set_up(server, number, clip, seats) for number in range(calls)]
        setups.sort()
        result.setup_p50, result.setup_p95 = percentile(setups, 0.5), percentile(setups, 0.95)
        chance = random.Random(calls)
        sent = [traffic.of(seat, clip, WARM_UP + seconds + 0.2, chance) for seat in seats]
        for seat in seats:
            seat.goes_quiet()
        marks: list[tuple[usage.Cpu, int]] = []
        record = await asyncio.to_thread(
            pump.run, seats, sent, warm_up=WARM_UP, seconds=seconds,
            mark=lambda: marks.append((usage.cpu(server.pids), time.time_ns())),
        )  # fmt: skip
        _count(result, seats, sent, record, decodes=server.decodes)
        used = marks[1][0] - marks[0][0]
        _price(result, used, (record.ended - record.began) / 1e9, anybody=bool(server.pids))
        if server.pids:
            result.memory_idle_mib = idle / 2**20
            result.memory_per_call_kib = (usage.memory(server.pids) - idle) / 1024 / calls
    finally:
        for seat in seats:
            seat.leaves()
        await server.stop()
    return result


async def _set_up(server: Server, number: int, clip: Clip, seats: list[Seat]) -> float:
    """Milliseconds from before the creator's offer to the first packet of each at the other."""
    creator, fan = Seat(), Seat()
    seats += [creator, fan]
    began = time.perf_counter()
    await server.call(number, creator, fan)
    await asyncio.gather(creator.connected(), fan.connected())
    for seat in (creator, fan):
        seat.tries_the_way(AUDIO, clip.sounds[0])
    if server.decodes:
        return (time.perf_counter() - began) * 1000
    await asyncio.gather(creator.finds_the_way(AUDIO), fan.finds_the_way(AUDIO))
    took = (time.perf_counter() - began) * 1000
    for seat in (creator, fan):
        seat.tries_the_way(VIDEO, clip.pictures[0][0])
    await asyncio.gather(creator.finds_the_way(VIDEO), fan.finds_the_way(VIDEO))
    return took


def _count(result: Result, seats: list[Seat], sent: list[Traffic], record: Record, *, decodes: bool) -> None:
    """Match what came with what was sent."""
    latencies: list[float] = []
    expected = rtcp = 0
    for one in sent:
        for sending in one.sendings:
            if record.began <= sending.left < record.ended and sending.datagram[0] >= 128:
                result.packets += 1
                expected += sending.media
    for number, seat in enumerate(seats):
        theirs = sent[number ^ 1]
        streams = {arrival.ssrc: (theirs.packets[kind], arrival.shift) for kind, arrival in seat.arrivals.items()}
        headers, controls = b"".join(record.headers[number]), b"".join(record.controls[number])
        for (first, kind, sequence, _, ssrc), (second, nanosecond) in zip(
            HEADERS.iter_unpack(headers), CONTROLS.iter_unpack(controls), strict=True
        ):
            at = second * 1_000_000_000 + nanosecond
            if first < 128:
                continue
            result.came_out += record.began <= at < record.ended
            if 192 <= kind <= 223:
                rtcp += 1
            elif not decodes and ssrc in streams:
                packets, shift = streams[ssrc]
                index = (sequence - shift - FIRST - 1) % WRAP
                left = packets[index].left if index < len(packets) else 0
                if record.began <= left < record.ended:
                    latencies.append((at - left) / 1e6)
    latencies.sort()
    result.packets_per_call_second = result.packets / result.calls / ((record.ended - record.began) / 1e9)
    result.extra["rtcp_that_came_out"] = rtcp
    if not decodes:
        result.latency_p50, result.latency_p95 = percentile(latencies, 0.5), percentile(latencies, 0.95)
        result.latency_p99 = percentile(latencies, 0.99)
        result.loss = max(0.0, 1 - len(latencies) / expected) if expected else None
    record.late.sort()
    result.generator_core, result.generator_unsent = record.busy, record.unsent
    result.generator_late_p99 = (percentile(record.late, 0.99) or 0.0) * 1000


def _price(result: Result, used: usage.Cpu, seconds: float, *, anybody: bool) -> None:
    if not anybody:
        return
    result.cpu_seconds = used.total
    result.system_share = used.system / (used.user + used.system) if used.user + used.system else 0.0
    if result.packets:
        result.cpu_per_packet_us = used.total / result.packets * 1e6
    result.cpu_per_call_second_ms = used.total / result.calls / seconds * 1000
    result.calls_per_core = result.calls * seconds / used.total if used.total else None
