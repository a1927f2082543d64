"""What one seat sends, and when: sealed beforehand, so that the load generator has nothing to do but to send."""

import random
import struct
from dataclasses import dataclass

from bench.clip import AUDIO_PER_SECOND, FRAMES_PER_SECOND, Clip
from bench.seat import AUDIO, FIRST, VIDEO, Seat, rtp

FEEDBACK_PER_SECOND = 20  # transport-wide congestion feedback, as Chromium sends it
CHECK_EVERY = 2.5
SPACING = 20e-6  # between two packets of one picture: what Chromium needs to seal and send one
WRAP = 1 << 16


@dataclass(slots=True)
class Sending:
    """One datagram that is to leave at `due` seconds; `left` is when it did, in nanoseconds of the clock."""

    due: float
    datagram: bytes
    media: bool = False
    left: int = 0


@dataclass
class Traffic:
    """All that one seat sends. `packets[kind]` are its media packets from number FIRST + 1 on."""

    sendings: list[Sending]
    packets: dict[int, list[Sending]]


def of(seat: Seat, clip: Clip, seconds: float, chance: random.Random) -> Traffic:
    """Each seat has beats of its own."""
    packets = {VIDEO: _pictures(seat, clip, seconds, chance), AUDIO: _sounds(seat, clip, seconds, chance)}
    assert seat.tx
    others = [Sending(due, seat.tx.protect_rtcp(packet)) for due, packet in _rtcp(seat, seconds, chance)]
    start = chance.random() * CHECK_EVERY
    others += [Sending(start + n * CHECK_EVERY, seat.check()) for n in range(int((seconds - start) / CHECK_EVERY) + 1)]
    return Traffic([*packets[VIDEO], *packets[AUDIO], *others], packets)


def _pictures(seat: Seat, clip: Clip, seconds: float, chance: random.Random) -> list[Sending]:
    """A picture's packets leave one after the other, as soon as each is made: so Chromium's pacer lets them go."""
    assert seat.tx
    found: list[Sending] = []
    start = chance.random() / FRAMES_PER_SECOND
    for count in range(int(seconds * FRAMES_PER_SECOND)):
        payloads = clip.pictures[count % len(clip.pictures)]
        timestamp = FIRST + (count + 1) * 90_000 // FRAMES_PER_SECOND
        for n, payload in enumerate(payloads):
            last = n == len(payloads) - 1
            packet = rtp(VIDEO, FIRST + 1 + len(found), timestamp, seat.ssrc[VIDEO], payload, marker=last)
            due = start + count / FRAMES_PER_SECOND + n * SPACING
            found.append(Sending(due, seat.tx.protect(packet), media=True))
    return found


def _sounds(seat: Seat, clip: Clip, seconds: float, chance: random.Random) -> list[Sending]:
    assert seat.tx
    start = chance.random() / AUDIO_PER_SECOND
    found = []
    for count in range(int(seconds * AUDIO_PER_SECOND)):
        sound = clip.sounds[count % len(clip.sounds)]
        packet = rtp(AUDIO, FIRST + 1 + count, FIRST + (count + 1) * 960, seat.ssrc[AUDIO], sound)
        found.append(Sending(start + count / AUDIO_PER_SECOND, seat.tx.protect(packet), media=True))
    return found


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
