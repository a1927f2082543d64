"""Who speaks: from the audio levels that browsers write beside each packet (RFC 6464), without decoding any sound."""

LEVEL_URI = "urn:ietf:params:rtp-hdrext:ssrc-audio-level"
LOUD = 45  # -dBov: speech is above it, a quiet room below
PACKETS_TO_START = 3  # of 20 ms each: a click is no word
SECONDS_TO_STOP = 0.7  # a breath between two words is no end


def read_level(packet: memoryview, length: int, wanted: int) -> int | None:
    """The level (0: loudest, 127: silence) in the header extension `wanted` of an RTP packet. Never raises."""
    if not packet[0] & 0x10:
        return None
    at = 12 + 4 * (packet[0] & 15)
    if at + 4 > length:
        return None
    profile = packet[at] << 8 | packet[at + 1]
    end = at + 4 + 4 * (packet[at + 2] << 8 | packet[at + 3])
    at += 4
    if end > length or not (profile == 0xBEDE or profile >> 4 == 0x100):
        return None
    long = profile != 0xBEDE  # two bytes before each element instead of one (RFC 8285, 4.3)
    while at + 1 < end:
        first = packet[at]
        if first == 0:  # padding
            at += 1
            continue
        name, size, at = (first, packet[at + 1], at + 2) if long else (first >> 4, (first & 15) + 1, at + 1)
        if name == 15 and not long:
            return None
        if name == wanted:
            return packet[at] & 127 if size and at + size <= end else None
        at += size
    return None


class Voice:
    """One seat's. Starts with a few loud packets in a row's time, stops after a pause."""

    __slots__ = ("_last", "_loud", "speaks")

    def __init__(self) -> None:
        self.speaks = False
        self._loud = 0
        self._last = 0.0

    def heard(self, level: int, now: float) -> None:
        """A packet of sound came."""
        if level <= LOUD:
            self._loud += 1
            self._last = now

    def look(self, now: float) -> None:
        """Called several times a second."""
        if self._loud >= PACKETS_TO_START:
            self.speaks = True
        elif now - self._last > SECONDS_TO_STOP:
            self.speaks = False
        self._loud = 0
