"""Runs the tools the launcher needs, with their output in a log and its end on the screen when they fail."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from launcher.failure import Sorry
from launcher.paths import ROOT

_TAIL = 15


def run(command: Sequence[str], *, log: Path, failed: str, env: Mapping[str, str] | None = None) -> None:
    """Run `command` in the checkout; raise Sorry with `failed`, the log's last lines and its place otherwise."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        start = output.tell()
        try:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        except FileNotFoundError:
            raise Sorry(f"{failed}: {command[0]} is not installed.") from None
        try:
            code = process.wait()
        except BaseException:
            # Ctrl-C during a build: npm and Vite, which it started, must end as well.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
    if code:
        with log.open("rb") as written:
            written.seek(start)
            tail = written.read().decode(errors="replace").splitlines()[-_TAIL:]
        raise Sorry("\n".join([*tail, f"{failed}. The whole story is in {log}."]))
