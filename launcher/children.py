"""Keeps the processes of onetoone alive, each with its own log, and ends them all in time."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from launcher.paths import ROOT

STOP_SECONDS = 4.0
_BACKOFF = (0.5, 1, 2, 5, 10, 30)
_STEADY_SECONDS = 60  # up for this long: the next death starts at the shortest pause again
_LOG_BYTES = 5_000_000
_PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process: how to start it, and how often it died lately."""

    name: str
    command: Sequence[str]
    env: dict[str, str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    started: float = 0.0
    again_at: float = field(default=0.0)
    ends_on: signal.Signals = signal.SIGTERM
    log_begins: int = 0  # where in the log its last start begins
    aloud: bool = False  # what it prints goes to the terminal; only its errors to the log

    @property
    def alive(self) -> bool:
        """Whether it runs now."""
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Start it in a process group of its own, appending to its log."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.exists() and self.log.stat().st_size > _LOG_BYTES:
            self.log.replace(self.log.with_suffix(".1.log"))
        with self.log.open("ab") as output:
            self.log_begins = output.tell()
            self.process = subprocess.Popen(
                self.command,
                cwd=ROOT,
                env=self.env,
                stdin=subprocess.DEVNULL,
                stdout=None if self.aloud else output,
                stderr=output,
                # Ctrl-C in the terminal reaches the launcher alone, which then ends the others in order.
                start_new_session=True,
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,
            )
        self.started = time.monotonic()
        self.again_at = 0.0

    def tend(self) -> str | None:
        """Start it again when it died and its pause is over; returns what to tell, or None."""
        if self.alive:
            return None
        now = time.monotonic()
        if self.process is not None:
            code, self.process = self.process.returncode, None
            self.deaths = 1 if now - self.started > _STEADY_SECONDS else self.deaths + 1
            pause = _BACKOFF[min(self.deaths, len(_BACKOFF)) - 1]
            self.again_at = now + pause
            return f"{self.name} stopped ({_reason(code)}); starting it again in {pause:g} s. Its log: {self.log}"
        if now >= self.again_at:
            self.start()
            return f"{self.name} is starting again."
        return None

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the process and all it started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


def stop(children: Sequence[Child]) -> None:
    """End all of them within STOP_SECONDS: asked first, then killed."""
    for child in children:
        child.signal(child.ends_on)
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        if child.process is not None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.0, deadline - time.monotonic()))
        # Also after a clean end: a worker must not outlive its supervisor.
        child.signal(signal.SIGKILL)
        if child.process is not None:
            child.process.wait()
        child.process = None


def _reason(code: int) -> str:
    return f"exit code {code}" if code >= 0 else f"killed by {signal.Signals(-code).name}"


_libc = ctypes.CDLL(None) if sys.platform == "linux" else None


def _die_with_parent() -> None:
    # Nothing is left behind when the launcher itself is killed (prctl(2), Linux only).
    if _libc is not None:
        _libc.prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
