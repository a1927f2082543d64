"""DTLS with one browser (RFC 5763, 5764): always the server's side of it, over datagrams handed in and out."""

import asyncio
from collections.abc import Callable

from aiortc.rtcdtlstransport import X509_DIGEST_ALGORITHMS, RTCCertificate, certificate_digest
from OpenSSL import SSL

from media.srtp import PROFILES, Profile

DTLS_1_2 = 0xFEFD
DATAGRAM = 1200  # fits every path that WebRTC works on
RECORD_HEADER = 13
HELD_DATAGRAMS = 8  # a ClientHello spans two; the rest is room for its repetitions


class Identity:
    """The certificate of this process, and what every handshake starts from."""

    def __init__(self) -> None:
        certificate = RTCCertificate.generateCertificate()
        self.fingerprint = next(f.value for f in certificate.getFingerprints() if f.algorithm == "sha-256")
        self.context = SSL.Context(SSL.DTLS_METHOD)
        self.context.set_options(SSL.OP_NO_TICKET | SSL.OP_NO_QUERY_MTU)
        # 1.2 has one record form, so that a flight can be cut into datagrams at its record headers.
        self.context.set_max_proto_version(DTLS_1_2)
        # Certificates are self-signed; who it is, is settled by the fingerprint in the description.
        self.context.set_verify(SSL.VERIFY_PEER | SSL.VERIFY_FAIL_IF_NO_PEER_CERT, lambda *_: True)
        self.context.use_certificate(certificate._cert)
        self.context.use_privatekey(certificate._key)
        self.context.set_cipher_list(
            b"ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA"
        )
        self.context.set_tlsext_use_srtp(b":".join(profile.name for profile in PROFILES))


class Dtls:
    """One handshake and what follows it.

    `on_keys(profile, theirs, ours)` is called once, and only when the certificate is one that `fingerprints` names;
    `on_data(bytes)` for each data channel datagram; `on_end(why)` once, with why "closed" or "refused".
    """

    def __init__(
        self,
        identity: Identity,
        fingerprints: frozenset[tuple[str, str]],
        *,
        send: Callable[[bytes], None],
        on_keys: Callable[[Profile, bytes, bytes], None],
        on_data: Callable[[bytes], None],
        on_end: Callable[[str], None],
    ) -> None:
        self._fingerprints = fingerprints
        self._send, self._on_keys, self._on_data, self._on_end = send, on_keys, on_data, on_end
        self._ssl = SSL.Connection(identity.context)
        self._ssl.set_ciphertext_mtu(DATAGRAM)
        self._ssl.set_accept_state()
        self._timer: asyncio.TimerHandle | None = None
        self._open = False
        self._ended = False

    def receive(self, datagram: bytes) -> None:
        """Take one datagram of the browser."""
        if self._ended:
            return
        try:
            self._ssl.bio_write(datagram)
            if not self._open:
                self._shake_hands()
            while self._open and not self._ended:
                self._on_data(self._ssl.recv(2048))
        except SSL.WantReadError:
            pass
        except SSL.ZeroReturnError:
            self._end("closed")
        except (SSL.Error, ValueError):
            # After the handshake a bad datagram is nobody's end: it may be anyone's who spoofed the address.
            if not self._open:
                self._end("refused")
        self._flush()

    def write(self, data: bytes) -> None:
        """Send one datagram of data; silently nothing before the handshake or after the end."""
        if self._open and not self._ended:
            try:
                self._ssl.send(data)
            except SSL.Error:
                return
            self._flush()

    def close(self) -> None:
        """Stop, without telling the browser: its page was told by the signalling."""
        self._ended = True
        if self._timer:
            self._timer.cancel()

    def _shake_hands(self) -> None:
        self._ssl.do_handshake()
        profile = next((p for p in PROFILES if p.name == self._ssl.get_selected_srtp_profile()), None)
        if profile is None or not self._is_who_was_described():
            self._end("refused")
            return
        self._open = True
        material = self._ssl.export_keying_material(b"EXTRACTOR-dtls_srtp", 2 * (profile.key + profile.salt))
        theirs, ours = profile.split(material)
        self._flush()
        self._on_keys(profile, theirs, ours)

    def _is_who_was_described(self) -> bool:
        """Every fingerprint with an algorithm we know must be that of the certificate, and there must be one."""
        certificate = self._ssl.get_peer_certificate(as_cryptography=True)
        if certificate is None:
            return False
        known = [(name, value) for name, value in self._fingerprints if name in X509_DIGEST_ALGORITHMS]
        return bool(known) and all(certificate_digest(certificate, name) == value for name, value in known)

    def _end(self, why: str) -> None:
        if not self._ended:
            self._flush()
            self.close()
            self._on_end(why)

    def _flush(self) -> None:
        flight = b""
        try:
            while True:
                flight += self._ssl.bio_read(65536)
        except SSL.Error:
            pass
        for datagram in cut(flight):
            self._send(datagram)
        self._arm()

    def _arm(self) -> None:
        """Lost flights are sent again by OpenSSL when it is told that its time is up."""
        if self._timer:
            self._timer.cancel()
            self._timer = None
        if self._open or self._ended:
            return
        seconds = self._ssl.DTLSv1_get_timeout()
        if seconds is not None:
            self._timer = asyncio.get_running_loop().call_later(max(seconds, 0.01), self._again)

    def _again(self) -> None:
        try:
            self._ssl.DTLSv1_handle_timeout()
        except SSL.Error:
            self._end("refused")
            return
        self._flush()


def cut(flight: bytes) -> list[bytes]:
    """Whole records packed into as few datagrams as fit; a memory BIO runs the datagrams of a flight together."""
    datagrams: list[bytes] = []
    at = start = 0
    while at + RECORD_HEADER <= len(flight):
        end = at + RECORD_HEADER + int.from_bytes(flight[at + 11 : at + 13], "big")
        if end - start > DATAGRAM and at > start:
            datagrams.append(flight[start:at])
            start = at
        at = end
    if start < len(flight):
        datagrams.append(flight[start:])
    return datagrams
