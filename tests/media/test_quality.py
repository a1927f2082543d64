"""Packet numbers and RTCP become a word for each side's own line."""

from struct import pack

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media.quality import Line, Stream, in_words
from media.rtcp import ReportBlock, SenderTime, read


def sender_report(ssrc: int, ntp: int) -> bytes:
    return pack("!BBHIIIIII", 0x80, 200, 6, ssrc, ntp >> 16, (ntp & 0xFFFF) << 16, 0, 0, 0)


def receiver_report(ssrc: int, *, about: int, lost: float, ntp: int, delay: float) -> bytes:
    block = pack("!IIIIII", about, round(lost * 256) << 24, 0, 0, ntp, round(delay * 65536))
    return pack("!BBHI", 0x81, 201, 7, ssrc) + block


def test_reports_are_read_from_a_compound_packet() -> None:
    packet = sender_report(1, 0x12345678) + receiver_report(2, about=1, lost=0.25, ntp=0x12345678, delay=0.5)
    assert read(packet) == [SenderTime(1, 0x12345678), ReportBlock(1, 0.25, 0x12345678, 0.5)]


@given(st.binary(max_size=200))
def test_garbage_says_nothing_and_breaks_nothing(packet: bytes) -> None:
    assert isinstance(read(packet), list)


@given(st.integers(0, 27))
def test_a_cut_packet_says_nothing(length: int) -> None:
    assert read(sender_report(1, 2)[:length]) == []


def test_lost_numbers_are_counted_over_the_turn_of_the_sequence() -> None:
    stream = Stream(65530)
    for sequence in (65530, 65531, 65534, 65533, 2, 3):
        stream.heard(sequence)
    assert (stream.received, stream.expected) == (6, 10)


def test_round_trip_is_that_of_the_receivers_own_line() -> None:
    creator, fan = Line(), Line()
    creator.reports(sender_report(1, 777), fan, now=10.0)
    fan.reports(receiver_report(2, about=1, lost=0, ntp=777, delay=0.5), creator, now=10.58)
    assert fan.rtt == pytest.approx(0.08, abs=0.001)
    assert creator.rtt is None


def lose(line: Line, share: float, packets: int = 200) -> None:
    """`packets` numbers pass on `line`, of which about `share` never came."""
    first = max((stream.highest for stream in line.streams.values()), default=0) + 1
    stream = line.streams.get(1) or line.admit(1, first)
    for n in range(packets):
        if int(n * share) == int((n + 1) * share) or n == packets - 1:
            stream.heard((first + n) & 0xFFFF)


def test_what_the_sender_already_lost_is_not_the_receivers_fault() -> None:
    creator, fan = Line(), Line()
    for _ in range(12):
        lose(creator, 0.2)
        creator.judge(0)
        fan.reports(receiver_report(2, about=1, lost=0.2, ntp=0, delay=0), creator, now=0)
        fan.judge(0)
    assert creator.word == "bad"
    assert fan.word == "good"


def test_a_word_is_said_when_it_was_true_twice() -> None:
    line = Line()
    assert [line.judge(silent) for silent in (0, 9, 0, 9, 9, 9)] == [False, False, False, False, True, False]
    assert line.word == "bad"


@pytest.mark.parametrize(
    ("loss", "rtt", "silent", "word"),
    [(0, None, 0, "good"), (0.02, 0.1, 2.5, "good"), (0.06, 0.1, 0, "weak"), (0, 0.5, 0, "weak"),
     (0.2, 0.1, 0, "bad"), (0, 1.0, 0, "bad"), (0, 0.01, 6.2, "good"), (0, 0.01, 7, "bad")],
)  # fmt: skip
def test_the_words(loss: float, rtt: float | None, silent: float, word: str) -> None:
    assert in_words(loss, rtt, silent) == word
