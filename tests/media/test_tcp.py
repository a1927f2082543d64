"""ICE-TCP: media in frames on the passive port, and what becomes of connections that are not ours."""

import asyncio
import contextlib
import socket
from typing import Any

import pytest
from aioice import stun

from media import tcp
from media.config import Config, ConfigError, from_environment
from media.node import Node
from tests.media.fake_seat import AUDIO, VIDEO, FakeSeat, connects
from tests.media.opened import kinds, open_node


class TcpSeat(FakeSeat, asyncio.Protocol):
    """A seat whose network lets no UDP out."""

    async def dials(self) -> None:
        self._frames = bytearray()
        self.hung_up = False
        assert self.node.tcp is not None
        await asyncio.sleep(0)  # the port is bound at once, and listens a turn of the loop later
        self.transport, _ = await asyncio.get_running_loop().create_connection(
            lambda: self, self.host, self.node.tcp[1]
        )

    def _send(self, datagram: bytes) -> None:
        self.transport.write(len(datagram).to_bytes(2, "big") + datagram)

    def sends_bytes(self, data: bytes) -> None:
        """Bytes as they are, without a frame around them."""
        self.transport.write(data)

    def data_received(self, data: bytes) -> None:
        self._frames += data
        while len(self._frames) >= 2 and len(self._frames) >= (end := 2 + int.from_bytes(self._frames[:2], "big")):
            datagram = bytes(self._frames[2:end])
            del self._frames[:end]
            self.datagram_received(datagram, None)

    def connection_lost(self, exc: Exception | None) -> None:
        self.hung_up = True
        self._news.set()

    async def is_hung_up_on(self) -> None:
        await self.until(lambda: self.hung_up, "for the node to hang up")


class Ip6Seat(FakeSeat):
    host = "::1"


@pytest.fixture
async def node():
    async with open_node() as opened:
        yield opened


async def pair(node: Node, one: type[FakeSeat], two: type[FakeSeat]) -> tuple[Any, Any]:
    """Creator and fan, each on a network of their own kind, described but not connected."""
    node.make_room("room", echo=False)
    creator, fan = one(node, "room", "creator"), two(node, "room", "fan")
    await creator.sits_down()
    await fan.sits_down()
    creator.offers()
    fan.answers()
    return creator, fan


@pytest.mark.parametrize("two", [FakeSeat, TcpSeat])
async def test_media_and_data_pass_by_tcp(node: Node, two: type[FakeSeat]) -> None:
    creator, fan = await pair(node, TcpSeat, two)
    await connects(creator, fan)
    creator.sends(AUDIO, 40)
    fan.sends(VIDEO, 40)
    creator.sends_data(b"ping")
    await fan.until(lambda: len(fan.received) == 40 and fan.data == [b"ping"], "for packets and data")
    await creator.until(lambda: len(creator.received) == 40, "for packets")
    assert [packet[12:16] for packet in creator.received] == [n.to_bytes(4, "big") for n in range(1, 41)]


async def test_the_check_is_told_the_address_it_came_from(node: Node) -> None:
    creator, _ = await pair(node, TcpSeat, TcpSeat)
    transaction = creator.check()
    await creator.until(lambda: transaction in creator.replies, "for the answer")
    reply = creator.replies[transaction]
    assert reply.message_class is stun.Class.RESPONSE
    assert reply.attributes["XOR-MAPPED-ADDRESS"] == creator.transport.get_extra_info("sockname")[:2]


async def test_frames_may_come_in_pieces_and_may_be_empty(node: Node) -> None:
    creator, fan = await pair(node, TcpSeat, FakeSeat)
    await connects(creator, fan)
    whole: list[bytes] = []
    creator._send = whole.append
    creator.sends(AUDIO, 3)
    stream = b"\0\0".join(len(d).to_bytes(2, "big") + d for d in whole)
    for at in range(0, len(stream), 7):
        creator.sends_bytes(stream[at : at + 7])
        await asyncio.sleep(0)
    await fan.until(lambda: len(fan.received) == 3, "for three packets")


