"""A small WebRTC end without codecs: ICE checks, a DTLS client and SRTP, with loss by pattern, against a real node."""

import asyncio
import struct
from collections.abc import Callable
from typing import Any

from aioice import stun
from aiortc.rtcdtlstransport import RTCCertificate
from OpenSSL import SSL
from pylibsrtp import Policy, Session

from media.messages import Answer, Hello, Offer, Restart, SeatState
from media.node import Node
from media.srtp import PROFILES

AUDIO, VIDEO, LEVEL = 111, 96, 10


def rtp(payload_type: int, sequence: int, ssrc: int, payload: bytes) -> bytes:
    """One RTP packet in the clear."""
    return struct.pack("!BBHII", 0x80, payload_type, sequence & 0xFFFF, sequence * 960, ssrc) + payload


def never(_: int) -> bool:
    return False


def every(n: int) -> Callable[[int], bool]:
    """Lose each n-th packet."""
    return lambda count: count % n == 0


class Page:
    """What a page's websocket was told, with waiting."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []
        self.closed: int | None = None
        self._news = asyncio.Event()

    def send(self, kind: str, **fields: object) -> None:
        self.messages.append({"type": kind, **fields})
        self._news.set()

    def close(self, code: int) -> None:
        self.closed = code

    def all(self, kind: str) -> list[dict[str, Any]]:
        return [message for message in self.messages if message["type"] == kind]

    def last(self, kind: str) -> dict[str, Any]:
        return self.all(kind)[-1]


class FakeSeat(asyncio.DatagramProtocol):
    """One seat of `room` at `node`, step by step: sits_down, describes, checks, knocks, sends."""

    host = "127.0.0.1"
    transport: Any

    def __init__(self, node: Node, room: str, seat: str, *, lose: Callable[[int], bool] = never) -> None:
        self.node, self.room, self.seat = node, node.rooms[room], seat
        self.page = Page()
        self._lose = lose
        self._certificate = RTCCertificate.generateCertificate()
        self.fingerprint = next(f.value for f in self._certificate.getFingerprints() if f.algorithm == "sha-256")
        self.described_as = self.fingerprint
        self.replies: dict[bytes, stun.Message] = {}
        self.dtls_answers = 0
        self.received: list[bytes] = []
        self.data: list[bytes] = []
        self.sent = 0
        self.with_level = True  # whether it says how loud it is
        self.with_data = False  # whether its descriptions have a data channel
        self._sequence = dict.fromkeys((AUDIO, VIDEO), 0)
        self._rx: Session | None = None
        self._tx: Session | None = None
        self._news = asyncio.Event()
        context = SSL.Context(SSL.DTLS_METHOD)
        context.use_certificate(self._certificate._cert)
        context.use_privatekey(self._certificate._key)
        context.set_verify(SSL.VERIFY_PEER, lambda *_: True)
        context.set_tlsext_use_srtp(b":".join(profile.name for profile in PROFILES))
        self._ssl = SSL.Connection(context)
        self._ssl.set_connect_state()

    # -- signalling

    async def sits_down(self, epoch: int | None = None) -> None:
        await self.dials()
        self.room.join(self.seat, self.page)
        self.says_hello(epoch)

    def says_hello(self, epoch: int | None = None) -> None:
        self.room.receive(self.seat, self.page, Hello(epoch, SeatState()))

    def offers(self) -> None:
        self.room.receive(self.seat, self.page, Offer(self.epoch, self.sdp("actpass")))

    def answers(self) -> None:
        self.room.receive(self.seat, self.page, Answer(self.epoch, self.sdp("active")))

    def restarts(self) -> None:
        self.room.receive(self.seat, self.page, Restart(self.epoch, self.sdp("actpass")))

    @property
    def epoch(self) -> int:
        return int(self.page.last("negotiate")["epoch"])

    def sdp(self, setup: str) -> str:
        data = (
            "m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\na=mid:2\r\na=sctp-port:5000\r\n"
            if self.with_data
            else ""
        )
        level = f"a=extmap:{LEVEL} urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n" if self.with_level else ""
        common = (
            f"c=IN IP4 127.0.0.1\r\na=ice-ufrag:mine\r\na=ice-pwd:{'p' * 24}\r\na=setup:{setup}\r\na=rtcp-mux\r\n"
            f"a=fingerprint:sha-256 {self.described_as}\r\na=sendrecv\r\n"
        )
        return (
            f"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1{' 2' if data else ''}\r\n"
            f"m=audio 9 UDP/TLS/RTP/SAVPF {AUDIO}\r\na=mid:0\r\na=rtpmap:{AUDIO} opus/48000/2\r\n{common}"
            f"{level}"
            f"m=video 9 UDP/TLS/RTP/SAVPF {VIDEO}\r\na=mid:1\r\na=rtpmap:{VIDEO} VP8/90000\r\n{common}"
            f"{data and data + common}"
        )

    @property
    def credentials(self) -> tuple[str, str]:
        """The node's, as last told."""
        told = [m for m in self.page.messages if m["type"] in ("offer", "answer", "restarted")][-1]["sdp"]
        lines = dict(line[2:].split(":", 1) for line in told.split("\r\n") if line.startswith("a=ice-") and ":" in line)
        return lines["ice-ufrag"], lines["ice-pwd"]

    # -- the network

    async def moves(self) -> None:
        """Another network: a new local port."""
        self.transport.close()
        await self.dials()

    async def dials(self) -> None:
        """A way to the node."""
        self.transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: self, local_addr=(self.host, 0)
        )

    def _send(self, datagram: bytes) -> None:
        self.transport.sendto(datagram, (self.host, self.node.udp[1]))

    def datagram_received(self, data: bytes, addr: Any) -> None:
        if data[0] < 4:
            message = stun.parse_message(data)
            self.replies[message.transaction_id] = message
        elif data[0] < 64:
            self.dtls_answers += 1
            self._ssl.bio_write(data)
            self._pump()
        elif self._rx is not None:
            rtcp = 192 <= data[1] <= 223
            self.received.append(self._rx.unprotect_rtcp(data) if rtcp else self._rx.unprotect(data))
        self._news.set()

    async def until(self, true: Callable[[], object], what: str, seconds: float = 5) -> None:
        """Wait for something that a datagram or a timer of the node brings about."""
        try:
            async with asyncio.timeout(seconds):
                while not true():
                    self._news.clear()
                    try:
                        await asyncio.wait_for(self._news.wait(), 0.05)
                    except TimeoutError:
                        self._pump()
        except TimeoutError:
            raise AssertionError(f"the {self.seat} waited in vain {what}") from None

    # -- ICE

    def check(self, *, nominate: bool = True, password: str | None = None, ufrag: str | None = None) -> bytes:
        """Send one connectivity check; its transaction id."""
        told_ufrag, told_password = self.credentials
        request = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
        request.attributes["USERNAME"] = f"{ufrag or told_ufrag}:mine"
        request.attributes["PRIORITY"] = 1
        request.attributes["ICE-CONTROLLING"] = 1
        if nominate:
            request.attributes["USE-CANDIDATE"] = None
        request.add_message_integrity((password or told_password).encode())
        self._send(bytes(request))
        return request.transaction_id

    async def is_checked(self, *, nominate: bool = True) -> None:
        """A check that is answered. Everything sent before it has been seen by the node, too: one socket, one order."""
        transaction = self.check(nominate=nominate)
        await self.until(lambda: transaction in self.replies, "for the answer to a check")

    # -- DTLS and SRTP

    def knocks(self) -> None:
        """Send the ClientHello."""
        self._pump()

    async def is_connected(self) -> None:
        await self.until(lambda: self._rx is not None, "for DTLS")

    def _pump(self) -> None:
        if self._rx is None:
            try:
                self._ssl.do_handshake()
            except SSL.WantReadError:
                self._ssl.DTLSv1_handle_timeout()
            except SSL.Error:
                return
            else:
                self._take_keys()
        else:
            try:
                while True:
                    self.data.append(self._ssl.recv(2048))
            except SSL.Error:
                pass
        self._flush()

    def _flush(self) -> None:
        try:
            while True:
                self._send(self._ssl.bio_read(1400))
        except SSL.Error:
            pass

    def sends_data(self, data: bytes) -> None:
        self._ssl.send(data)
        self._flush()

    def says_goodbye(self) -> None:
        """DTLS close_notify, as a browser that closes its connection."""
        self._ssl.shutdown()
        self._flush()

    def _take_keys(self) -> None:
        profile = next(p for p in PROFILES if p.name == self._ssl.get_selected_srtp_profile())
        ours, theirs = profile.split(
            self._ssl.export_keying_material(b"EXTRACTOR-dtls_srtp", 2 * (profile.key + profile.salt))
        )
        self._tx = Session(Policy(key=ours, ssrc_type=Policy.SSRC_ANY_OUTBOUND, srtp_profile=profile.number))
        self._rx = Session(Policy(key=theirs, ssrc_type=Policy.SSRC_ANY_INBOUND, srtp_profile=profile.number))

    def sends(self, payload_type: int = VIDEO, count: int = 1, ssrc: int | None = None) -> None:
        """Send media packets, some of them lost on the way as `lose` has it."""
        assert self._tx is not None
        for _ in range(count):
            self.sent += 1
            number = self._sequence[payload_type] = self._sequence[payload_type] + 1
            sealed = self._tx.protect(rtp(payload_type, number, ssrc or payload_type, number.to_bytes(4, "big") * 50))
            if not self._lose(self.sent):
                self._send(sealed)

    def speaks(self, level: int, count: int = 10) -> None:
        """Send packets of sound that say how loud they are: 0 is the loudest, 127 silence (RFC 6464)."""
        assert self._tx is not None
        for _ in range(count):
            number = self._sequence[AUDIO] = self._sequence[AUDIO] + 1
            plain = rtp(AUDIO, number, AUDIO, struct.pack("!HHBBH", 0xBEDE, 1, LEVEL << 4, level, 0) + b"sound")
            self._send(self._tx.protect(b"\x90" + plain[1:]))

    def sends_rtcp(self, packet: bytes) -> None:
        assert self._tx is not None
        self._send(self._tx.protect_rtcp(packet))

    def sends_raw(self, datagram: bytes) -> None:
        self._send(datagram)

    def leaves(self) -> None:
        self.room.leave(self.seat, self.page)
        self.transport.close()


async def seat_pair(
    node: Node, room: str, *, lose: Callable[[int], bool] = never, connect: bool = True
) -> tuple[FakeSeat, FakeSeat]:
    """Creator and fan, described and, unless told otherwise, connected. `lose` is the creator's way to the node."""
    node.make_room(room, echo=False)
    creator, fan = FakeSeat(node, room, "creator", lose=lose), FakeSeat(node, room, "fan")
    await creator.sits_down()
    await fan.sits_down()
    creator.offers()
    fan.answers()
    if connect:
        await connects(creator, fan)
    return creator, fan


async def connects(*seats: FakeSeat) -> None:
    for seat in seats:
        await seat.is_checked()
        seat.knocks()
    for seat in seats:
        await seat.is_connected()
