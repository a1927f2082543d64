"""Each target takes any bytes and raises only when the relay does what it must not. Runs inside an event loop."""

import json
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any

from pylibsrtp import Error, Policy, Session

from media.addresses import names_an_address
from media.config import Config
from media.descriptions import Description, DescriptionError, read_answer, read_offer
from media.dtls import Dtls, Identity
from media.events import EventLog
from media.ice import answer_check, asked_for
from media.leg import Leg
from media.messages import MessageError, parse
from media.node import Node
from media.rewriting import Transport, echo_answer, mirrored, read_restart, write
from media.room import Room
from media.rtcp import hide_addresses, read
from media.srtp import CAPACITY, PROFILES, TRAILER, Packet
from media.voice import read_level
from tests.media import samples

PASSWORD = "p" * 24
ADDRESS = ("192.0.2.1", 4000)
FITS = CAPACITY - TRAILER


class Ears:
    """A page that hears whatever it is told, as long as it is JSON."""

    def send(self, kind: str, **fields: object) -> None:
        json.dumps({"type": kind, **fields})

    def close(self, code: int) -> None:
        assert 1000 <= code < 5000


class Pair:
    """Two connected legs of a node without sockets, the keys known: what `sends` seals arrives as authentic."""

    def __init__(self) -> None:
        self.node = Node(Config(secret="x", max_packets=10**9, max_kbit=10**9))
        self.sent: list[bytes] = []
        self.packet = Packet()
        profile, key = PROFILES[0], bytes(range(28))
        self.legs = [Leg(self.node, 0.0, on_connected=lambda: None, on_gone=lambda why: None) for _ in range(2)]
        for leg, other in zip(self.legs, reversed(self.legs), strict=True):
            leg.other, leg.address, leg._hand_on = other, ADDRESS, self._hand_on
            leg.expect(frozenset(), {96: "video", 111: "audio"}, 10)
            leg._take_keys(profile, key, key)
        self.node.accept_address(ADDRESS, self.legs[0])
        policy = Policy(key=key, ssrc_type=Policy.SSRC_ANY_OUTBOUND, srtp_profile=profile.number)
        policy.allow_repeat_tx = True
        self._seal = Session(policy)

    def _hand_on(self, packet: Packet, length: int) -> None:
        self.sent.append(bytes(packet.view[:length]))

    def arrives(self, datagram: bytes) -> None:
        if 0 < len(datagram) <= FITS:
            self.node._sort(self.packet, self.packet.fill(datagram), ADDRESS, 1.0)

    def sends(self, plain: bytes, *, reports: bool) -> None:
        """Sealed with the right key, if there is any way to seal it."""
        try:
            sealed = self._seal.protect_rtcp(plain) if reports else self._seal.protect(plain)
        except Error:
            return
        self.arrives(sealed)


@cache
def pair() -> Pair:
    return Pair()


@cache
def offer() -> Description:
    return read_offer(samples.OFFER)


@cache
def identity() -> Identity:
    return Identity()


TRANSPORT = Transport("ufrag", PASSWORD, samples.FINGERPRINT, ())


def datagram(data: bytes) -> None:
    """Anything at the port, from an address that was accepted."""
    pair().sent.clear()
    pair().arrives(data)
    assert not pair().sent, "what nobody sealed was handed on"
    assert not pair().legs[0].closed


def stun(data: bytes) -> None:
    """A check: read without trust, then answered only with the right password."""
    ufrag = asked_for(data)
    assert ufrag is None or isinstance(ufrag, str)
    assert answer_check(data, ADDRESS, PASSWORD) is None, "a check without the password was answered"


def media(data: bytes) -> None:
    """Headers of an authentic RTP packet, whatever they say."""
    if len(data) >= 12:
        read_level(memoryview(data), len(data), 10)
    pair().legs[0].line.streams.clear()
    pair().sends(bytes([0x80 | data[0] & 0x3F, *data[1:]]) if data else b"", reports=False)


