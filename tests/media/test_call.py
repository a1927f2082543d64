"""A call of two real browsers through the node, with the product's own peer.js."""

import re

import pytest
from playwright.async_api import Page

from tests.media.conftest import Call
from tests.media.node_process import RunningNode
from tests.media.person import Person
from tests.media.stage_server import StageServer

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]


async def test_both_see_and_hear_each_other(call: Call, node: RunningNode, server: StageServer) -> None:
    await call.both_join()
    for person in (call.creator, call.fan):
        await person.sees_moving_pictures()
        await person.hears()
    await call.creator.says("hello")
    await call.fan.reads("hello")

    room = await node.room(call.room)
    assert room["two_way"] is True
    assert room["two_way_ms"] > 0
    assert all(seat["connected"] and seat["packets"]["video"] for seat in room["seats"].values())
    kinds = [event["kind"] for event in await node.events_of(call.room, until="two_way_started")]
    assert sorted(kinds[:4]) == ["connected", "connected", "present", "present"]

    # What each was told holds the node's own addresses and port, and no other address.
    for seat in ("creator", "fan"):
        told = "".join(server.frames[call.room, seat])
        ports = re.findall(r"candidate:\d+ 1 udp \d+ \S+ (\d+)", told)
        assert set(ports) == {str(node.udp_port)}
        assert ".local" not in told


async def test_muting_and_the_camera_are_seen_by_the_other(call: Call) -> None:
    await call.both_join(state={"mic": True, "camera": False})
    await call.fan.sees_the_other(mic=True, camera=False)
    await call.creator.does("stage.link.setState({mic: false, camera: true})")
    await call.fan.sees_the_other(mic=False, camera=True)
    await call.fan.hears_only_silence()
    await call.creator.does("stage.link.setState({mic: true})")
    await call.fan.sees_the_other(mic=True, camera=True)
    await call.fan.hears()


async def test_another_camera_needs_no_new_connection(call: Call) -> None:
    await call.creator.joins(camera="none")
    await call.fan.joins()
    await call.fan.is_("connected")
    await call.creator.sees_moving_pictures()
    await call.creator.does(
        """(async () => {
            const camera = await navigator.mediaDevices.getUserMedia({ video: { width: 320, height: 240 } });
            await stage.link.replaceTrack("video", camera.getVideoTracks()[0]);
        })()"""
    )
    await call.fan.sees_moving_pictures()
    assert (await call.fan.now())["connections"] == 1


async def test_a_drawn_picture_works_as_well(call: Call) -> None:
    await call.creator.joins(camera="drawn")
    await call.fan.joins()
    await call.fan.sees_moving_pictures()
    await call.creator.hears()


async def test_an_audio_call_has_no_picture(call: Call, node: RunningNode) -> None:
    await call.both_join(kind="audio", channel=False)
    await call.creator.hears()
    await call.fan.hears()
    packets = [seat["packets"] for seat in (await node.room(call.room))["seats"].values()]
    assert all(count["audio"] and not count["video"] for count in packets)


async def test_after_a_reload_both_see_each_other_again(call: Call, node: RunningNode) -> None:
    await call.both_join()
    await call.creator.sees_moving_pictures()
    await call.fan.reloads()
    await call.fan.is_("connected")
    for person in (call.creator, call.fan):
        await person.is_("connected")
        await person.sees_moving_pictures()
        await person.hears()
    await call.fan.says("back again")
    await call.creator.reads("back again")
    creator = await call.creator.now()
    assert creator["statuses"] == ["connecting", "connected", "reconnecting", "connected"]
    assert creator["connections"] == 2
    assert creator["errors"] == []


async def test_an_ice_restart_keeps_the_connection_on_either_side(call: Call, server: StageServer) -> None:
    await call.both_join()
    for person in (call.creator, call.fan):
        await person.sees_moving_pictures()
        await person.does("window.dispatchEvent(new Event('online'))")
        restarted = (call.room, person.seat)

        async def answered(place: tuple[str, str] = restarted) -> bool:
            return any('"restarted"' in frame for frame in server.frames[place])

        await person.waits_for(answered, "the answer to its restart")
        await person.sees_moving_pictures(20)
        now = await person.now()
        assert (now["connections"], now["errors"], now["status"]) == (1, [], "connected")
        pair = await person.does(
            "stage.link.connection.getReceivers()[0].transport.iceTransport.getSelectedCandidatePair().local.usernameFragment"
        )
        assert f"a=ice-ufrag:{pair}" in await person.does("stage.link.connection.localDescription.sdp")


