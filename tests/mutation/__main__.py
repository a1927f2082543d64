"""`bin/python -m tests.mutation`: every mutant of the gate and of the charge rule, killed or explained.

Works on a copy of the checkout, with cosmic-ray in an environment of its own (requirements-mutation.lock); the tests
run in .venv. Writes docs/proofs/mutation.md, and fails when a mutant survived that `explained.toml` does not name.
"""

import json
import os
import shutil
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.mutation.targets import NOT_MEANT, TARGETS, Target

ROOT = Path(__file__).parents[2]
PLACE = ROOT / ".build" / "mutation"
BIN = PLACE / "environment" / "bin"
PYTEST = f"{ROOT / '.venv' / 'bin' / 'python'} -m pytest -x -q -p no:cacheprovider -k 'not postgres'"
Mutant = tuple[str, str, str]  # file, what was there, what is there instead


def main(wanted: list[str]) -> int:
    """Try the targets whose name contains one of `wanted`, or all; how many survivors nobody explained."""
    _make_environment()
    explained = tomllib.loads((Path(__file__).parent / "explained.toml").read_text())["mutant"]
    told, unexplained = [], 0
    for name, target in TARGETS.items():
        if wanted and not any(word in name for word in wanted):
            continue
        killed, survived = _try(name, target)
        why = {mutant: _why(mutant, explained) for mutant in survived}
        unexplained += sum(not reason for reason in why.values())
        told.append(_told(name, killed, why))
        print(told[-1], flush=True)  # noqa: T201
    if not wanted:
        head = f"# Mutants\n\n`bin/python -m tests.mutation`, {datetime.now(UTC):%Y-%m-%d}.\n\n"
        (ROOT / "docs" / "proofs" / "mutation.md").write_text(head + "\n".join(told))
    return min(unexplained, 1)


def _make_environment() -> None:
    lock = ROOT / "requirements-mutation.lock"
    stamp = PLACE / "installed"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(BIN.parent)], check=True)
    subprocess.run([str(BIN / "python"), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(lock)], check=True)
    stamp.write_bytes(lock.read_bytes())


def _copy_checkout(copy: Path) -> None:
    shutil.rmtree(copy, ignore_errors=True)
    known = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(known, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)


def _try(name: str, target: Target) -> tuple[int, list[Mutant]]:
    place = PLACE / name.replace(" ", "-")
    copy, config, session = place / "copy", place / "config.toml", place / "session.sqlite"
    _copy_checkout(copy)
    session.unlink(missing_ok=True)
    asked = f"{PYTEST} {' '.join(target.tests)}"
    config.write_text(
        "[cosmic-ray]\n"
        f"module-path = {json.dumps(target.files)}\n"
        "timeout = 300.0\n"
        f"test-command = {json.dumps(asked)}\n"
        "excluded-modules = []\n"
        '[cosmic-ray.distributor]\nname = "local"\n'
        f"[cosmic-ray.filters.operators-filter]\nexclude-operators = {json.dumps(NOT_MEANT)}\n"
    )
    _run(copy, "cosmic-ray", "baseline", config)  # the tests pass when nothing was changed
    _run(copy, "cosmic-ray", "init", config, session)
    _run(copy, "cr-filter-operators", session, config)
    _run(copy, "cosmic-ray", "exec", config, session)
    killed, survived = 0, []
    for line in _run(copy, "cosmic-ray", "dump", session).splitlines():
        item, result = json.loads(line)
        if result is None or result["worker_outcome"] == "skipped":
            continue
        if result["test_outcome"] == "survived":
            survived.append(_mutant(item, result))
        else:
            killed += 1
    return killed, survived


def _run(copy: Path, command: str, *arguments: object) -> str:
    how = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([str(BIN / command), *map(str, arguments)], cwd=copy, env=how, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{command} {arguments[0]}: {done.stdout}{done.stderr}")
    return done.stdout


def _mutant(item: dict[str, Any], result: dict[str, Any]) -> Mutant:
    lines = result["diff"].splitlines()
    was, now = (
        [line[1:].strip() for line in lines if line.startswith(sign) and not line.startswith(sign * 3)] for sign in "-+"
    )
    return str(item["mutations"][0]["module_path"]), " ".join(was), " ".join(now)


def _why(mutant: Mutant, explained: list[dict[str, str]]) -> str:
    return next((one["why"] for one in explained if (one["file"], one["was"], one["now"]) == mutant), "")


def _told(name: str, killed: int, survived: dict[Mutant, str]) -> str:
    lines = [f"**{name[0].upper()}{name[1:]}**: {killed} killed, {len(survived)} explained.\n"]
    for (file, was, now), why in survived.items():
        lines.append(f"- `{file}`: `{was}` → `{now}`: {why or 'NOT EXPLAINED'}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
