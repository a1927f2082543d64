"""What the environment says about this media node, as one frozen object."""

import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Any

from aioice.ice import get_host_addresses


class ConfigError(Exception):
    """The environment names something the node cannot start with; the text is for the operator."""


@dataclass(frozen=True)
class Config:
    """Settings of one media process. Times are seconds."""

    secret: str
    http_host: str = "127.0.0.1"
    http_port: int = 0
    udp_host: str = "0.0.0.0"  # the one public door: UDP, told apart by what ICE proves
    udp_port: int = 0
    tcp_port: int | None = 0  # for networks that let no UDP out, on the same host; None: not at all
    public_udp_port: int = 0  # what a NAT in front of us makes of the ports; 0: the same
    public_tcp_port: int = 0
    addresses: tuple[str, ...] = ()
    ice_servers: tuple[dict[str, Any], ...] = ()
    turn_secret: str = ""  # what the TURN servers among them share with us; empty: they have fixed credentials
    unconnected_seconds: float = 15.0
    consent_seconds: float = 30.0
    two_way_gap: float = 2.0
    plain_udp: bool = False  # one datagram a system call, though the kernel would take many
    drain_seconds: float = 10.0
    max_rooms: int = 1000
    max_packets: int = 4000  # a second and seat
    max_kbit: int = 16_000

    @property
    def ipv6(self) -> bool:
        """Whether the sockets are IPv6 ones (which then take IPv4 too)."""
        return ":" in self.udp_host


def from_environment(environ: Mapping[str, str]) -> Config:
    """Read MEDIA_* from `environ`. Raises ConfigError with one clear sentence."""
    secret = environ.get("MEDIA_SECRET", "")
    if not secret:
        raise ConfigError("MEDIA_SECRET is not set: the app and the media node share it.")
    udp_host = environ.get("MEDIA_UDP_HOST") or Config.udp_host
    return Config(
        secret=secret,
        http_host=environ.get("MEDIA_HTTP_HOST") or Config.http_host,
        http_port=_number(environ, "MEDIA_HTTP_PORT", 0, whole=True),
        udp_host=udp_host,
        udp_port=_number(environ, "MEDIA_UDP_PORT", 0, whole=True),
        tcp_port=_tcp_port(environ),
        public_udp_port=_number(environ, "MEDIA_PUBLIC_UDP_PORT", 0, whole=True),
        public_tcp_port=_number(environ, "MEDIA_PUBLIC_TCP_PORT", 0, whole=True),
        addresses=_addresses(environ.get("MEDIA_PUBLIC_ADDRESSES", ""), udp_host),
        ice_servers=_ice_servers(environ.get("MEDIA_ICE_SERVERS", "")),
        turn_secret=environ.get("MEDIA_TURN_SECRET", ""),
        unconnected_seconds=_number(environ, "MEDIA_UNCONNECTED_SECONDS", Config.unconnected_seconds),
        consent_seconds=_number(environ, "MEDIA_CONSENT_SECONDS", Config.consent_seconds),
        two_way_gap=_number(environ, "MEDIA_TWO_WAY_GAP", Config.two_way_gap),
        plain_udp=environ.get("MEDIA_PLAIN_UDP", "") not in ("", "0"),
        drain_seconds=_number(environ, "MEDIA_DRAIN_SECONDS", Config.drain_seconds),
        max_rooms=_number(environ, "MEDIA_MAX_ROOMS", Config.max_rooms, whole=True),
        max_packets=_number(environ, "MEDIA_MAX_PACKETS", Config.max_packets, whole=True),
        max_kbit=_number(environ, "MEDIA_MAX_KBIT", Config.max_kbit, whole=True),
    )


def _number(environ: Mapping[str, str], name: str, default: float, *, whole: bool = False) -> Any:
    text = environ.get(name) or str(default)
    try:
        value = int(text) if whole else float(text)
    except ValueError:
        raise ConfigError(f"{name} must be a number, not {text!r}.") from None
    if value < 0 or (whole and value > 65535):
        raise ConfigError(f"{name} is out of range: {text}.")
    return value


def _tcp_port(environ: Mapping[str, str]) -> int | None:
    if environ.get("MEDIA_TCP_PORT", "").lower() == "off":
        return None
    return int(_number(environ, "MEDIA_TCP_PORT", 0, whole=True))


def _addresses(text: str, udp_host: str) -> tuple[str, ...]:
    """The addresses told to browsers as candidates, most wanted first."""
    ipv6 = ":" in udp_host
    named = [part.strip() for part in text.split(",") if part.strip()]
    try:
        for address in named:
            ip_address(address)
        bound = ip_address(udp_host)
    except ValueError as error:
        raise ConfigError(f"MEDIA_PUBLIC_ADDRESSES and MEDIA_UDP_HOST take IP addresses, not names: {error}.") from None
    if named:
        return tuple(named)
    if not bound.is_unspecified:
        return (udp_host,)
    # Firefox sends no check at all to 127.0.0.1, so the machine's own address comes first; loopback is for a laptop
    # whose network changes while a call on it is being tried out.
    return (*_own_addresses(ipv6), "127.0.0.1")


def _own_addresses(ipv6: bool) -> list[str]:
    found = get_host_addresses(use_ipv4=True, use_ipv6=ipv6)
    routable = [a for a in found if not (ip_address(a).is_loopback or ip_address(a).is_link_local)]
    # The address the machine would speak from goes first; nothing is sent by connecting a datagram socket.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            preferred = probe.getsockname()[0]
        except OSError:
            preferred = ""
    return sorted(routable, key=lambda address: address != preferred)[:4]


def _ice_servers(text: str) -> tuple[dict[str, Any], ...]:
    try:
        servers = json.loads(text) if text else []
    except ValueError:
        raise ConfigError("MEDIA_ICE_SERVERS must be JSON.") from None
    if not isinstance(servers, list) or not all(isinstance(server, dict) for server in servers):
        raise ConfigError("MEDIA_ICE_SERVERS must be a JSON list of objects.")
    return tuple(servers)
