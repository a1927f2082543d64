"""Whether a text names an address: some clients put theirs where only a random name belongs."""

import re
from ipaddress import ip_address

IPV4 = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")
COLONS = re.compile(r"[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:]*")


def names_an_address(text: str) -> bool:
    """IPv4, IPv6, or a name of the local network (a CNAME may be user@host, RFC 3550, 6.5.1)."""
    return bool(IPV4.search(text)) or ".local" in text or any(map(_holds_ipv6, COLONS.findall(text)))


def _holds_ipv6(run: str) -> bool:
    """Whether any stretch of these parts is an address, whatever stands around it ("john:2001:db8::7")."""
    parts = run.split(":")
    for first in range(len(parts) - 2):
        for end in range(first + 3, min(len(parts), first + 9) + 1):
            head, *middle, tail = parts[first:end]
            if _is_ipv6(":".join([head[-4:], *middle, tail[:4]])):
                return True
    return False


def _is_ipv6(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
