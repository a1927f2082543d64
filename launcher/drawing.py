"""Runs inside the environment (`python -m launcher.drawing`): shows each edit of the sources in the open pages.

This process holds what onetoone is built on, and of onetoone only what no page is drawn with. For each edit it forks;
the fork imports the rest afresh, so that no page ever mixes old code and new, draws what is open in the browser, then
everything else (launcher/in_place.py). A newer edit ends a fork that is still at it.
"""

import contextlib
import gc
import importlib
import json
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from watchfiles import Change, watch

from launcher.edits import Edits, is_settled
from launcher.in_place import copy_asset, draw
from launcher.paths import ROOT

WATCHED = tuple(ROOT / name for name in ("onetoone", "assets"))
# Pages that are drawn when a browser asks for them the first time (onetoone/gallery/pages.py).
LATER = "[gallery].[screens]."


class Fork:
    """A process of its own for `work`, and what it tells."""

    def __init__(self, work: Callable[[Callable[..., None]], None]) -> None:
        """Start."""
        self.began = time.monotonic()
        reader, writer = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            os.close(reader)
            os._exit(_inside(work, writer))
        os.close(writer)
        self._reader = reader
        self._rest = b""
        os.set_blocking(reader, False)

    def news(self) -> Iterator[list[str]]:
        """What it told since the last time."""
        with contextlib.suppress(BlockingIOError):
            while chunk := os.read(self._reader, 65536):
                self._rest += chunk
        *lines, self._rest = self._rest.split(b"\n")
        yield from map(json.loads, lines)

    def all_news(self) -> list[list[str]]:
        """What it told, once it is over."""
        os.set_blocking(self._reader, True)
        told = list(self.news())
        os.waitpid(self.pid, 0)
        self.close()
        return told

    def ended(self) -> bool:
        """Whether it is over, well or not. Ask for its news after this."""
        return os.waitpid(self.pid, os.WNOHANG)[0] != 0

    def end(self) -> None:
        """Stop it, or wait where it must not be stopped (npm at work)."""
        os.kill(self.pid, signal.SIGTERM)
        os.waitpid(self.pid, 0)
        self.close()

    def close(self) -> None:
        """Hear no more of it."""
        os.close(self._reader)


def _inside(work: Callable[[Callable[..., None]], None], writer: int) -> int:
    gc.disable()  # it is soon over, and a third faster so
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # Reflex's progress is for the log, not for the terminal
    with os.fdopen(writer, "w", buffering=1) as pipe:

        def tell(*words: str) -> None:
            pipe.write(json.dumps(words) + "\n")

        try:
            work(tell)
        except Exception as error:
            traceback.print_exc()
            tell("failed", what(error))
            return 1
    return 0


def what(error: Exception) -> str:
    """An error in one line, with the line of ours that it came from."""
    if isinstance(error, SyntaxError) and error.filename:
        file, line, said = error.filename, error.lineno, error.msg
    else:
        frames = traceback.extract_tb(error.__traceback__)
        ours = [frame for frame in frames if Path(frame.filename).is_relative_to(ROOT / "onetoone")] or list(frames)
        file, line, said = ours[-1].filename, ours[-1].lineno, (str(error).splitlines() or [""])[0]
    place = Path(file).relative_to(ROOT) if Path(file).is_relative_to(ROOT) else file
    return f"{place}:{line}: {type(error).__name__}: {said}"


def keep(modules: Iterable[str]) -> None:
    """Import what every fork would."""
    for name in modules:
        with contextlib.suppress(Exception):  # some names in sys.modules can't be imported by themselves
            importlib.import_module(name)


def ours(module: str) -> bool:
    """Whether it may change while this runs."""
    return module.partition(".")[0] in ("onetoone", "rxconfig")


def warm_up() -> None:
    """Learn from a fork what the app is built on, and import that."""
    keep(name for kind, name in Fork(_tell_modules).all_news() if kind == "module")
    gc.freeze()


def _tell_modules(tell: Callable[..., None]) -> None:
    importlib.import_module("onetoone.onetoone")
    for name in sys.modules:
        if is_settled(name) or not ours(name):
            tell("module", name)


