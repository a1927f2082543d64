"""How seats go and come again, and how a call ends: with small fake ends against a real socket."""

from collections.abc import AsyncIterator

import pytest

from media.messages import Answer, Offer, Restart
from media.node import Node
from tests.media.fake_seat import AUDIO, VIDEO, FakeSeat, seat_pair
from tests.media.opened import event, kinds, open_node


@pytest.fixture(params=[False, True], ids=["batched", "plain"])
async def node(request: pytest.FixtureRequest) -> AsyncIterator[Node]:
    """Everything is true of both ways through the UDP port."""
    async with open_node(two_way_gap=0.5, plain_udp=request.param) as opened:
        yield opened


async def test_without_consent_the_seat_is_gone() -> None:
    async with open_node(consent_seconds=0.6) as node:
        creator, fan = await seat_pair(node, "room")

        def fan_asks_no_more() -> bool:
            creator.check()
            return "gone" in kinds(node, seat="creator") or "gone" in kinds(node, seat="fan")

        await creator.until(fan_asks_no_more, "for the consent to expire")
        assert (event(node, "gone")["seat"], event(node, "gone")["data"]) == ("fan", {"why": "consent"})
        fan.sends(VIDEO)
        await fan.until(lambda: node.rooms["room"].seats["creator"].connected, "for the creator to be still there")
        await creator.is_checked()
        assert creator.received == []


async def test_who_does_not_connect_is_closed() -> None:
    async with open_node(unconnected_seconds=0.3) as node:
        creator, _ = await seat_pair(node, "room", connect=False)
        await creator.until(lambda: kinds(node).count("gone") == 2, "for both to be given up")
        assert event(node, "gone")["data"] == {"why": "unconnected"}
        assert node._legs_by_fragment == {}


async def test_a_closed_connection_is_gone_at_once(node: Node) -> None:
    creator, fan = await seat_pair(node, "room")
    fan.says_goodbye()
    await creator.until(lambda: "gone" in kinds(node, seat="fan"), "for the fan to be gone")
    assert event(node, "gone")["data"] == {"why": "closed"}
    fan.says_hello(fan.epoch)  # the same epoch can't be resumed any more
    assert len(creator.page.all("negotiate")) == 2


async def test_a_rejoin_makes_a_new_epoch_for_both(node: Node) -> None:
    creator, fan = await seat_pair(node, "room")
    first = creator.epoch
    again = FakeSeat(node, "room", "fan")
    await again.sits_down()
    assert fan.page.last("replaced")
    assert fan.page.closed == 4000
    assert creator.epoch == again.epoch == first + 1
    fresh = FakeSeat(node, "room", "creator")
    fresh.page = creator.page
    fresh.transport = creator.transport
    fresh.offers()
    again.answers()
    fan.sends(VIDEO)  # the old connection leads nowhere now
    await again.is_checked()
    assert creator.received == []


async def test_resuming_leaves_media_alone(node: Node) -> None:
    creator, fan = await seat_pair(node, "room")
    fan.room.leave("fan", fan.page)
    assert creator.page.last("peer") == {"type": "peer", "present": False, "state": None}
    fan.room.join("fan", fan.page)
    assert fan.page.last("welcome")["epoch"] == fan.epoch
    fan.says_hello(fan.epoch)
    assert creator.page.last("peer")["present"] is True
    assert len(fan.page.all("negotiate")) == len(creator.page.all("negotiate")) == 1
    creator.sends(AUDIO)
    await fan.until(lambda: len(fan.received) == 1, "for media")


async def test_old_epochs_are_ignored(node: Node) -> None:
    creator, fan = await seat_pair(node, "room")
    told = len(creator.page.messages), len(fan.page.messages)
    for seat in (creator, fan):
        seat.page.messages[0:0] = [{"type": "negotiate", "epoch": 0}]
    for message in (Offer(0, creator.sdp("actpass")), Answer(0, fan.sdp("active")), Restart(0, fan.sdp("actpass"))):
        creator.room.receive("creator", creator.page, message)
        fan.room.receive("fan", fan.page, message)
    assert (len(creator.page.messages) - 1, len(fan.page.messages) - 1) == told
    creator.sends(AUDIO)
    await fan.until(lambda: len(fan.received) == 1, "for media")


async def test_the_end_is_told_and_nothing_passes_after_it(node: Node) -> None:
    creator, fan = await seat_pair(node, "room")
    witness, other = await seat_pair(node, "another", connect=False)
    node.end_room("room", "hung up")
    assert fan.page.messages[-1] == {"type": "ended", "reason": "hung up"}
    assert fan.page.closed == 4001
    creator.sends(AUDIO)
    unanswered = creator.check()
    await witness.is_checked()
    assert unanswered not in creator.replies
    assert kinds(node)[-3:] == ["gone", "gone", "room_closed"]
    assert fan.received == []
    assert "ended" not in {message["type"] for message in other.page.messages}
    node.end_room("another", "hung up")
    assert node._legs_by_address == {}
    assert node._legs_by_fragment == {}