async def test_a_dropped_websocket_leaves_media_alone(call: Call, server: StageServer) -> None:
    await call.both_join()
    await call.fan.sees_moving_pictures()
    await call.fan.loses_the_websocket()
    await call.creator.sees_nobody()
    await call.creator.sees_the_other(mic=True, camera=True)
    await call.creator.does("stage.link.setState({mic: false})")
    await call.fan.sees_the_other(mic=False, camera=True)
    await call.fan.sees_moving_pictures()
    for person in (call.creator, call.fan):
        now = await person.now()
        assert now["connections"] == 1
        assert now["statuses"] == ["connecting", "connected"]


async def test_a_second_tab_takes_the_seat(call: Call, pages: list[Page], server: StageServer) -> None:
    await call.both_join()
    second = await Person.arrives(pages[2], server, call.room, "fan")
    await second.joins()
    await call.fan.is_("replaced")
    await second.is_("connected")
    await second.sees_moving_pictures()
    await call.creator.sees_moving_pictures()
    assert (await call.fan.now())["status"] == "replaced"
    await second.leaves()


async def test_the_end_reaches_both(call: Call, node: RunningNode) -> None:
    await call.both_join()
    await call.fan.sees_moving_pictures()
    await node.end_room(call.room, "hung up")
    await call.creator.is_("ended: hung up")
    await call.fan.is_("ended: hung up")
    assert await call.fan.does("stage.link.connection") is None
    kinds = [event["kind"] for event in await node.events_of(call.room, until="room_closed")]
    assert kinds[-4:] == ["two_way_stopped", "gone", "gone", "room_closed"]


async def test_leaving_is_noticed_at_once(call: Call, node: RunningNode) -> None:
    await call.both_join()
    await call.creator.sees_moving_pictures()
    await call.fan.does("stage.link.close(); stage.link.close()")
    await call.creator.sees_nobody()
    stopped = (await node.events_of(call.room, until="two_way_stopped"))[-1]
    assert stopped["data"]["missing"] == "fan"
    # As a component that is mounted twice does it: a link that was closed before it could open, then another.
    await call.fan.does("stage.join('/nowhere'), stage.link.close(), 0")
    await call.fan.joins()
    await call.fan.sees_moving_pictures()
    await call.creator.sees_moving_pictures()


async def test_the_rehearsal_shows_oneself(
    node: RunningNode, server: StageServer, pages: list[Page], room_name: str
) -> None:
    await node.make_room(room_name, echo=True)
    me = await Person.arrives(pages[0], server, room_name, "echo")
    await me.joins(channel=False)
    await me.is_("connected")
    await me.sees_moving_pictures()
    await me.hears()
    await me.reloads(channel=False)
    await me.sees_moving_pictures()
    await me.leaves()


async def test_after_a_restart_of_the_node_the_call_comes_back(
    pages: list[Page], server: StageServer, room_name: str
) -> None:
    usual = server.node
    async with RunningNode.running() as first, RunningNode.running() as second:
        await second.make_room(room_name)
        try:
            await _call_across(first, second, pages, server, room_name)
        finally:
            server.node, server.refusing = usual, False


async def _call_across(
    first: RunningNode, second: RunningNode, pages: list[Page], server: StageServer, room_name: str
) -> None:
    server.node = first
    await first.make_room(room_name)
    people = [
        await Person.arrives(page, server, room_name, seat)
        for page, seat in zip(pages[:2], ("creator", "fan"), strict=True)
    ]
    for person in people:
        await person.joins()
    for person in people:
        await person.sees_moving_pictures()
    server.refusing = True
    first.process.kill()
    await first.process.wait()
    server.node, server.refusing = second, False
    for person in people:
        await person.waits_for_new_connection()
        await person.sees_moving_pictures()
    for person in people:
        await person.leaves()
