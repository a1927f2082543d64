"""An end without camera and screen: ICE, DTLS and SRTP as a browser speaks them, for the load generator."""

import asyncio
import secrets
import socket
import struct
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from aioice import stun
from aiortc.rtcdtlstransport import RTCCertificate
from OpenSSL import SSL
from pylibsrtp import Policy, Session

from bench.servers.meeting import first_candidate
from media.srtp import PROFILES

AUDIO, VIDEO = 111, 96
RECEIVE_BUFFER = 1 << 20
CHECK_SECONDS = 0.05
FIRST = 1000  # the sequence number of the packet that tries the way


@cache
def _context() -> tuple[SSL.Context, str]:
    """One certificate for all seats: making 300 of them is no part of what is measured."""
    certificate = RTCCertificate.generateCertificate()
    context = SSL.Context(SSL.DTLS_METHOD)
    context.use_certificate(certificate._cert)
    context.use_privatekey(certificate._key)
    context.set_verify(SSL.VERIFY_PEER, lambda *_: True)
    context.set_tlsext_use_srtp(b":".join(profile.name for profile in PROFILES))
    context.set_options(SSL.OP_NO_TICKET | SSL.OP_NO_QUERY_MTU)
    context.set_max_proto_version(0xFEFD)
    return context, next(f.value for f in certificate.getFingerprints() if f.algorithm == "sha-256")


