"""Every handler that a browser can call by name: has a policy, and is of no use to anybody else."""

from typing import Any

import pytest
from reflex_base.registry import RegistrationContext

import onetoone.onetoone  # noqa: F401  (registers every handler there is)
from onetoone.security import policy
from onetoone.security.policy import Who
from tests.security.conftest import SECRET, World
from tests.security.tab import TabClient

_NEVER = (".setvar", ".update_vars_internal")


def callable_handlers() -> dict[str, Who]:
    """The full names of all handlers that may be called by somebody, rooms to come included."""
    return {name: who for name, who in policy.registry().items() if who is not None}


def parameters(name: str) -> list[str]:
    handler = RegistrationContext.get().event_handlers[name].handler
    return list(handler.fn.__code__.co_varnames[1 : handler.fn.__code__.co_argcount])


def test_every_handler_has_a_policy() -> None:
    without = [name for name, who in policy.registry().items() if who is None and not name.endswith(_NEVER)]
    assert without == []
    assert len(callable_handlers()) > 20


def test_nobody_may_set_vars() -> None:
    assert all(who is None for name, who in policy.registry().items() if name.endswith(_NEVER))


def garbage(world: World) -> list[Any]:
    """What a stranger would try in an argument's place: nonsense, and other people's ids."""
    form = {"body": "hi", "text": "hi", "name": "hi", "price": "1", "minutes": "5", "call_id": world.call_id}
    ids = [world.thread_id, world.call_id, world.request_id, world.payment_id, world.leo.id, "leo"]
    return [*ids, form, None, -1, "x" * 20_000, ["\x00'; --", {"b": []}], {"a": {"b": [1]}}]


def pages(world: World) -> list[str]:
    return [f"/messages/{world.thread_id}", f"/call/{world.call_id}", f"/call/{world.request_id}"]


async def attack(world: World, cookie: str) -> str:
    """Call everything with everything, from pages of theirs; all that the app answered."""
    heard: list[str] = []
    names = sorted(callable_handlers())
    for turn, page in enumerate(pages(world)):
        for some in batched(names, 10):  # a tab for a few: each may send only so much in a row
            async with TabClient(world.base, cookie) as tab:
                await tab.hydrate(page)
                for number, name in enumerate(some):
                    asked = parameters(name)
                    # Without arguments one call says it all; with them each page tries its own third of the garbage.
                    for value in garbage(world)[(turn + number) % 3 :: 3] if asked else [None]:
                        await tab.send(name, dict.fromkeys(asked, value), path=page)
                await tab.settle()
                heard += tab.heard
    return "".join(heard)


def batched(names: list[str], size: int) -> list[list[str]]:
    return [names[at : at + size] for at in range(0, len(names), size)]


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_a_visitor_changes_nothing_and_learns_nothing(world: World) -> None:
    before = world.rows()
    heard = await attack(world, cookie="")
    assert world.rows() == before
    assert SECRET not in heard


@pytest.mark.slow
@pytest.mark.timeout(300)
async def test_an_expired_session_is_no_session(world: World) -> None:
    cookie = world.expired_cookie(world.leo)
    before = world.rows()
    heard = await attack(world, cookie)
    assert world.rows() == before
    assert SECRET not in heard


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("who", ["ida", "theo"])
async def test_another_member_can_touch_nothing_of_theirs(world: World, who: str) -> None:
    cookie = world.cookie(getattr(world, who))
    before = world.rows_of_theirs()
    assert sum(map(len, before.values())) >= 8
    heard = await attack(world, cookie)
    assert world.rows_of_theirs() == before
    assert SECRET not in heard


async def test_the_same_way_leads_leo_to_what_is_his(world: World) -> None:
    """The proof that the attacks above knock at real doors."""
    async with TabClient(world.base, world.cookie(world.leo)) as tab:
        page = f"/messages/{world.thread_id}"
        await tab.hydrate(page)
        await tab.settle()
        assert tab.heard_of(SECRET)


async def test_the_same_knock_by_leo_himself_is_let_in(world: World) -> None:
    """The proof that what was sent above would have done something."""
    (send,) = [name for name in callable_handlers() if name.endswith("thread_state.send")]
    before = world.rows_of_theirs()["message"]
    async with TabClient(world.base, world.cookie(world.leo)) as tab:
        await tab.hydrate(f"/messages/{world.thread_id}")
        await tab.send(send, dict.fromkeys(parameters(send), world.thread_id))
        await tab.settle()
    assert len(world.rows_of_theirs()["message"]) == len(before) + 1
