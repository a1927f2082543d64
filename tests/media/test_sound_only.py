"""Two real browsers: who speaks, and going on with sound only."""

import pytest

from tests.media.conftest import Call

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_both_pages_are_told_who_speaks(call: Call) -> None:
    await call.both_join()
    for person in (call.creator, call.fan):  # the fake microphones beep now and then
        await person.page.wait_for_function(
            "stage.voices.some((one) => one.mine) && stage.voices.some((one) => one.theirs)"
        )
    await call.fan.does("stage.link.setState({ mic: false })")
    await call.creator.page.wait_for_function("stage.voices.at(-1).theirs === false")


async def test_sound_only_stops_both_pictures_and_brings_them_back(call: Call) -> None:
    await call.both_join()
    for person in (call.creator, call.fan):
        await person.sees_moving_pictures()
    await call.fan.does("stage.link.setSoundOnly(true)")
    for person, mine in ((call.creator, "false"), (call.fan, "true")):
        await person.page.wait_for_function(f"stage.soundOnly.at(-1)?.on && stage.soundOnly.at(-1).mine === {mine}")
        await person.is_without_pictures()
        await person.hears()
    await call.creator.does("stage.link.setSoundOnly(false)")
    for person in (call.creator, call.fan):
        await person.sees_moving_pictures()


async def test_sound_only_outlives_a_reload(call: Call) -> None:
    await call.both_join()
    await call.creator.does("stage.link.setSoundOnly(true)")
    await call.fan.page.wait_for_function("stage.soundOnly.at(-1)?.on")
    await call.fan.reloads()
    await call.fan.is_("connected")
    await call.creator.waits_for_new_connection()
    for person in (call.creator, call.fan):
        await person.page.wait_for_function("stage.soundOnly.at(-1)?.on")
        await person.is_without_pictures()
