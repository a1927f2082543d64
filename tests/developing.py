"""`bin/run --dev` in a checkout of its own, which may be edited."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import httpx

from launcher import ports
from launcher.dev import Dev
from launcher.paths import PYTHON, ROOT
from launcher.settings import make_plan

# What an onetoone is made of and started with; builds, data and tests stay behind.
_PARTS = ("onetoone", "assets", "alembic", "bin", "launcher", "media", "stripe_sandbox", "reflex.lock")
_FILES = ("alembic.ini", "pyproject.toml", "requirements.lock", "rxconfig.py", ".env.example")


class Developing:
    """A running `bin/run --dev`; `log` has what its terminal shows."""

    def __init__(self, folder: Path) -> None:
        """Copy the checkout's sources to `folder`."""
        self.root = folder / "checkout"
        for part in _PARTS:
            shutil.copytree(ROOT / part, self.root / part, ignore=shutil.ignore_patterns("__pycache__", "external"))
        for file in _FILES:
            if (ROOT / file).exists():
                shutil.copy2(ROOT / file, self.root / file)
        # The same packages: what .venv and .web take minutes to fetch.
        (self.root / ".venv").symlink_to((ROOT / ".venv").resolve())
        self.port = ports.free()
        self.log = folder / "terminal.log"
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it is served."""
        return f"http://localhost:{self.port}"

    def start(self, seconds: float = 400) -> Self:
        """Return when it is ready."""
        command = [str(self.root / "bin" / "run"), "--dev", "--port", str(self.port)]
        self._run(command, {**_inherited(), "ONETOONE_VAR": str(self._folder / "var")})
        self.hears("onetoone is ready", seconds)
        return self

    def _run(self, command: list[str], env: dict[str, str]) -> None:
        with self.log.open("wb") as terminal:
            self._process = subprocess.Popen(command, cwd=self.root, env=env, stdout=terminal, stderr=terminal)

    def hears(self, words: str, seconds: float = 60, after: int = 0) -> str:
        """Return the terminal's text from `after` on once `words` (a pattern) are in it."""
        deadline = time.monotonic() + seconds
        while not re.search(words, told := self.log.read_text(errors="replace")[after:]):
            assert self._process is not None
            assert self._process.poll() is None, f"bin/run --dev has ended:\n{told}"
            assert time.monotonic() < deadline, f"the terminal doesn't say {words!r}:\n{told}"
            time.sleep(0.1)
        return told

    def said(self) -> int:
        """How much the terminal shows by now: `after` of what is to come."""
        return len(self.log.read_text(errors="replace"))

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace `old`, which is there once, and save."""
        text = (self.root / file).read_text()
        assert text.count(old) == 1, f"{file} has {old!r} {text.count(old)} times"
        (self.root / file).write_text(text.replace(old, new))

    def stop(self) -> None:
        """As Ctrl-C does."""
        if self._process and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(30)
            except subprocess.TimeoutExpired:
                self._process.kill()


class Reflex(Developing):
    """The same checkout under `reflex run` alone, for comparison: no media node, no sandbox.

    `screens`: those of the gallery that will be looked at; nothing draws the others when they are asked for.
    """

    def __init__(self, folder: Path, screens: Sequence[str] = ()) -> None:
        """As the parent's."""
        super().__init__(folder)
        self._screens = screens

    def start(self, seconds: float = 400) -> Self:
        """Return when the app and Vite listen."""
        (self._folder / "var").mkdir()
        plan = make_plan(self._folder / "var", "127.0.0.1", self.port, _inherited())
        dev = Dev(plan, "127.0.0.1", self.root / ".web", self._folder / "var" / "log")
        for screen in self._screens:
            Path(dev.env["ONETOONE_DEV"], "asked", f"[gallery].[screens].[{screen}]._index.jsx").touch()
        sources = os.pathsep.join(str(self.root / name) for name in ("onetoone", "assets"))
        env = {**dev.env, "REFLEX_HOT_RELOAD_OVERRIDE_PATHS": sources}
        # The npm packages, as `reflex init` would bring them, and the tables.
        for first in (["-m", "launcher.in_place"], ["-m", "alembic", "upgrade", "head"]):
            subprocess.run([str(PYTHON), *first], cwd=self.root, env=env, check=True, capture_output=True)
        where = ["--backend-port", str(self.port), "--frontend-port", env["PORT"]]
        self._run([str(PYTHON), "-m", "reflex", "run", *where], env)
        deadline = time.monotonic() + seconds
        while not all(map(_answers, (plan.health, dev.vite))):
            assert time.monotonic() < deadline, f"`reflex run` does not answer:\n{self.log.read_text()[-2000:]}"
            time.sleep(0.5)
        return self


def _answers(address: str) -> bool:
    try:
        return httpx.get(address, timeout=5).status_code < 500
    except httpx.HTTPError:
        return False


def _inherited() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
