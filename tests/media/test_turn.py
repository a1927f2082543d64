"""What pages are told of TURN servers."""

import base64
import hashlib
import hmac

from media import turn
from media.config import Config, from_environment
from media.node import Node
from tests.media.fake_seat import FakeSeat
from tests.media.test_relay import open_node

TURNS = {"urls": ["turns:turn.example:443?transport=tcp"]}
STUN = {"urls": "stun:stun.example"}


def test_without_a_secret_the_list_is_told_as_it_is() -> None:
    config = from_environment({"MEDIA_SECRET": "x", "MEDIA_ICE_SERVERS": '[{"urls": "turn:a", "username": "u"}]'})
    assert turn.servers(config, 0) == [{"urls": "turn:a", "username": "u"}]
    assert turn.servers(Config(secret="x"), 0) == []


def test_with_a_secret_turn_servers_get_credentials_that_expire() -> None:
    config = Config(secret="x", ice_servers=(TURNS, STUN), turn_secret="shared")
    told, stun = turn.servers(config, 1_000_000.9)
    assert stun == STUN
    assert told["urls"] == TURNS["urls"]
    expires, _ = told["username"].split(":")
    assert int(expires) == 1_000_000 + turn.GOOD_FOR_SECONDS
    wanted = hmac.new(b"shared", told["username"].encode(), hashlib.sha1).digest()
    assert base64.b64decode(told["credential"]) == wanted
    assert "shared" not in repr(told)


async def test_a_page_is_told_on_its_arrival() -> None:
    async with open_node(ice_servers=(TURNS,), turn_secret="shared") as node:
        assert await _told(node)
    async with open_node() as node:
        assert await _told(node) == []


async def _told(node: Node) -> list[dict[str, str]]:
    node.make_room("room", echo=False)
    seat = FakeSeat(node, "room", "fan")
    await seat.sits_down()
    seat.leaves()
    return list(seat.page.last("welcome")["ice"]["iceServers"])
