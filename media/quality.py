"""From packet numbers and reports to a word: how good one seat's own line is."""

from media.rtcp import ReportBlock, SenderTime, read

GOOD, WEAK, BAD = "good", "weak", "bad"
STREAMS = 32  # more than any browser sends in a call of two; each costs a context in libsrtp
REMEMBERED_REPORTS = 64
SILENT_SECONDS = 6.5  # consent is asked every 4-6 s even when nothing is sent (RFC 7675, 5.1)
SMOOTHING = 0.3


class Stream:
    """Sequence numbers of one SSRC: how many came of how many there must have been (RFC 3550, A.3)."""

    __slots__ = ("expected", "highest", "received")

    def __init__(self, sequence: int) -> None:
        self.highest = sequence
        self.received = 0
        self.expected = 1

    def heard(self, sequence: int) -> None:
        self.received += 1
        ahead = (sequence - self.highest) & 0xFFFF
        if 0 < ahead < 0x8000:
            self.expected += ahead
            self.highest = sequence


class Line:
    """Loss and round trip between one browser and the node, in both directions."""

    def __init__(self) -> None:
        self.streams: dict[int, Stream] = {}
        self.reporters: set[int] = set()
        self.loss = 0.0
        self.rtt: float | None = None
        self.word = GOOD
        self._next_word = GOOD
        self._up = self._down = 0.0
        self._down_now: list[float] = []
        self._sent_reports: dict[tuple[int, int], float] = {}
        self._counted = (0, 0)

    @property
    def full(self) -> bool:
        """Whether no further stream is taken."""
        return len(self.streams) >= STREAMS

    def admit(self, ssrc: int, sequence: int) -> Stream:
        """The stream of a new SSRC."""
        stream = self.streams[ssrc] = Stream(sequence)
        return stream

    def reports(self, packet: bytes, other: "Line", now: float) -> None:
        """RTCP of this line's browser is on its way to the browser on the `other` line."""
        for item in read(packet):
            if isinstance(item, SenderTime):
                other._sent_reports[item.ssrc, item.ntp] = now
                while len(other._sent_reports) > REMEMBERED_REPORTS:
                    other._sent_reports.pop(next(iter(other._sent_reports)))
            else:
                self._received(item, other, now)

    def _received(self, block: ReportBlock, other: "Line", now: float) -> None:
        # What the receiver misses was lost on either line; the part lost before it came to the node is the other's.
        up = other._up
        self._down_now.append(max(0.0, (block.lost - up) / (1 - up)) if up < 1 else 0.0)
        sent = self._sent_reports.get((block.ssrc, block.ntp))
        if sent is not None:
            trip = max(0.0, now - sent - block.delay)
            self.rtt = trip if self.rtt is None else self.rtt + SMOOTHING * (trip - self.rtt)

    def judge(self, silent_seconds: float) -> bool:
        """Called about once a second: settle the figures; True when the word changed."""
        expected = sum(stream.expected for stream in self.streams.values())
        received = sum(stream.received for stream in self.streams.values())
        e, r = expected - self._counted[0], received - self._counted[1]
        self._counted = (expected, received)
        up = min(1.0, max(0.0, 1 - r / e)) if e > 0 else 0.0
        down = max(self._down_now, default=self._down)
        self._down_now.clear()
        self._up += SMOOTHING * (up - self._up)
        self._down += SMOOTHING * (down - self._down)
        self.loss = max(self._up, self._down)
        word = in_words(self.loss, self.rtt, silent_seconds)
        # A word has to be true twice before it is said: one bad second is not news.
        changed = word == self._next_word and word != self.word
        if changed:
            self.word = word
        self._next_word = word
        return changed


def in_words(loss: float, rtt: float | None, silent_seconds: float) -> str:
    """`loss` 0-1, `rtt` and `silent_seconds` in seconds → "good", "weak" or "bad"."""
    trip = rtt or 0.0
    if loss > 0.12 or trip > 0.7 or silent_seconds > SILENT_SECONDS:
        return BAD
    if loss > 0.04 or trip > 0.35:
        return WEAK
    return GOOD
