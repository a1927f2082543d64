"""Calls of two real browsers, one of them on a bad line: they live through it, and are back soon.

How well, in figures, beside the same two without a relay, is what `bench/networks.py` records; a machine under load
would break any assertion about those. What is asserted here is what is left of them when a machine is slow.
"""

import pytest
from playwright.async_api import Page

from tests.media.node_process import RunningNode
from tests.media.stage_server import StageServer
from tests.media.trial import CASES, Case, Outcome, Trial, Way

pytestmark = [pytest.mark.asyncio(loop_scope="session"), pytest.mark.slow]

BACK_WITHIN = 3.0
NODE_BACK_WITHIN = 8.0  # a new process has to start first
ROUNDS = 3
HICCUPS = 1  # how many short freezes a busy machine may add by itself; the long run wants a quiet one, and allows none
SHORT = ("5 % loss", "NAT rebinding", "5 s black-out")
EVENTS = [case for case in CASES if case.event]
STEADY = [case for case in CASES if not case.event]


def sooner(case: Case) -> Case:
    """The case with a smaller picture and less patience."""
    return Case(case.name, case.line, case.event, seconds=6 if not case.event else 2, dark=case.dark, width=320)


def in_parts(cases: list[Case]) -> list[object]:
    """A short cut of few that always runs, and all of them whole for `bin/test --long`."""
    short = [pytest.param(sooner(case), id=f"{case.name}, in short") for case in cases if case.name in SHORT]
    return [*short, *(pytest.param(case, id=case.name, marks=pytest.mark.long) for case in cases)]


class Stand:
    """Where trials are held."""

    def __init__(self, server: StageServer, pages: list[Page], room: str) -> None:
        self._server, self._pages, self._room = server, pages, room
        self._number = 0

    async def sees(self, case: Case, way: Way) -> Outcome:
        self._number += 1
        room = f"{self._room}-{self._number}"
        return await Trial(case, self._server, self._pages, room, seed=self._number).run(way)


@pytest.fixture
def stand(node: RunningNode, server: StageServer, pages: list[Page], room_name: str) -> Stand:
    return Stand(server, pages, room_name)


@pytest.mark.timeout(240)
@pytest.mark.parametrize("case", in_parts(STEADY))
async def test_pictures_go_on_as_they_would_without_a_relay(
    stand: Stand, case: Case, request: pytest.FixtureRequest
) -> None:
    hiccups = 0 if request.node.get_closest_marker("long") else HICCUPS
    seen = []
    for _ in range(ROUNDS):
        relayed = await stand.sees(case, "relay")
        if _freezes(relayed) <= hiccups:
            return
        direct = await stand.sees(case, "direct")
        seen.append((relayed, direct))
        if _freezes(relayed) <= _freezes(direct) + hiccups:
            return
    raise AssertionError(f"froze more often than without a relay, each time: {seen}")


@pytest.mark.timeout(240)
@pytest.mark.parametrize("case", in_parts(EVENTS))
async def test_pictures_are_back_soon(stand: Stand, case: Case) -> None:
    within = NODE_BACK_WITHIN if case.event == "node killed" else BACK_WITHIN
    seen = []
    for _ in range(ROUNDS):
        outcome = await stand.sees(case, "relay")
        if outcome.back <= within:
            return
        seen.append(outcome)
    raise AssertionError(f"took longer than {within} s, each time: {seen}")


def _freezes(outcome: Outcome) -> int:
    return outcome.creator.freezes + outcome.fan.freezes
