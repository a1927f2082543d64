"""kill -9 before and after every commit and every request to Stripe: another process makes it come right."""

import json
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from onetoone import db
from onetoone.domain.calls import OVER
from onetoone.models.payment import For
from tests.integration.proofs import books, keeping
from tests.integration.proofs.stories import STORIES
from tests.integration.proofs.world import World

ROOT = Path(__file__).parents[3]
LEAST_POINTS = 30


class Doomed:
    """Has processes live and die (`doomed.py`) on the test's database and sandbox."""

    def __init__(self, world: World, node: Path) -> None:
        self.world, self._node = world, node
        command = [sys.executable, "-m", "tests.integration.proofs.doomed"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=dict(os.environ), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def begin(self) -> None:
        self._node.unlink(missing_ok=True)
        self.world.anew()

    def lives(self, story: str, *, kill_at: int = 0, alone: bool = False) -> dict[str, Any]:
        """One process; how it ended."""
        return self._asked({"story": story, "kill_at": kill_at, "alone": alone, "node": str(self._node)})

    def rehearses(self, story: str) -> None:
        """Nobody dies, so that those who do begin sooner."""
        self.begin()
        self._asked({"story": story, "node": str(self._node)})

    def _asked(self, wish: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(wish) + "\n")
        self._process.stdin.flush()
        said: dict[str, Any] = json.loads(self._process.stdout.readline())
        return said

    def stop(self) -> None:
        self._process.communicate(timeout=60)


@pytest.fixture
def doomed(world: World, tmp_path: Path) -> Iterator[Doomed]:
    running = Doomed(world, tmp_path / "node")
    yield running
    running.stop()


def killed_everywhere(doomed: Doomed, story: str, *, alone: bool, every: int = 1) -> list[str]:
    """Kill one process after the other, each a moment later than the last, until one lives to the end."""
    killed: list[str] = []
    doomed.rehearses(story)
    for kill_at in count(1, every):
        doomed.begin()
        end = doomed.lives(story, kill_at=kill_at)
        if end["status"] == 0:
            return killed
        assert end["status"] == -signal.SIGKILL, end
        killed.append(end["label"])
        books.check()
        assert doomed.lives(story, alone=alone)["status"] == 0, f"nobody could go on after {killed[-1]} ({kill_at})"
        books.check_at_rest(doomed.world.stripe.state(), doomed.world.balances(), troubled=False)
        assert all(call.status in OVER for call in doomed.world.calls()), end
        if not alone:
            charged: Counter[For] = Counter()
            for payment in doomed.world.payments():
                charged[payment.purpose] += payment.captured
            assert charged == STORIES[story][1], end
    raise AssertionError


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@pytest.mark.parametrize("story", STORIES)
def test_killed_here_and_there(doomed: Doomed, story: str) -> None:
    assert len(killed_everywhere(doomed, story, alone=False, every=11)) >= 3


@pytest.mark.long
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("alone", [False, True], ids=["and the two go on", "and left alone"])
@pytest.mark.parametrize("story", STORIES)
def test_killed_at_every_moment(doomed: Doomed, story: str, alone: bool) -> None:
    killed = killed_everywhere(doomed, story, alone=alone)
    how = "left alone" if alone else "the two go on"
    keeping.keep(f"kills-{db.engine().dialect.name}", Counter(killed), of=f"{story}, {how}")
    assert len(killed) >= LEAST_POINTS
    assert {"before commit", "after commit", "before open_checkout", "after open_checkout"} <= set(killed)
