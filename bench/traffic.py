"""What one seat sends, and when: sealed beforehand, so that the load generator has nothing to do but to send."""

import random
import struct
from array import array
from dataclasses import dataclass, field

from bench.clip import AUDIO_PER_SECOND, FRAMES_PER_SECOND, Clip
from bench.seat import AUDIO, FIRST, VIDEO, Seat, rtp

FEEDBACK_PER_SECOND = 20  # transport-wide congestion feedback, as Chromium sends it
CHECK_EVERY = 2.5
WRAP = 1 << 16


@dataclass
class Burst:
    """Datagrams that leave together at `due` seconds, and the stream and number of the first of them."""

    due: float
    datagrams: list[bytes]
    kind: int | None = None
    first: int = 0
    left: int = 0  # nanoseconds of the clock, when they really left


@dataclass
class Traffic:
    """All of one seat's datagrams. `sent[kind]` maps a packet's number to its burst."""

    bursts: list[Burst] = field(default_factory=list)
    numbers: "dict[int, array[int]]" = field(default_factory=dict)


def of(seat: Seat, clip: Clip, seconds: float, chance: random.Random) -> Traffic:
    """Pictures leave as a burst of packets, as Chromium's pacer lets them go; each seat has beats of its own."""
    assert seat.tx
    bursts: list[Burst] = []
    number, timestamp, start = FIRST + 1, 0, chance.random() / FRAMES_PER_SECOND
    for count in range(int(seconds * FRAMES_PER_SECOND)):
        payloads = clip.pictures[count % len(clip.pictures)]
        timestamp = FIRST + (count + 1) * 90_000 // FRAMES_PER_SECOND
        packets = [
            rtp(VIDEO, number + n, timestamp, seat.ssrc[VIDEO], payload, marker=n == len(payloads) - 1)
            for n, payload in enumerate(payloads)
        ]
        due = start + count / FRAMES_PER_SECOND
        bursts.append(Burst(due, [seat.tx.protect(packet) for packet in packets], VIDEO, number))
        number += len(packets)
    start = chance.random() / AUDIO_PER_SECOND
    for count in range(int(seconds * AUDIO_PER_SECOND)):
        packet = rtp(
            AUDIO, FIRST + 1 + count, FIRST + (count + 1) * 960, seat.ssrc[AUDIO], clip.sounds[count % len(clip.sounds)]
        )
        bursts.append(Burst(start + count / AUDIO_PER_SECOND, [seat.tx.protect(packet)], AUDIO, FIRST + 1 + count))
    bursts += [Burst(due, [seat.tx.protect_rtcp(packet)]) for due, packet in _rtcp(seat, seconds, chance)]
    start = chance.random() * CHECK_EVERY
    bursts += [Burst(start + n * CHECK_EVERY, [seat.check()]) for n in range(int((seconds - start) / CHECK_EVERY) + 1)]
    traffic = Traffic(bursts)
    for kind in (AUDIO, VIDEO):
        traffic.numbers[kind] = array("l")
        for index, burst in enumerate(bursts):
            if burst.kind == kind:
                traffic.numbers[kind].extend([index] * len(burst.datagrams))
    return traffic


def _rtcp(seat: Seat, seconds: float, chance: random.Random) -> list[tuple[float, bytes]]:
    found = []
    start = chance.random()
    for second in range(int(seconds)):
        for kind in (AUDIO, VIDEO):
            ssrc, clock = seat.ssrc[kind], 48_000 if kind == AUDIO else 90_000
            report = struct.pack(
                "!BBHIIIIII", 0x80, 200, 6, ssrc, second, 0, second * clock, second * 50, second * 50_000
            )
            found.append((start + second, report + struct.pack("!BBHIBB6s", 0x81, 202, 3, ssrc, 1, 6, b"abcdef")))
    start = chance.random() / FEEDBACK_PER_SECOND
    for count in range(int(seconds * FEEDBACK_PER_SECOND)):
        body = struct.pack("!IIHHI", seat.ssrc[VIDEO], seat.ssrc[AUDIO], count, 12, count) + bytes(16)
        found.append((start + count / FEEDBACK_PER_SECOND, struct.pack("!BBH", 0x8F, 205, len(body) // 4) + body))
    return found
