"""What passes through the node and what does not: with small fake ends against a real socket."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from media.node import Node
from tests.media.fake_seat import AUDIO, VIDEO, FakeSeat, connects, every, seat_pair
from tests.media.opened import event, kinds, open_node
from tests.media.test_quality import receiver_report, sender_report


@pytest.fixture(params=[False, True], ids=["batched", "plain"])
async def node(request: pytest.FixtureRequest) -> AsyncIterator[Node]:
    """Everything is true of both ways through the UDP port."""
    async with open_node(two_way_gap=0.5, plain_udp=request.param) as opened:
        yield opened


async def test_packets_come_out_at_the_other_side_as_they_went_in(node: Node) -> None:
    creator, fan = await seat_pair(node, "room")
    creator.sends(AUDIO, 3)
    fan.sends(VIDEO, 2)
    await fan.until(lambda: len(fan.received) == 3, "for three packets")
    await creator.until(lambda: len(creator.received) == 2, "for two packets")
    assert [packet[12:16] for packet in fan.received] == [n.to_bytes(4, "big") for n in (1, 2, 3)]
    seats = node.rooms["room"].as_json()["seats"]
    assert seats["creator"]["packets"] == {"audio": 3, "video": 0}
    assert seats["fan"]["packets"] == {"audio": 0, "video": 2}


async def test_data_passes_in_both_directions(node: Node) -> None:
    creator, fan = await seat_pair(node, "room")
    creator.sends_data(b"ping")
    await fan.until(lambda: fan.data == [b"ping"], "for data")
    fan.sends_data(b"pong")
    await creator.until(lambda: creator.data == [b"pong"], "for data")


async def test_the_early_one_is_not_answered_before_both_are_there(node: Node) -> None:
    creator, fan = await seat_pair(node, "room", connect=False)
    await fan.is_checked()
    fan.knocks()
    fan.sends_raw(bytes([0x80, VIDEO]) + bytes(60))
    await fan.is_checked()
    assert fan.dtls_answers == 0
    await creator.is_checked()
    assert fan.dtls_answers == 0
    creator.knocks()
    await fan.is_connected()
    await creator.is_connected()
    assert fan.received == creator.received == []
    assert kinds(node)[-2:] == ["connected", "connected"]


async def test_keys_are_handed_over_only_to_who_was_described(node: Node) -> None:
    node.make_room("room", echo=False)
    creator, impostor = FakeSeat(node, "room", "creator"), FakeSeat(node, "room", "fan")
    impostor.described_as = "AB:" * 31 + "AB"
    await creator.sits_down()
    await impostor.sits_down()
    creator.offers()
    impostor.answers()
    for seat in (creator, impostor):
        await seat.is_checked()
        seat.knocks()
    await creator.is_connected()
    await impostor.until(lambda: "gone" in kinds(node, seat="fan"), "to be refused")
    assert event(node, "gone")["data"] == {"why": "refused"}
    creator.sends(AUDIO, 5)
    await creator.is_checked()
    assert impostor.received == []
    assert not node.rooms["room"].seats["fan"].connected


async def test_a_stranger_is_not_heard(node: Node) -> None:
    creator, fan = await seat_pair(node, "room", connect=False)
    stranger = FakeSeat(node, "room", "fan")
    stranger.transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
        lambda: stranger, local_addr=("127.0.0.1", 0)
    )
    stranger.page = fan.page
    stranger.knocks()  # a ClientHello from an address that passed no check
    stranger.check(password="not the password")
    stranger.check(ufrag="nobody")
    stranger.sends_raw(b"\x00\x01garbage")
    stranger.sends_raw(b"")
    stranger.sends_raw(b"\xff")
    await connects(creator, fan)
    stranger.sends_raw(bytes([0x80, VIDEO]) + bytes(60))
    creator.sends(AUDIO)
    await fan.until(lambda: len(fan.received) == 1, "for one packet")
    assert stranger.replies == {}
    assert stranger.dtls_answers == 0


async def test_checks_are_rate_limited(node: Node) -> None:
    creator, _ = await seat_pair(node, "room", connect=False)
    for _ in range(400):
        creator.check()
    await creator.until(lambda: len(creator.replies) >= 100, "for the first answers")
    with pytest.raises(AssertionError):
        await creator.until(lambda: len(creator.replies) > 200, "more", seconds=0.3)


async def test_a_nominated_pair_moves_the_seat(node: Node) -> None:
    creator, fan = await seat_pair(node, "room")
    await fan.moves()
    creator.sends(AUDIO)  # still to the old place
    await fan.is_checked(nominate=False)
    await fan.is_checked()
    creator.sends(AUDIO)
    await fan.until(lambda: len(fan.received) == 1, "for media at the new place")
    fan.sends(VIDEO)
    await creator.until(lambda: len(creator.received) == 1, "for media from the new place")


async def test_a_restart_is_answered_without_the_other_and_the_old_way_stays_until_then(node: Node) -> None:
    creator, fan = await seat_pair(node, "room")
    heard = len(creator.page.messages)
    old = fan.credentials
    fan.restarts()
    told = fan.page.last("restarted")
    assert told["epoch"] == fan.epoch
    assert fan.credentials != old
    transaction = fan.check(ufrag=old[0], password=old[1])
    await fan.until(lambda: transaction in fan.replies, "for an answer on the old way")
    await fan.moves()
    await fan.is_checked()
    late = fan.check(ufrag=old[0], password=old[1])
    await fan.is_checked()
    assert late not in fan.replies
    creator.sends(AUDIO)
    await fan.until(lambda: len(fan.received) == 1, "for media after the restart")
    assert len(creator.page.messages) == heard


async def test_an_echo_room_sends_back(node: Node) -> None:
    node.make_room("echo", echo=True)
    me = FakeSeat(node, "echo", "echo")
    await me.sits_down()
    assert me.page.last("negotiate")["role"] == "offer"
    me.offers()
    await connects(me)
    me.sends(AUDIO, 3)
    await me.until(lambda: len(me.received) == 3, "for the own packets")
    await me.until(lambda: "two_way_started" in kinds(node), "for the meter")


async def test_two_way_starts_and_stops_and_names_the_missing(node: Node) -> None:
    creator, fan = await seat_pair(node, "room")
    creator.sends(AUDIO, 5)
    await fan.until(lambda: len(fan.received) == 5, "for packets")
    assert "two_way_started" not in kinds(node)

    def both_send() -> bool:
        creator.sends(AUDIO)
        fan.sends(VIDEO)
        return "two_way_started" in kinds(node)

    def only_creator_sends() -> bool:
        creator.sends(AUDIO)
        return "two_way_stopped" in kinds(node)

    await fan.until(both_send, "for two-way media")
    await fan.until(only_creator_sends, "for its end")
    assert event(node, "two_way_stopped")["data"]["missing"] == "fan"
    assert event(node, "two_way_stopped")["data"]["two_way_ms"] <= node.rooms["room"].meter.milliseconds


async def test_who_left_is_the_missing_one_though_nothing_passes_to_them(node: Node) -> None:
    creator, fan = await seat_pair(node, "room")

    def both_send() -> bool:
        creator.sends(AUDIO)
        fan.sends(VIDEO)
        return "two_way_started" in kinds(node)

    def only_creator_sends() -> bool:
        creator.sends(AUDIO)
        return "two_way_stopped" in kinds(node)

    await fan.until(both_send, "for two-way media")
    fan.says_goodbye()
    await creator.until(only_creator_sends, "for its end")
    assert event(node, "two_way_stopped")["data"]["missing"] == "fan"


async def test_loss_is_told_in_words_to_both(node: Node) -> None:
    creator, fan = await seat_pair(node, "room", lose=every(4))

    def words() -> bool:
        creator.sends(VIDEO, 20)
        fan.sends(VIDEO, 2)
        return bool(fan.page.all("quality")) and fan.page.last("quality")["theirs"] == "bad"

    await fan.until(words, "for a word about the creator's line", seconds=8)
    assert fan.page.last("quality")["mine"] == "good"
    assert creator.page.last("quality")["mine"] == "bad"
    assert event(node, "quality")["seat"] == "creator"
    seats = node.rooms["room"].as_json()["seats"]
    assert 0.12 < seats["creator"]["loss"] < 0.3
    assert seats["fan"]["loss"] < 0.02


async def test_round_trip_is_measured_from_reports(node: Node) -> None:
    creator, fan = await seat_pair(node, "room")
    creator.sends_rtcp(sender_report(VIDEO, 99))
    await fan.until(lambda: len(fan.received) == 1, "for the sender report")
    fan.sends_rtcp(receiver_report(5, about=VIDEO, lost=0, ntp=99, delay=0))
    await creator.until(lambda: len(creator.received) == 1, "for the receiver report")
    assert 0 <= node.rooms["room"].as_json()["seats"]["fan"]["rtt_ms"] < 1000


async def test_only_so_many_streams_are_taken(node: Node) -> None:
    creator, fan = await seat_pair(node, "room")
    for ssrc in range(1, 60):
        creator.sends(VIDEO, ssrc=ssrc)
    await creator.is_checked()
    await fan.is_checked()
    assert len(fan.received) == 32
