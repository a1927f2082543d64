"""`python -m tests.integration.proofs.doomed`: processes that kill themselves, by SIGKILL, at a moment asked for.

Reads lines of JSON, {story, kill_at, alone, node}; for each, a process of its own opens the database and the sandbox
that the environment names, and tells the story; left alone, it only does what an app does by itself. It dies at its
`kill_at`th moment around a commit or a request to Stripe; 0: never. `node` is the file that stands for the media node,
which lives on. Answers {status, passed, label} for each.

The first line is only rehearsed: told to the end here, where the others are forked from. What Stripe's SDK imports when
it is needed, and what SQLAlchemy compiles once, was most of the work of a process.
"""

import asyncio
import json
import os
import pickle
import signal
import sys
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import stripe as sdk
from sqlalchemy import event
from sqlalchemy.orm import Session as AnySession

from onetoone import db
from tests.integration.conftest import HandClock
from tests.integration.proofs.stories import STORIES, Story
from tests.integration.proofs.world import HandNode, World
from tests.sandbox.running import Reached


class KeptNode(HandNode):
    """A media node that outlives the app."""

    def __init__(self, clock: HandClock, file: Path) -> None:
        super().__init__(clock)
        self._file = file
        if file.exists():
            self.log = pickle.loads(file.read_bytes())

    def tells(self, kind: str, room: str, **data: Any) -> None:
        super().tells(kind, room, **data)
        self._file.write_bytes(pickle.dumps(self.log))


class Points:
    """Counts the moments, and at one of them the process is gone."""

    def __init__(self, kill_at: int, tell: int) -> None:
        self.kill_at, self.passed, self._tell = kill_at, 0, tell

    def watch(self, gateway: Any) -> Any:
        # Before: all is written and nothing committed. After: committed, and nobody knows yet.
        event.listen(AnySession, "before_commit", lambda _: self.point("before commit"))
        event.listen(AnySession, "after_commit", lambda _: self.point("after commit"))
        return _Watched(gateway, self)

    def point(self, label: str) -> None:
        self.passed += 1
        if self.passed == self.kill_at:
            os.write(self._tell, json.dumps({"passed": self.passed, "label": label}).encode())
            os.kill(os.getpid(), signal.SIGKILL)


class _Watched:
    """The real gateway, with a moment before and after every request."""

    def __init__(self, gateway: Any, points: Points) -> None:
        self._gateway, self._points = gateway, points

    def __getattr__(self, name: str) -> Callable[..., Awaitable[Any]]:
        work = getattr(self._gateway, name)

        async def watched(*given: Any, **more: Any) -> Any:
            self._points.point(f"before {name}")
            outcome = await work(*given, **more)
            self._points.point(f"after {name}")
            return outcome

        return watched


def live(story: str, kill_at: int, alone: bool, node: str, tell: int) -> None:
    """The life of one process."""
    # Of who forked it, a process has neither threads nor connections.
    db._threads = ThreadPoolExecutor(max_workers=8)
    db.engine().dispose(close=False)
    points = Points(kill_at, tell)
    play(story, kill_at, alone, node, points.watch)
    os.write(tell, json.dumps({"passed": points.passed, "label": ""}).encode())


def rehearse(story: str, node: str) -> None:
    """The whole of it, with nobody counting."""
    play(story, 0, False, node, lambda gateway: gateway)
    db.engine().dispose()


def play(story: str, kill_at: int, alone: bool, node: str, watch: Callable[[Any], Any]) -> None:
    """Tell the story, from wherever it stands."""
    sdk.HTTPClient.INITIAL_DELAY = sdk.HTTPClient.MAX_DELAY = 0
    stripe = Reached(os.environ["STRIPE_API_BASE"])
    with asyncio.Runner() as runner:
        world = World(stripe, runner)
        world.goes_on(datetime.fromtimestamp(stripe.state()["now"], UTC))
        world.node = KeptNode(world.clock, Path(node))
        world.start(watch(world.gateway))
        if not alone:
            world.run(STORIES[story][0](Story(world)))
        if kill_at == 0:
            world.run(world.calms_down())


def main() -> None:
    """Fork for every line."""
    first = json.loads(sys.stdin.readline())
    rehearse(first["story"], first["node"])
    _say({})
    for line in sys.stdin:
        wish = json.loads(line)
        hear, tell = os.pipe()
        if (child := os.fork()) == 0:
            with suppress(BrokenPipeError):
                live(**wish, tell=tell)
            os._exit(0)
        os.close(tell)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said = os.read(hear, 4096).decode() or "{}"
        os.close(hear)
        _say({**json.loads(said), "status": status})


def _say(what: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