def reports(data: bytes) -> None:
    """RTCP: read, addresses hidden, and handed on authentic, whatever it says."""
    read(data)
    hidden = bytearray(data)
    hide_addresses(memoryview(hidden))
    assert len(hidden) == len(data)
    again = bytearray(hidden)
    hide_addresses(memoryview(again))
    assert again == hidden, "an address was left"
    pair().legs[0].line.reporters.clear()
    if len(data) >= 8:
        pair().sends(bytes([0x80 | data[0] & 0x1F, 200 + data[1] % 8, *data[2:]]), reports=True)


def dtls(data: bytes) -> None:
    """The first flight of a handshake from anybody; one length byte before each datagram."""
    ended: list[str] = []
    end = Dtls(identity(), frozenset(), send=lambda _: None, on_keys=_no_keys, on_data=_no_data, on_end=ended.append)
    while data and not ended:
        size = data[0] + 1
        end.receive(data[1 : 1 + size])
        data = data[1 + size :]
    end.close()


def _no_keys(*_: object) -> None:
    raise AssertionError("keys for somebody who was not described")


def _no_data(_: bytes) -> None:
    raise AssertionError("data before the handshake")


def description(data: bytes) -> None:
    """An offer and an answer: refused in one way, or rewritten into something that can be read again."""
    text = data.decode("utf-8", "surrogateescape")
    for reader in (read_offer, lambda sdp: read_answer(sdp, offer())):
        try:
            read_ = reader(text)
        except DescriptionError:
            continue
        for version in (read_, mirrored(read_, offer() if len(read_.media) == len(offer().media) else None)):
            _is_clean(write(version, TRANSPORT, setup="actpass"))
        with suppress(DescriptionError):
            _is_clean(write(echo_answer(read_), TRANSPORT, setup="passive"))
    with suppress(DescriptionError):
        read_restart(text, offer(), offer().fingerprints)


def candidate(data: bytes) -> None:
    """Candidates, names and addresses: none of it comes out at the other side."""
    lines = [line for line in data.decode("latin-1").splitlines() if line][:40]
    hostile = "".join(f"a=candidate:{line}\r\na=ssrc:1 cname:{line}\r\n" for line in lines)
    try:
        read_ = read_offer(samples.OFFER + hostile)
    except DescriptionError:
        return
    told = write(read_, TRANSPORT, setup="actpass")
    assert "candidate:" not in told
    _is_clean(told)


def _is_clean(told: str) -> None:
    for line in told.replace("IN IP4 0.0.0.0", "").split("\r\n"):
        assert line.startswith("a=fingerprint:") or not names_an_address(line), f"an address came through: {line!r}"
        assert line == "" or (line[1] == "=" and line.isascii() and line.isprintable()), f"no line: {line!r}"
    again = read_offer(told.replace("a=setup:passive", "a=setup:actpass"))
    assert write(again, TRANSPORT, setup="actpass").count("m=") == told.count("m=")


def message(data: bytes) -> None:
    """Frames of both pages, one a line: refused as what they are, or taken by the room."""
    events = EventLog(kept=10)
    node = pair().node
    room = Room("room", echo=False, exchange=node, events=events, now=lambda: 1.0)
    pages = {"creator": Ears(), "fan": Ears()}
    for name, page in pages.items():
        room.join(name, page)
    for n, line in enumerate(data.split(b"\n")[:12]):
        name = ("creator", "fan")[n % 2]
        try:
            told = parse(_filled(line.decode("utf-8", "surrogateescape"), room.epoch))
            room.receive(name, pages[name], told)
        except (MessageError, DescriptionError):
            pass
    room.measure(2.0)
    room.inspect(2.0)
    json.dumps(room.as_json())
    room.close("over")


def _filled(text: str, epoch: int) -> str:
    """So that a fuzzer can write what it could not guess."""
    for sign, value in (("$epoch", str(epoch)), ("$offer", samples.OFFER), ("$answer", samples.ANSWER)):
        text = text.replace(sign, json.dumps(value)[1:-1])
    return text


TARGETS: dict[str, Callable[[bytes], Any]] = {
    target.__name__: target for target in (datagram, stun, media, reports, dtls, description, candidate, message)
}
