"""Shows what the launcher is doing and for how long: a spinner on a terminal, plain lines anywhere else."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"


def say(line: str = "") -> None:
    """Print a line at once, also into a pipe."""
    print(line, flush=True)


@dataclass
class Step:
    """What a block tells about itself; it also failed when it raises."""

    failed: bool = False


@contextmanager
def step(doing: str) -> Iterator[Step]:
    """Show `doing` with the seconds while the block runs, and whether it worked when it ends."""
    this = Step()
    started = time.monotonic()
    live = sys.stdout.isatty()
    done = threading.Event()

    def spin() -> None:
        turn = 0
        while not done.wait(0.1):
            turn += 1
            seconds = time.monotonic() - started
            sys.stdout.write(f"\r\033[K  {_FRAMES[turn % len(_FRAMES)]} {doing} … {seconds:.0f} s")
            sys.stdout.flush()

    spinner = threading.Thread(target=spin, daemon=True)
    if live:
        spinner.start()
    else:
        say(f"  … {doing}")
    try:
        yield this
    except BaseException:
        this.failed = True
        raise
    finally:
        done.set()
        if live:
            spinner.join()
            sys.stdout.write("\r\033[K")
        say(f"  {'✗' if this.failed else '✓'} {doing} ({time.monotonic() - started:.1f} s)")
