"""`bin/python -m tests.mutation`: every mutant of the gate and of the charge rule, killed or explained.

Works on copies of the checkout, with cosmic-ray in an environment of its own (requirements-mutation.lock); the tests
run in .venv. Writes what it found into docs/proofs/mutation.md, a part for each target, and fails when a mutant
survived that `explained.toml` does not name.
"""

import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from tests.mutation.page import Part, told, write
from tests.mutation.targets import TARGETS
from tests.mutation.trying import ROOT, Mutant, make_environment, try_all

PAGE = ROOT / "docs" / "proofs" / "mutation.md"


def main(wanted: list[str]) -> int:
    """Try the targets whose name contains one of `wanted`, or all; whether a survivor has no explanation."""
    make_environment()
    explained = tomllib.loads((Path(__file__).parent / "explained.toml").read_text())["mutant"]
    unexplained = False
    for name, target in TARGETS.items():
        if wanted and not any(word in name for word in wanted):
            continue
        outcome = try_all(name, target)
        why = {mutant: _why(mutant, explained) for mutant in outcome.survived}
        unexplained |= not all(why.values())
        when = f"{datetime.now(UTC):%Y-%m-%d}, as of {_last_change(target.files)}"
        part = Part(name, target.files, when, outcome.minutes, outcome.killed, outcome.timed_out, why)
        print(told(part), flush=True)  # noqa: T201
        write(PAGE, list(TARGETS), part)
    return int(unexplained)


def _why(mutant: Mutant, explained: list[dict[str, str]]) -> str:
    return next((one["why"] for one in explained if (one["file"], one["was"], one["now"]) == mutant), "")


def _last_change(files: tuple[str, ...]) -> str:
    known = ["git", "log", "-1", "--format=%h", "--", *files]
    return subprocess.run(known, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
