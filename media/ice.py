"""ICE-lite (RFC 8445, 2.5): credentials, candidates, and the answer to a connectivity check."""

import secrets
import string
from dataclasses import dataclass, field
from ipaddress import ip_address
from struct import unpack_from

from aioice import stun

Address = tuple[str, int] | tuple[str, int, int, int]

ICE_CHARACTERS = string.ascii_letters + string.digits
STUN_HEADER = 20
USERNAME = 0x0006


@dataclass(frozen=True)
class Credentials:
    """The node's half of the ICE credentials of one leg; 24 characters of the fragment are 142 bits."""

    ufrag: str = field(default_factory=lambda: _random(24))
    password: str = field(default_factory=lambda: _random(32))


def _random(length: int) -> str:
    return "".join(secrets.choice(ICE_CHARACTERS) for _ in range(length))


def candidates(addresses: tuple[str, ...], udp: int, tcp: int | None) -> tuple[str, ...]:
    """The node's host candidates as attribute values (RFC 8839, 5.1; RFC 6544, 4.5) on these ports.

    The first address has the highest priority; all of TCP come after all of UDP.
    """
    found = [
        f"candidate:{n + 1} 1 udp {(126 << 24) | ((65535 - n) << 8) | 255} {address} {udp} typ host"
        for n, address in enumerate(addresses)
    ]
    if tcp is not None:
        # A passive one's local preference begins with the direction's: 4 in the topmost three bits (RFC 6544, 4.2).
        found += [
            f"candidate:{n + 1} 1 tcp {(90 << 24) | (((4 << 13) | (8191 - n)) << 8) | 255} {address} {tcp} typ host"
            " tcptype passive"
            for n, address in enumerate(addresses, start=len(addresses))
        ]
    return tuple(found)


def asked_for(datagram: bytes) -> str | None:
    """The node's username fragment named in a STUN request, read without parsing the rest; None if there is none.

    Most of a flood is thrown away here, before anything costly is done for it.
    """
    end = len(datagram)
    if end < STUN_HEADER or datagram[:2] != b"\x00\x01" or datagram[4:8] != b"\x21\x12\xa4\x42":
        return None
    at = STUN_HEADER
    while at + 4 <= end:
        kind, length = unpack_from("!HH", datagram, at)
        if kind == USERNAME:
            return datagram[at + 4 : at + 4 + length].partition(b":")[0].decode("latin-1")
        at += 4 + ((length + 3) & ~3)
    return None


@dataclass(frozen=True)
class Check:
    """A connectivity check whose integrity was right."""

    reply: bytes
    nominates: bool


def answer_check(datagram: bytes, address: Address, password: str) -> Check | None:
    """Answer a binding request that carries the right integrity; None for anything else."""
    key = password.encode()
    try:
        request = stun.parse_message(datagram)
        if not request.check_message_integrity(key):
            return None
    except Exception:  # a stranger's bytes; whatever the parser thinks of them, they are not a check
        return None
    if "ICE-CONTROLLED" in request.attributes:
        # We are lite, hence controlled: the other must take the controlling role (RFC 8445, 7.3.1.1).
        return Check(_sealed(_error(request, 487, "Role Conflict"), key), nominates=False)
    reply = stun.Message(stun.Method.BINDING, stun.Class.RESPONSE, transaction_id=request.transaction_id)
    reply.attributes["XOR-MAPPED-ADDRESS"] = (_plain(address[0]), address[1])
    return Check(_sealed(reply, key), nominates="USE-CANDIDATE" in request.attributes)


def _error(request: stun.Message, code: int, reason: str) -> stun.Message:
    reply = stun.Message(stun.Method.BINDING, stun.Class.ERROR, transaction_id=request.transaction_id)
    reply.attributes["ERROR-CODE"] = (code, reason)
    return reply


def _sealed(message: stun.Message, key: bytes) -> bytes:
    message.add_message_integrity(key)
    return bytes(message)


def _plain(host: str) -> str:
    """An IPv4 address that came through an IPv6 socket (::ffff:192.0.2.1), as IPv4."""
    if ":" not in host:
        return host
    mapped = getattr(ip_address(host.partition("%")[0]), "ipv4_mapped", None)
    return str(mapped) if mapped else host.partition("%")[0]
