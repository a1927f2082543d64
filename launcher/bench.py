"""`bin/bench`: brings what it needs along, and measures the media relay; `web`: a first visit; `dev`: an edit."""

import os
import subprocess
from collections.abc import Sequence

from launcher import packages, system_packages
from launcher.paths import BUILD, PYTHON, ROOT, make_writable


def main(arguments: Sequence[str]) -> int:
    """Prepare and measure; returns the exit code."""
    log = make_writable(BUILD) / "bench-setup.log"
    packages.install("requirements-test.lock", log=log)
    env = dict(os.environ)
    if not {"--help", "-h", "--quick"} & set(arguments):
        env["ONETOONE_CHROMIUM"] = system_packages.chromium(log)
    what, *rest = arguments if arguments[:1] in (["web"], ["dev"]) else ["media", *arguments]
    command = [str(PYTHON), "-m", f"bench.{what}", *rest]
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