async def test_another_connection_takes_over_and_the_other_kind_as_well(node: Node) -> None:
    creator, fan = await pair(node, TcpSeat, FakeSeat)
    await connects(creator, fan)
    first = creator.transport
    await creator.dials()
    await creator.is_checked()
    fan.sends(VIDEO)
    await creator.until(lambda: len(creator.received) == 1, "for media on the new connection")
    first.abort()
    # As when a phone comes from a closed network into an open one.
    creator.dials = FakeSeat.dials.__get__(creator)
    creator._send = FakeSeat._send.__get__(creator)
    await creator.dials()
    await creator.is_checked()
    fan.sends(VIDEO)
    await creator.until(lambda: len(creator.received) == 2, "for media by UDP")


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", id="another protocol"),
        pytest.param(b"\xff\xff" + bytes(100), id="a frame larger than any of ours"),
        pytest.param(b"\x00\x02\x16\xfe", id="DTLS before a check"),
        pytest.param(b"\x00\x10\x80\x60" + bytes(14), id="media before a check"),
    ],
)
async def test_who_speaks_something_else_is_hung_up_on(node: Node, said: bytes) -> None:
    creator, fan = await pair(node, TcpSeat, FakeSeat)
    await connects(creator, fan)
    stranger = TcpSeat(node, "room", "fan")
    await stranger.dials()
    stranger.sends_bytes(said)
    await stranger.is_hung_up_on()
    creator.sends(AUDIO)
    await fan.until(lambda: len(fan.received) == 1, "for media")


async def test_who_proves_nothing_is_hung_up_on_in_time(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tcp, "UNPROVED_SECONDS", 0.3)
    creator, fan = await pair(node, TcpSeat, TcpSeat)
    stranger = TcpSeat(node, "room", "fan")
    stranger.page = fan.page
    await stranger.dials()
    stranger.check(password="not the password")
    await creator.is_checked()
    await stranger.is_hung_up_on()
    assert stranger.replies == {}
    await creator.is_checked()
    assert not creator.hung_up


async def test_of_too_many_silent_connections_the_oldest_goes(node: Node, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tcp, "UNPROVED", 4)
    creator, _ = await pair(node, TcpSeat, FakeSeat)
    await creator.is_checked()
    strangers = [TcpSeat(node, "room", "fan") for _ in range(6)]
    for stranger in strangers:
        await stranger.dials()
    await strangers[1].is_hung_up_on()
    await creator.is_checked()
    assert [s.hung_up for s in strangers] == [True, True, False, False, False, False]
    for stranger in strangers:
        stranger.transport.abort()


async def test_a_reader_that_reads_nothing_costs_no_memory_and_is_hung_up_on(
    node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tcp, "STALLED_SECONDS", 0.3)
    creator, fan = await pair(node, FakeSeat, TcpSeat)
    await connects(creator, fan)
    fan.transport.pause_reading()
    stream = next(way for way in node._legs_by_address if isinstance(way, tcp.Stream))
    waiting = 0

    def hung_up() -> bool:
        nonlocal waiting
        creator.sends(VIDEO, 200)
        if stream._transport is not None:
            waiting = max(waiting, stream._transport.get_write_buffer_size())
        return stream._transport is None

    await creator.until(hung_up, "for the slow reader to be hung up on", seconds=20)
    assert tcp.WAITING <= waiting < 2 * tcp.WAITING
    assert stream not in node._legs_by_address
    fan.transport.abort()


@pytest.mark.parametrize("used", [FakeSeat, TcpSeat])
async def test_ways_that_are_tried_never_push_out_the_one_in_use(node: Node, used: type[FakeSeat]) -> None:
    creator, fan = await pair(node, used, FakeSeat)
    await connects(creator, fan)
    tried = []
    for _ in range(12):
        other = TcpSeat(node, "room", "creator")
        other.page = creator.page
        await other.dials()
        await other.is_checked(nominate=False)
        tried.append(other)
    creator.sends(AUDIO)
    await fan.until(lambda: len(fan.received) == 1, "for media from the way in use")
    fan.sends(VIDEO)
    await creator.until(lambda: len(creator.received) == 1, "for media to it")
    assert [other.hung_up for other in tried] == [True] * 5 + [False] * 7
    for other in tried[5:]:
        other.transport.abort()
    leg = node.rooms["room"].seats["creator"].leg
    assert leg is not None
    await creator.until(lambda: len(leg._addresses) == 1, "for them to be gone")


