"""A call of two real browsers through the node."""

import pytest

from tests.media.conftest import Call

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_both_see_and_hear_each_other(call: Call):
    await call.both_join()
    for person in (call.creator, call.fan):
        await person.sees_moving_pictures()
        await person.hears()
    await call.creator.says("hello")
    await call.fan.reads("hello")
