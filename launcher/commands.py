"""Runs the tools the launcher needs, with their output in a log and its end on the screen when they fail."""

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
            code = subprocess.run(command, cwd=ROOT, env=env, stdout=output, stderr=output, check=False).returncode
        except FileNotFoundError:
            raise Sorry(f"{failed}: {command[0]} is not installed.") from None
    if code:
        with log.open("rb") as written:
            written.seek(start)
            tail = written.read().decode(errors="replace").splitlines()[-_TAIL:]
        raise Sorry("\n".join([*tail, f"{failed}. The whole story is in {log}."]))
