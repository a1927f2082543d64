"""Who speaks, going on with sound only, and how much one seat may send."""

import struct
from collections.abc import AsyncIterator

import pytest

from media.allowance import Allowance
from media.messages import Hello, SeatState, SoundOnly
from media.node import Node
from media.voice import SECONDS_TO_STOP, Voice, read_level
from tests.media.fake_seat import AUDIO, VIDEO, Page, seat_pair
from tests.media.opened import open_node


@pytest.fixture
async def node() -> AsyncIterator[Node]:
    async with open_node(two_way_gap=0.5) as opened:
        yield opened


def packet(extension: bytes, *, profile: int = 0xBEDE, csrcs: int = 0) -> memoryview:
    extension += bytes(-len(extension) % 4)
    head = struct.pack("!BBHII", 0x90 | csrcs, AUDIO, 1, 1, 1) + bytes(4 * csrcs)
    return memoryview(head + struct.pack("!HH", profile, len(extension) // 4) + extension + b"sound")


@pytest.mark.parametrize(
    ("given", "level"),
    [
        (packet(b"\xa0\x1e"), 30),
        (packet(b"\xa0\x9e"), 30),  # the voice bit is not part of the level
        (packet(b"\x31abc\x00\xa0\x1e"), None),  # 0x31: two bytes; "c" is then an element of its own
        (packet(b"\x31ab\x00\xa0\x1e"), 30),
        (packet(b"\x0a\x01\x1e", profile=0x1000), 30),
        (packet(b"\xa0\x1e", csrcs=3), 30),
        (packet(b"\xf0\xa0\x1e"), None),  # 15 ends the list
        (packet(b"\xb0\x1e"), None),  # another extension's number
        (packet(b"\xa0\x1e", profile=0x9999), None),
        (packet(b"\xa0\x1e")[:15], None),
        (packet(b"\xa0\x1e")[:17], None),
        (memoryview(b"\x80" + bytes(20)), None),
    ],
)
def test_the_level_is_read_from_the_header(given: memoryview, level: int | None) -> None:
    assert read_level(given, len(given), 10) == level


def spoken(voice: Voice, now: float) -> bool:
    voice.look(now)
    return voice.speaks


def test_a_click_is_no_word_and_a_breath_no_end() -> None:
    voice = Voice()
    voice.heard(20, 1.0)
    assert not spoken(voice, 1.1)
    for at in (1.2, 1.22, 1.24):
        voice.heard(20, at)
    assert spoken(voice, 1.3)
    voice.heard(90, 1.4)
    assert spoken(voice, 1.24 + SECONDS_TO_STOP)
    assert not spoken(voice, 1.25 + SECONDS_TO_STOP)


async def test_both_are_told_who_speaks(node: Node) -> None:
    creator, fan = await seat_pair(node, "room")
    creator.speaks(30)
    await fan.until(lambda: fan.page.all("voices"), "to be told")
    assert fan.page.last("voices") == {"type": "voices", "mine": False, "theirs": True}
    assert creator.page.last("voices") == {"type": "voices", "mine": True, "theirs": False}
    creator.speaks(127)
    await fan.until(lambda: not fan.page.last("voices")["theirs"], "for silence")


async def test_sound_only_is_for_both_and_can_be_taken_back(node: Node) -> None:
    creator, fan = await seat_pair(node, "room")
    room = node.rooms["room"]
    room.receive("fan", fan.page, SoundOnly(True))
    room.receive("fan", fan.page, SoundOnly(True))
    for page in (creator.page, fan.page):
        assert page.all("sound_only") == [{"type": "sound_only", "on": True, "by": "fan"}]
    back = Page()
    room.join("creator", back)
    room.receive("creator", back, Hello(creator.epoch, SeatState()))
    assert back.last("sound_only") == {"type": "sound_only", "on": True, "by": None}
    room.receive("creator", back, SoundOnly(False))
    assert fan.page.last("sound_only") == {"type": "sound_only", "on": False, "by": "creator"}
    told = [event["data"] for event in node.events.after(0, None)[1] if event["kind"] == "sound_only"]
    assert told == [{"on": True}, {"on": False}]


async def test_what_was_agreed_elsewhere_goes_on_here_unless_it_was_undone_here(node: Node) -> None:
    room, page = node.make_room("room", echo=False), Page()
    room.join("fan", page)
    room.receive("fan", page, Hello(None, SeatState(), sound_only=True))
    assert page.last("sound_only")["on"]
    room.receive("fan", page, SoundOnly(False))
    room.receive("fan", page, Hello(None, SeatState(), sound_only=True))
    assert not page.last("sound_only")["on"]


def test_an_allowance_is_a_seconds_worth_and_fills_again() -> None:
    some = Allowance(packets_per_second=10, kbit_per_second=8, now=0.0)
    assert sum(some.takes(10) for _ in range(20)) == 10
    some.fill(0.5)
    assert sum(some.takes(10) for _ in range(20)) == 5
    some.fill(60)
    assert [some.takes(600), some.takes(600), some.takes(400)] == [True, False, True]
    assert some.refused == 10 + 15 + 1


async def test_who_sends_too_much_is_cut_to_the_allowance(node: Node) -> None:
    async with open_node(max_packets=50) as narrow:
        creator, fan = await seat_pair(narrow, "room")
        creator.sends(VIDEO, 200)
        await creator.is_checked()
        passed = narrow.rooms["room"].as_json()["seats"]["creator"]
        assert 50 <= passed["packets"]["video"] < 100  # what a second gives, and some more for the time it took
        assert passed["packets"]["video"] + passed["refused"] == 200
        await fan.until(lambda: len(fan.received) == passed["packets"]["video"], "for what passed")