@cache
def own_address() -> str:
    """The machine's own address: servers announce that one rather than 127.0.0.1."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        address: str = probe.getsockname()[0]
        return address


def rtp(payload_type: int, sequence: int, timestamp: int, ssrc: int, payload: bytes, *, marker: bool = False) -> bytes:
    """One RTP packet; sound carries the audio level that Chromium sends, too."""
    kind = payload_type | (0x80 if marker else 0)
    level = b"\xbe\xde\x00\x01\x10\x9e\x00\x00" if payload_type == AUDIO else b""
    first = 0x90 if level else 0x80
    return struct.pack("!BBHII", first, kind, sequence & 0xFFFF, timestamp & 0xFFFFFFFF, ssrc) + level + payload


@dataclass(frozen=True)
class Arrival:
    """How a stream comes out: the server may have given it another SSRC and other numbers."""

    ssrc: int
    shift: int


class Seat:
    """One end of one call. `connected()` waits for the keys, `tries_the_way()` for the first packet of the other."""

    def __init__(self) -> None:
        self.ssrc = {AUDIO: secrets.randbits(31) | 1, VIDEO: secrets.randbits(31) | 1}
        self.arrivals: dict[int, Arrival] = {}
        self.packets = 0
        self._ufrag, self._password = secrets.token_hex(4), secrets.token_hex(12)
        self._context, self._fingerprint = _context()
        self._ssl = SSL.Connection(self._context)
        self._ssl.set_ciphertext_mtu(1200)
        self._flight: list[bytes] = []
        self._decided = False
        self._passive = False
        self._checked = False
        self._server: tuple[str, int] | None = None
        self.tx: Session | None = None
        self.rx: Session | None = None
        self._news = asyncio.Event()
        self.socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.socket.setblocking(False)
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, RECEIVE_BUFFER)
        self.socket.bind((own_address(), 0))
        asyncio.get_running_loop().add_reader(self.socket, self._read)

    # -- End

    async def offer(self) -> str:
        return self._describe("actpass")

    async def answer(self, offer: str) -> str:
        self._take(offer, passive=False)
        return self._describe("active")

    async def accept(self, answer: str) -> None:
        self._take(answer, passive="a=setup:active" in answer)

    def _describe(self, setup: str) -> str:
        address, port = self.socket.getsockname()
        common = (
            f"c=IN IP4 {address}\r\na=ice-ufrag:{self._ufrag}\r\na=ice-pwd:{self._password}\r\n"
            f"a=setup:{setup}\r\na=rtcp-mux\r\na=fingerprint:sha-256 {self._fingerprint}\r\na=sendrecv\r\n"
            f"a=candidate:1 1 udp 2130706431 {address} {port} typ host\r\na=end-of-candidates\r\n"
        )
        return (
            f"v=0\r\no=- 1 1 IN IP4 {address}\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0 1\r\na=msid-semantic: WMS s\r\n"
            f"m=audio {port} UDP/TLS/RTP/SAVPF {AUDIO}\r\na=mid:0\r\na=rtpmap:{AUDIO} opus/48000/2\r\n"
            f"a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\na=msid:s a\r\n{common}"
            f"a=ssrc:{self.ssrc[AUDIO]} cname:{self._ufrag}\r\n"
            f"m=video {port} UDP/TLS/RTP/SAVPF {VIDEO}\r\na=mid:1\r\na=rtpmap:{VIDEO} VP8/90000\r\na=msid:s v\r\n"
            f"a=rtcp-fb:{VIDEO} nack\r\na=rtcp-fb:{VIDEO} nack pli\r\na=rtcp-fb:{VIDEO} ccm fir\r\n{common}"
            f"a=ssrc:{self.ssrc[VIDEO]} cname:{self._ufrag}\r\n"
        )

    def _take(self, description: str, *, passive: bool) -> None:
        lines = dict(
            line[2:].split(":", 1) for line in description.split("\r\n") if line.startswith("a=ice-") and ":" in line
        )
        self._theirs = lines["ice-ufrag"], lines["ice-pwd"]
        self._server = first_candidate(description)
        self._passive, self._decided = passive, True
        if passive:
            self._ssl.set_accept_state()
        else:
            self._ssl.set_connect_state()
        self._check()

    # -- ICE and DTLS

    def check(self) -> bytes:
        """A connectivity check that nominates, as a datagram."""
        request = stun.Message(stun.Method.BINDING, stun.Class.REQUEST)
        request.attributes["USERNAME"] = f"{self._theirs[0]}:{self._ufrag}"
        request.attributes["PRIORITY"] = 1845501695
        request.attributes["ICE-CONTROLLING"] = 1
        request.attributes["USE-CANDIDATE"] = None
        request.add_message_integrity(self._theirs[1].encode())
        return bytes(request)

    @property
    def server(self) -> tuple[str, int]:
        """Where this seat sends to."""
        assert self._server
        return self._server

    def _check(self) -> None:
        self.socket.sendto(self.check(), self.server)

    def _read(self) -> None:
        while True:
            try:
                data, address = self.socket.recvfrom(2048)
            except BlockingIOError:
                break
            except OSError:
                continue
            if data[0] < 4:
                self._stun(data, address)
            elif 20 <= data[0] < 64 and self._decided:
                self._ssl.bio_write(data)
                self._shake_hands()
            elif self.rx is not None:
                self._media(data)
        self._news.set()

    def _stun(self, data: bytes, address: tuple[str, int]) -> None:
        message = stun.parse_message(data)
        if message.message_class is stun.Class.RESPONSE:
            self._checked = True
            self._shake_hands()
        elif message.message_class is stun.Class.REQUEST:
            reply = stun.Message(message.message_method, stun.Class.RESPONSE, transaction_id=message.transaction_id)
            reply.attributes["XOR-MAPPED-ADDRESS"] = address
            reply.add_message_integrity(self._password.encode())
            self.socket.sendto(bytes(reply), address)

    def _shake_hands(self) -> None:
        if self.tx is not None or not (self._checked or self._passive):
            return
        try:
            self._ssl.do_handshake()
        except SSL.WantReadError:
            pass
        else:
            self._take_keys()
        flight = []
        try:
            while True:
                flight.append(self._ssl.bio_read(1400))
        except SSL.WantReadError:
            pass
        self._flight = flight or self._flight
        for datagram in flight:
            self.socket.sendto(datagram, self.server)

    def _take_keys(self) -> None:
        profile = next(p for p in PROFILES if p.name == self._ssl.get_selected_srtp_profile())
        client, server = profile.split(
            self._ssl.export_keying_material(b"EXTRACTOR-dtls_srtp", 2 * (profile.key + profile.salt))
        )
        ours, theirs = (server, client) if self._passive else (client, server)
        self.tx = Session(Policy(key=ours, ssrc_type=Policy.SSRC_ANY_OUTBOUND, srtp_profile=profile.number))
        self.rx = Session(Policy(key=theirs, ssrc_type=Policy.SSRC_ANY_INBOUND, srtp_profile=profile.number))

    def _media(self, data: bytes) -> None:
        assert self.rx
        if not 192 <= data[1] <= 223:
            self.packets += 1
            clear = self.rx.unprotect(data)
            kind, sequence, ssrc = struct.unpack("!xBHxxxxI", clear[:12])
            self.arrivals.setdefault(kind & 127, Arrival(ssrc, sequence - FIRST))

    # -- step by step

    async def connected(self, seconds: float = 20) -> None:
        """Until the keys are there; what was lost on the way is sent again."""

        def again() -> None:
            if not self._checked and not self._passive:
                self._check()
            else:
                # OpenSSL would wait for a second; browsers send a lost flight again after 50 ms.
                for datagram in self._flight:
                    self.socket.sendto(datagram, self.server)

        await self._until(lambda: self.tx is not None, again, "the keys", seconds)

    async def finds_the_way(self, *kinds: int, seconds: float = 20) -> None:
        """Until one packet of each of `kinds` came from the other; the first is the end of the set-up."""
        await self._until(lambda: all(kind in self.arrivals for kind in kinds), lambda: None, "a packet", seconds)

    def tries_the_way(self, kind: int, payload: bytes) -> None:
        """One packet with the number FIRST."""
        assert self.tx
        self.socket.sendto(self.tx.protect(rtp(kind, FIRST, FIRST, self.ssrc[kind], payload)), self.server)

    async def _until(self, true: Callable[[], bool], again: Callable[[], None], what: str, seconds: float) -> None:
        try:
            async with asyncio.timeout(seconds):
                while not true():
                    self._news.clear()
                    try:
                        await asyncio.wait_for(self._news.wait(), CHECK_SECONDS)
                    except TimeoutError:
                        again()
        except TimeoutError:
            raise RuntimeError(f"a seat waited {seconds} s in vain for {what}") from None

    def goes_quiet(self) -> None:
        """Leave the socket to the load generator."""
        asyncio.get_running_loop().remove_reader(self.socket)

    def leaves(self) -> None:
        asyncio.get_running_loop().remove_reader(self.socket)
        self.socket.close()
