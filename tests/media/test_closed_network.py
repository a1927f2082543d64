"""A call of two real browsers whose networks let no UDP out, or that speak IPv6 alone."""

import socket

import pytest

from tests.media.conftest import Call
from tests.media.network import Network
from tests.media.node_process import RunningNode
from tests.media.stage_server import StageServer

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


@pytest.mark.parametrize("blocked", [("creator", "fan"), ("fan",)], ids=["both", "one"])
async def test_with_udp_blocked_the_call_connects_by_tcp(
    call: Call, node: RunningNode, server: StageServer, blocked: tuple[str, ...]
) -> None:
    closed = [await Network(("127.0.0.1", node.udp_port)).open() for _ in blocked]
    for network, seat in zip(closed, blocked, strict=True):
        network.goes_dark()
        server.networks[call.room, seat] = network
    server.tcp = True
    try:
        await call.both_join()
        for person in (call.creator, call.fan):
            await person.sees_moving_pictures(20)
            await person.hears()
            way = (await person.received())["way"]
            assert way == ("tcp" if person.seat in blocked else "udp")
        await call.fan.says("through the keyhole")
        await call.creator.reads("through the keyhole")
        assert all(network.carried == 0 and network.lost > 0 for network in closed)
        # A reload comes back the same way.
        await call.fan.reloads()
        await call.fan.is_("connected")
        await call.fan.sees_moving_pictures()
    finally:
        server.tcp = False
        for network in closed:
            network.close()


async def test_with_udp_gone_in_the_middle_of_a_call_it_goes_on_by_tcp(
    call: Call, node: RunningNode, server: StageServer
) -> None:
    network = server.networks[call.room, "fan"] = await Network(("127.0.0.1", node.udp_port)).open()
    server.tcp = True
    try:
        await call.both_join()
        await call.fan.sees_moving_pictures()
        assert (await call.fan.received())["way"] == "udp"
        network.goes_dark()
        await call.fan.sees_moving_pictures(20)
        await call.creator.sees_moving_pictures(20)
        assert (await call.fan.received())["way"] == "tcp"
    finally:
        server.tcp = False
        network.close()


async def test_a_call_by_ipv6(server: StageServer, call: Call) -> None:
    address = _own_ipv6()
    if address is None:
        pytest.skip("this machine has no IPv6 address of its own")
    usual = server.node
    async with RunningNode.running(MEDIA_UDP_HOST="::", MEDIA_PUBLIC_ADDRESSES=address) as node:
        await node.make_room(call.room)
        server.node = node
        try:
            await call.both_join()
            for person in (call.creator, call.fan):
                await person.sees_moving_pictures()
        finally:
            server.node = usual


def _own_ipv6() -> str | None:
    """The address this machine would speak IPv6 from; nothing is sent by connecting a datagram socket."""
    with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("2001:db8::1", 9))
        except OSError:
            return None
        return str(probe.getsockname()[0])
