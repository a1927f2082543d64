"""No address of one person is ever in what the other receives: descriptions, RTCP and data, also of real browsers."""

import struct
from ipaddress import ip_address

import aiohttp
import pytest
from aioice.ice import get_host_addresses
from playwright.async_api import Page

from media.addresses import names_an_address
from media.descriptions import read_offer
from media.rewriting import Transport, write
from media.rtcp import hide_addresses
from tests.media import samples
from tests.media.caller import Caller
from tests.media.node_process import RunningNode
from tests.media.person import Person
from tests.media.stage_server import StageServer

NAMES = (
    "jane@198.51.100.7",
    "2001:db8::7",
    "6a2f0c52-1f3c.local",
    "198.51.100.7:5060",
    "john:2001:db8::7",
    "x1:2:3:4:5:6:7:8:9",
)


def description(*chunks: tuple[int, bytes]) -> bytes:
    """A source description packet with one CNAME a chunk (RFC 3550, 6.5)."""
    body = b""
    for ssrc, name in chunks:
        item = struct.pack("!IBB", ssrc, 1, len(name)) + name + b"\0"
        body += item + bytes(-len(item) % 4)
    return struct.pack("!BBH", 0x80 | len(chunks), 202, len(body) // 4) + body


def goodbye(why: bytes) -> bytes:
    text = bytes([len(why)]) + why
    text += bytes(-len(text) % 4)
    return struct.pack("!BBHI", 0x81, 203, 1 + len(text) // 4, 7) + text


RECEIVER_REPORT = struct.pack("!BBHI", 0x80, 201, 1, 7)


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_an_address_is_written_over(name: str) -> None:
    given = RECEIVER_REPORT + description((7, b"8o2PZPVOT8gFb"), (8, name.encode())) + goodbye(name.encode())
    packet = bytearray(given)
    hide_addresses(memoryview(packet))
    assert len(packet) == len(given)
    assert name.encode() not in packet
    assert packet.count(b"x" * len(name)) == 2
    assert b"8o2PZPVOT8gFb" in packet


@pytest.mark.parametrize(
    "name", ["12:30:45", "urn:ietf:params:rtp-hdrext:sdes:mid", "1.2.3", "a:b", "00:1b:44:11:3a:b7", "1:2"]
)
def test_what_only_looks_a_little_like_one_is_none(name: str) -> None:
    assert not names_an_address(name)


def test_random_names_pass_as_they_are() -> None:
    given = description((7, b"8o2PZPVOT8gFb"), (8, b"{6f1c4e5a-8d1b-4d0e-9f6e-000000000000}"))
    packet = bytearray(given)
    hide_addresses(memoryview(packet))
    assert packet == given


def test_descriptions_name_nobodys_address() -> None:
    told = write(
        read_offer(samples.OFFER),
        Transport("u", "p", "F", ("candidate:1 1 udp 1 192.0.2.1 9 typ host",)),
        setup="actpass",
    )
    rest = told.replace("192.0.2.1", "").replace("IN IP4 0.0.0.0", "")
    assert not [line for line in rest.splitlines() if names_an_address(line)]
    for address in samples.ADDRESSES:
        assert address not in told


@pytest.mark.asyncio(loop_scope="session")
async def test_a_browser_gives_away_no_address_in_reports_and_data(
    node: RunningNode, server: StageServer, pages: list[Page], room_name: str
) -> None:
    await node.make_room(room_name)
    creator = await Person.arrives(pages[0], server, room_name, "creator")
    await creator.joins()
    async with aiohttp.ClientSession() as http:
        fan = Caller(http, f"{server.url}/signal/{room_name}/fan", "fan", {})
        async with fan.in_the_call():
            await fan.until(lambda: fan.leg is not None and fan.leg.data and _reports(fan), "for reports and data")
            assert fan.leg is not None
            lines = [line for message in fan.told if "sdp" in message for line in message["sdp"].split("\r\n")]
            # The node's own candidates are of the same machine here.
            described = [line.encode() for line in lines if not line.startswith("a=candidate:")]
            secret = [*_reports(fan), *fan.leg.data, *described]
    await creator.leaves()
    for address in get_host_addresses(use_ipv4=True, use_ipv6=True):
        for form in (address.encode(), ip_address(address).packed):
            assert not [text for text in secret if form in text]


def _reports(fan: Caller) -> list[bytes]:
    """Compound RTCP with a source description, as it came out of the fan's SRTP."""
    received = fan.leg.received if fan.leg else []
    return [packet for packet in received if 192 <= packet[1] <= 223 and b"\x81\xca" in packet]
