"""`bin/bench`: brings along what it needs, and measures the media relay, or with `web` a first visit."""

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
    what = "web" if arguments[:1] == ["web"] else "media"
    command = [str(PYTHON), "-m", f"bench.{what}", *(arguments[1:] if what == "web" else arguments)]
    return subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
