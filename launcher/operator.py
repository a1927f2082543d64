"""`bin/python -m launcher operator EMAIL`: appoints an operator in the database that bin/run would use."""

import subprocess
from collections.abc import Sequence

from launcher import packages
from launcher.paths import PYTHON, ROOT, make_writable, state_folder
from launcher.settings import make_plan


def main(arguments: Sequence[str]) -> int:
    """Hand over to `onetoone.appoint`; returns its exit code."""
    state = make_writable(state_folder())
    packages.install("requirements.lock", log=state / "log" / "setup.log")
    plan = make_plan(state, "127.0.0.1", 3000)
    command = [str(PYTHON), "-m", "onetoone.appoint", *arguments]
    return subprocess.run(command, cwd=ROOT, env=plan.app, check=False).returncode
