"""Twenty thousand random steps of calls, payments, news from Stripe and crashes break no invariant (`books`)."""

import os
from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from onetoone import db
from tests.integration.proofs import keeping
from tests.integration.proofs.evenings import Evenings
from tests.integration.proofs.world import World

EVENINGS = int(os.environ.get("ONETOONE_EVENINGS", "450"))  # of up to 50 steps; fewer while you work on them

# What usually happens on the way, so often at the least: steps that lead nowhere prove nothing.
MUST_HAVE_MET = {
    "call ended": 20,
    "call expired": 20,
    "call unconnected": 5,
    "ended by creator": 5,
    "ended by fan": 5,
    "ended by platform": 5,
    "ended by clock": 5,
    "call captured": 20,
    "call captured in part": 3,
    "call released": 10,
    "tip captured": 5,
    "tip failed": 2,
    "tip undone": 2,
    "extension captured in part": 2,
    "extension released": 1,
    "said late": 1,
    "hold.capture again": 3,
    "checkout.open again": 3,
    "refund succeeded": 5,
    "refund failed": 1,
    "problem refunded": 1,
    "said disputed": 1,
    "webhook 200": 20,
    "killed with work in hand": 3,
    "minutes": 20,
}


def evenings(world: World, *, runs: int, steps: int, by_chance: bool) -> Counter[str]:
    """Play so many runs; each time the same ones, unless by chance. What happened in them."""
    how = settings(
        max_examples=runs,
        stateful_step_count=steps,
        derandomize=not by_chance,
        database=None,
        deadline=None,
        phases=(Phase.generate, *([Phase.shrink] if by_chance else [])),  # shrinking takes minutes
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    tally: Counter[str] = Counter()
    machine: Any = lambda: Evenings(world, tally)  # noqa: E731
    run_state_machine_as_test(machine, settings=how)
    return tally


def _enough(tally: Counter[str]) -> None:
    if EVENINGS >= 450:
        assert tally["steps"] >= 20_000
        _met(tally, 0.5)  # chance moves with every change of the rules; a hole is a hole, a little less is not


def _met(tally: Counter[str], part: float) -> None:
    short = {what: tally[what] for what, least in MUST_HAVE_MET.items() if tally[what] < int(least * part)}
    assert not short, f"hardly ever met: {short}"


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_twenty_thousand_steps(world: World) -> None:
    tally = evenings(world, runs=EVENINGS, steps=50, by_chance=False)
    _enough(tally)


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("database", ["postgres"], indirect=True)
def test_some_evenings_on_postgres(world: World) -> None:
    _met(evenings(world, runs=40, steps=50, by_chance=False), 0.1)


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_twenty_thousand_steps_as_chance_has_it(world: World) -> None:
    tally = evenings(world, runs=EVENINGS, steps=50, by_chance=True)
    keeping.keep(f"machine-{db.engine().dialect.name}", tally)
    _enough(tally)
