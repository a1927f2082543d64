"""Whether a text names an address: some clients put theirs where only a random name belongs."""

import re
from ipaddress import ip_address

IPV4 = re.compile(r"(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?![\d.])")
IPV6 = re.compile(r"(?:[0-9A-Fa-f]{0,4}:){2,7}[0-9A-Fa-f]{0,4}")


def names_an_address(text: str) -> bool:
    """IPv4, IPv6, or a name of the local network (a CNAME may be user@host, RFC 3550, 6.5.1)."""
    return bool(IPV4.search(text)) or ".local" in text or any(_is_ipv6(found) for found in IPV6.findall(text))


def _is_ipv6(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