class Drawing:
    """Follows the edits, one fork at a time."""

    def __init__(self, known: dict[str, bytes]) -> None:
        """Take what the files were when all pages were last drawn."""
        self._known = known
        self._fork: Fork | None = None
        self._pending = Edits()
        self._latest = Edits()

    def follow(self) -> None:
        """Until this process is told to stop."""
        asked = Path(os.environ["ONETOONE_DEV"], "asked")
        for changes in watch(*WATCHED, asked, step=20, rust_timeout=100, yield_on_timeout=True, raise_interrupt=False):
            paths = {Path(path) for _kind, path in changes}
            if edits := self._changed(set(filter(counts, paths))):
                self._edited(edits)
            if any(kind is Change.added and Path(path).name.startswith(LATER) for kind, path in changes):
                self.draw(Edits())
            if self._fork:
                self._hear(self._fork)

    def _changed(self, paths: set[Path]) -> Edits | None:
        changed = set()
        for path in paths:
            now = digest(path)
            if self._known.get(str(path), b"") != now:
                self._known[str(path)] = now
                changed.add(path)
        return Edits.of(changed) if changed else None

    def _edited(self, edits: Edits) -> None:
        for asset in edits.assets:
            copy_asset(asset)
        if edits.settled:
            say(f"{_named(edits)}: all pages are drawn again.")
            os.execv(sys.executable, [sys.executable, "-m", "launcher.drawing", *edits.files])
        if edits.theme or edits.python:
            self.draw(edits)
        elif edits.files != {"assets/theme.css"}:  # which the drawing itself writes
            say(f"{_named(edits)}: shown.")

    def draw(self, edits: Edits) -> None:
        """Start a fork for these and all that was not drawn yet."""
        if self._fork:
            self._fork.end()
        self._latest = edits if edits.files else self._pending
        self._pending |= edits
        pending = self._pending
        self._fork = Fork(lambda tell: draw(pending, tell))

    def _hear(self, fork: Fork) -> None:
        over = fork.ended()
        for kind, *words in fork.news():
            after = f"after {time.monotonic() - fork.began:.1f} s"
            if kind == "theme":
                say(f"{_named(self._latest)}: the style sheet is written {after}.")
            elif kind == "open" and self._latest.files:
                say(f"{_named(self._latest)}: the open page is drawn {after}.")
            elif kind == "all":
                self._all_drawn(after)
            elif kind == "failed":
                say(f"{words[0]}. The pages stay as they are.")
        if over:
            fork.close()
            self._fork = None

    def _all_drawn(self, after: str) -> None:
        back_end, self._pending = self._pending.back_end, Edits()
        say(f"{_named(self._latest)}: all pages are drawn {after}{'; the app starts again' if back_end else ''}.")
        if back_end:
            # Granian's reloader watches this folder and nothing else (launcher/dev.py).
            Path(os.environ["ONETOONE_DEV"], "reload", "again.py").write_text(f"# {time.time()}\n")


def counts(path: Path) -> bool:
    """Whether a path is a source: neither Python's nor Reflex's own."""
    inside = any(path.is_relative_to(folder) for folder in WATCHED)
    return inside and "__pycache__" not in path.parts and not path.is_relative_to(ROOT / "assets" / "external")


def digest(path: Path) -> bytes:
    """What a file holds; nothing when there is none."""
    try:
        return sha256(path.read_bytes()).digest()
    except OSError:
        return b""


def _named(edits: Edits) -> str:
    first, *others = sorted(edits.files)
    return first + (f" and {len(others)} more" if others else "")


def say(line: str) -> None:
    """In the terminal in which `bin/run --dev` runs."""
    print(line, flush=True)


def main(changed: list[str]) -> None:
    """Follow the edits, those in `changed` first: they are why this process starts anew."""
    known = {str(path): digest(path) for root in WATCHED for path in root.rglob("*") if path.is_file() and counts(path)}
    warm_up()
    drawing = Drawing(known)
    if changed:
        drawing.draw(Edits(frozenset(changed)))
    drawing.follow()


if __name__ == "__main__":
    main(sys.argv[1:])
