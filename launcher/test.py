"""`bin/test`: every check of the project in one command, cheapest first; with arguments, pytest alone."""

import os
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from launcher import packages, system_packages
from launcher.paths import BUILD, PYTHON, ROOT, VENV, make_writable
from launcher.progress import say, step

_BIN = VENV / "bin"
CHECKS: dict[str, list[str | Path]] = {
    "lint (ruff check)": [_BIN / "ruff", "check", "--output-format=concise", "."],
    "format (ruff format --check)": [_BIN / "ruff", "format", "--check", "--output-format=concise", "."],
    "import contracts (lint-imports)": [_BIN / "lint-imports", "--no-logo"],
    "types (mypy)": [_BIN / "mypy"],
}
# In this order, so that the cheap ones speak first.
_WITH_BROWSER = re.compile(r"^tests/?$|^tests/(sandbox|gallery|media|e2e)")
FOLDERS = ("unit", "integration", "security", "sandbox", "gallery", "media", "e2e")

_ACCEPT = "--accept-pictures"
_HELP = """usage: bin/test [--long] [pytest's arguments]
       bin/test --accept-pictures [-k …]

Without arguments: lint, format, import contracts, types, then all tests.
With arguments (bin/test tests/unit -k money): only pytest, with them.
--long also runs the proofs that take minutes.
--accept-pictures takes the gallery's pictures as they are now for how they are to be (tests/gallery/references)."""


def main(arguments: Sequence[str]) -> int:
    """Prepare, check, test; returns the exit code, not 0 when anything failed."""
    rest = [argument for argument in arguments if argument not in ("--long", _ACCEPT)]
    if rest in (["--help"], ["-h"]):
        say(_HELP)
        return 0
    log = make_writable(BUILD) / "test-setup.log"
    packages.install("requirements-test.lock", log=log)

    env = {**os.environ, "PATH": f"{_BIN}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    if _ACCEPT in arguments:
        env["ONETOONE_ACCEPT_PICTURES"] = "1"
        rest = ["tests/gallery", *rest]
    if not any(argument.startswith("tests") for argument in rest) or any(_WITH_BROWSER.search(one) for one in rest):
        env["ONETOONE_CHROMIUM"] = system_packages.chromium(log)
    failed = []
    if not rest:
        system_packages.bring_optional(log)
        failed = [name for name, command in CHECKS.items() if not _check(name, [str(part) for part in command], env)]

    if "--long" not in arguments and "-m" not in rest:
        rest = ["-m", "not long", *rest] if rest else ["-m", "not long"]
    if not any(argument.startswith("tests") for argument in rest):
        rest += [f"tests/{folder}" for folder in FOLDERS if (ROOT / "tests" / folder).is_dir()]
    code = subprocess.run([PYTHON, "-m", "pytest", *rest], cwd=ROOT, env=env, check=False).returncode
    if failed:
        print(f"Failed before the tests: {', '.join(failed)}.", file=sys.stderr)
    return code or bool(failed)


def _check(name: str, command: Sequence[str], env: dict[str, str]) -> bool:
    with step(name) as this:
        result = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
        this.failed = result.returncode != 0
    # The output of a check matters when it failed, and then all of it.
    if this.failed:
        say(result.stdout + result.stderr)
    return not this.failed
