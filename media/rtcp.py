"""Reads what quality needs from RTCP (RFC 3550, 6.4), sender reports' times and report blocks, and hides addresses."""

from collections.abc import Iterator
from dataclasses import dataclass
from struct import unpack_from

from media.addresses import names_an_address

SENDER_REPORT = 200
RECEIVER_REPORT = 201
DESCRIPTION = 202
GOODBYE = 203


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


def hide_addresses(packet: memoryview) -> None:
    """Write over names in source descriptions and goodbyes that are addresses, in place. Never raises."""
    for start, end in _texts(packet):
        if names_an_address(bytes(packet[start:end]).decode("latin-1")):
            packet[start:end] = b"x" * (end - start)


def _texts(packet: memoryview) -> Iterator[tuple[int, int]]:
    at, end = 0, len(packet)
    while at + 8 <= end and packet[at] >> 6 == 2:
        stop = min(end, at + 4 * (unpack_from("!H", packet, at + 2)[0] + 1))
        if packet[at + 1] == DESCRIPTION:
            yield from _items(packet, at + 4, stop)
        elif packet[at + 1] == GOODBYE:
            said = at + 4 + 4 * (packet[at] & 31)
            if said < stop:
                yield said + 1, min(stop, said + 1 + packet[said])
        at = stop


def _items(packet: memoryview, at: int, stop: int) -> Iterator[tuple[int, int]]:
    """The items of all chunks (RFC 3550, 6.5): a source, then type, length and text until a zero, up to 32 bits."""
    while at + 4 < stop:
        item = at + 4
        while item + 1 < stop and packet[item]:
            yield item + 2, min(stop, item + 2 + packet[item + 1])
            item += 2 + packet[item + 1]
        at = (item // 4 + 1) * 4
