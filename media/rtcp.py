"""Reads what quality needs from RTCP (RFC 3550, 6.4): sender reports' times and report blocks."""

from dataclasses import dataclass
from struct import unpack_from

SENDER_REPORT = 200
RECEIVER_REPORT = 201


@dataclass(frozen=True)
class SenderTime:
    """A sender report passed: the middle 32 bits of its NTP time come back in report blocks."""

    ssrc: int
    ntp: int


@dataclass(frozen=True)
class ReportBlock:
    """What a receiver says of one stream. `lost` is a share 0-1 since its last report, `delay` seconds since `ntp`."""

    ssrc: int
    lost: float
    ntp: int
    delay: float


def read(packet: bytes) -> list[SenderTime | ReportBlock]:
    """What a compound packet says, in order; stops at the first part that makes no sense. Never raises."""
    found: list[SenderTime | ReportBlock] = []
    at, end = 0, len(packet)
    while at + 8 <= end and packet[at] >> 6 == 2:
        kind = packet[at + 1]
        size = 4 * (unpack_from("!H", packet, at + 2)[0] + 1)
        if at + size > end:
            break
        blocks = at + 8
        if kind == SENDER_REPORT and size >= 28:
            ssrc, high, low = unpack_from("!III", packet, at + 4)
            found.append(SenderTime(ssrc, (high & 0xFFFF) << 16 | low >> 16))
            blocks = at + 28
        if kind in (SENDER_REPORT, RECEIVER_REPORT):
            count = min(packet[at] & 31, (at + size - blocks) // 24)
            for start in range(blocks, blocks + 24 * count, 24):
                ssrc, lost = unpack_from("!IB", packet, start)
                ntp, delay = unpack_from("!II", packet, start + 16)
                found.append(ReportBlock(ssrc, lost / 256, ntp, delay / 65536))
        at += size
    return found