async def test_the_end_of_a_call_hangs_up_and_nothing_is_left(node: Node) -> None:
    creator, fan = await pair(node, TcpSeat, TcpSeat)
    await connects(creator, fan)
    creator.transport.abort()
    await fan.is_checked()
    node.end_room("room", "hung up")
    await fan.is_hung_up_on()
    assert node._legs_by_address == {}


async def test_the_closed_node_lets_go_of_both_ports() -> None:
    async with open_node() as node:
        assert node.tcp is not None
        port = node.tcp[1]
        node.make_room("room", echo=False)
        stranger = TcpSeat(node, "room", "fan")
        await stranger.dials()
        await asyncio.sleep(0)
    await stranger.is_hung_up_on()
    with contextlib.closing(socket.socket()) as probe, pytest.raises(ConnectionRefusedError):
        probe.connect(("127.0.0.1", port))


async def test_candidates_name_both_ports_and_what_a_nat_makes_of_them() -> None:
    async with open_node() as node:
        assert node.tcp is not None
        assert [candidate.split()[2:] for candidate in node.candidates] == [
            ["udp", str((126 << 24) | (65535 << 8) | 255), "127.0.0.1", str(node.udp[1]), "typ", "host"],
            ["tcp", node.candidates[1].split()[3], "127.0.0.1", str(node.tcp[1]), "typ", "host", "tcptype", "passive"],
        ]
        assert int(node.candidates[1].split()[3]) < int(node.candidates[0].split()[3])
    async with open_node(public_udp_port=3478, public_tcp_port=443) as node:
        assert [candidate.split()[5] for candidate in node.candidates] == ["3478", "443"]
    async with open_node(tcp_port=None) as node:
        assert node.tcp is None
        assert len(node.candidates) == 1


async def test_a_taken_tcp_port_is_said() -> None:
    with contextlib.closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="in use"):
            Node(Config(secret="x", udp_host="127.0.0.1", addresses=("127.0.0.1",), tcp_port=port)).open()


def test_the_settings_of_tcp_and_of_a_nat() -> None:
    given = {"MEDIA_SECRET": "x", "MEDIA_PUBLIC_ADDRESSES": "192.0.2.1,2001:db8::1", "MEDIA_UDP_HOST": "::"}
    config = from_environment({**given, "MEDIA_TCP_PORT": "443", "MEDIA_PUBLIC_UDP_PORT": "5000"})
    assert (config.tcp_port, config.public_udp_port, config.public_tcp_port) == (443, 5000, 0)
    assert config.addresses == ("192.0.2.1", "2001:db8::1")
    assert from_environment({**given, "MEDIA_TCP_PORT": "off"}).tcp_port is None
    assert from_environment(given).tcp_port == 0
    with pytest.raises(ConfigError, match="MEDIA_TCP_PORT"):
        from_environment({**given, "MEDIA_TCP_PORT": "many"})


@pytest.mark.parametrize("one", [Ip6Seat, TcpSeat])
async def test_ipv6_and_ipv4_meet_on_one_node(one: type[FakeSeat], monkeypatch: pytest.MonkeyPatch) -> None:
    if not socket.has_dualstack_ipv6():
        pytest.skip("this machine has no IPv6")
    monkeypatch.setattr(TcpSeat, "host", "::1")
    node = Node(Config(secret="x", udp_host="::", addresses=("::1", "127.0.0.1")))
    node.open()
    try:
        creator, fan = await pair(node, one, FakeSeat)
        await connects(creator, fan)
        creator.sends(AUDIO)
        fan.sends(VIDEO)
        await fan.until(lambda: len(fan.received) == 1, "for media from IPv6")
        await creator.until(lambda: len(creator.received) == 1, "for media from IPv4")
        told = fan.check()
        await fan.until(lambda: told in fan.replies, "for the answer to a check")
        assert fan.replies[told].attributes["XOR-MAPPED-ADDRESS"][0] == "127.0.0.1"
        assert kinds(node).count("connected") == 2
    finally:
        node.close()
