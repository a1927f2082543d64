"""SRTP in place: the only file that touches pylibsrtp's ffi.

Its version is pinned, and tests/media/test_srtp.py fails when these internals move. The public wrappers copy every
packet twice; in place, both directions cost 3-4 µs a packet instead of 7-8.
"""

from dataclasses import dataclass

from pylibsrtp import Policy, Session
from pylibsrtp._binding import ffi, lib

CAPACITY = 2048
TRAILER = 16 + 4 + 128  # the most that libsrtp may append: tag, SRTCP index, MKI
REPLAY_WINDOW = 1024  # wide, because retransmissions arrive long after their neighbours

_OK = lib.srtp_err_status_ok
_unprotect = lib.srtp_unprotect
_unprotect_rtcp = lib.srtp_unprotect_rtcp
_protect = lib.srtp_protect
_protect_rtcp = lib.srtp_protect_rtcp


@dataclass(frozen=True)
class Profile:
    """An SRTP protection profile (RFC 5764, 7714) by its OpenSSL name."""

    name: bytes
    number: int
    key: int
    salt: int

    def split(self, material: bytes) -> tuple[bytes, bytes]:
        """Exported keying material → (client's key and salt, server's key and salt); RFC 5764, 4.2."""
        k, s = self.key, self.salt
        salts = 2 * k
        return material[:k] + material[salts : salts + s], material[k:salts] + material[salts + s : salts + 2 * s]


# GCM first: it is the cheaper one.
PROFILES = (
    Profile(b"SRTP_AEAD_AES_128_GCM", Policy.SRTP_PROFILE_AEAD_AES_128_GCM, 16, 12),
    Profile(b"SRTP_AES128_CM_SHA1_80", Policy.SRTP_PROFILE_AES128_CM_SHA1_80, 16, 14),
)


class Packet:
    """A buffer that a datagram is received into, opened in, sealed in and sent from."""

    def __init__(self) -> None:
        self.cdata = ffi.new("unsigned char[]", CAPACITY)
        self.view = memoryview(ffi.buffer(self.cdata))
        self.length = ffi.new("int *")
        self.place = int(ffi.cast("uintptr_t", self.cdata))  # in memory, for who speaks to the kernel of it
        # What may be received: room stays for what sealing appends.
        self.room = self.view[: CAPACITY - TRAILER]

    def fill(self, data: bytes) -> int:
        """Put `data` into the buffer and return its length."""
        self.room[: len(data)] = data
        return len(data)


class _Direction:
    __slots__ = ("_pointer", "_session")

    def __init__(self, profile: Profile, key: bytes, ssrc_type: int) -> None:
        policy = Policy(key=key, ssrc_type=ssrc_type, srtp_profile=profile.number)
        policy.allow_repeat_tx = True
        policy.window_size = REPLAY_WINDOW
        self._session = Session(policy)  # kept: it owns what the pointer points to
        self._pointer = self._session._srtp[0]


class Inbound(_Direction):
    """Opens what one seat sends. Both methods return the new length, or -1 for a packet to drop."""

    __slots__ = ()

    def __init__(self, profile: Profile, key: bytes) -> None:
        super().__init__(profile, key, Policy.SSRC_ANY_INBOUND)

    def rtp(self, packet: Packet, length: int) -> int:
        size = packet.length
        size[0] = length
        return size[0] if _unprotect(self._pointer, packet.cdata, size) == _OK else -1

    def rtcp(self, packet: Packet, length: int) -> int:
        size = packet.length
        size[0] = length
        return size[0] if _unprotect_rtcp(self._pointer, packet.cdata, size) == _OK else -1


class Outbound(_Direction):
    """Seals what one seat receives. Both methods return the new length, or -1 for a packet to drop."""

    __slots__ = ()

    def __init__(self, profile: Profile, key: bytes) -> None:
        super().__init__(profile, key, Policy.SSRC_ANY_OUTBOUND)

    def rtp(self, packet: Packet, length: int) -> int:
        size = packet.length
        size[0] = length
        return size[0] if _protect(self._pointer, packet.cdata, size) == _OK else -1

    def rtcp(self, packet: Packet, length: int) -> int:
        size = packet.length
        size[0] = length
        return size[0] if _protect_rtcp(self._pointer, packet.cdata, size) == _OK else -1
