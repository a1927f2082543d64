"""The call's clock between two real browsers when a line breaks: it stands still, and says whose line it was."""

from typing import Literal

import pytest

from tests.media.conftest import Call
from tests.media.network import Network
from tests.media.node_process import RunningNode
from tests.media.stage_server import StageServer

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]

NOTICED = 2.0  # MEDIA_TWO_WAY_GAP


@pytest.mark.parametrize("whose", ["creator", "fan"])
async def test_the_clock_stands_still_while_a_line_is_gone(
    call: Call, node: RunningNode, server: StageServer, whose: Literal["creator", "fan"]
) -> None:
    line = server.networks[call.room, whose] = await Network(("127.0.0.1", node.udp_port)).open()
    await call.both_join()
    await call.creator.sees_moving_pictures(30)
    async with node.events() as lines:
        line.goes_dark()
        before = (await node.room(call.room))["two_way_ms"]
        async for event in lines:
            if (event.get("room"), event["kind"]) == (call.room, "two_way_stopped"):
                break
        assert event["data"]["missing"] == whose
        # The silence by which it was noticed is nobody's time; what was on its way to the node still is.
        stopped = event["data"]["two_way_ms"]
        assert before - 100 <= stopped <= before + 1000 < before + NOTICED * 1000
        now = await node.room(call.room)
        assert (now["two_way"], now["two_way_ms"]) == (False, stopped)
        line.is_back()
        async for event in lines:
            if (event.get("room"), event["kind"]) == (call.room, "two_way_started"):
                break
    await call.creator.sees_moving_pictures()
    await call.fan.sees_moving_pictures()

    async def goes_on() -> bool:
        return int((await node.room(call.room))["two_way_ms"]) > stopped + 300

    await call.creator.waits_for(goes_on, "the clock to go on")
    assert (await call.creator.now())["connections"] == 1
    line.close()
