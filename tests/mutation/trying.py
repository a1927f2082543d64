"""Has cosmic-ray try a target's mutants, some at once, each share in a copy of the checkout of its own."""

import json
import os
import shlex
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from tests.mutation.targets import NOT_MEANT, Target

ROOT = Path(__file__).parents[2]
PLACE = ROOT / ".build" / "mutation"
BIN = PLACE / "environment" / "bin"
PYTHON = ROOT / ".venv" / "bin" / "python"
PYTEST = ["-x", "-q", "-p", "no:cacheprovider", "-k", "not postgres"]
_ENVIRONMENT = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
AT_ONCE = 2
# A test that says so may have failed for want of a processor: its mutant is tried again.
_TOO_SLOW = ("still not so after", "Timeout (>", "ReadTimeout", "ConnectTimeout", "database is locked")
_TRIES = 3
Mutant = tuple[str, str, str]  # file, what was there, what is there instead


@dataclass
class Outcome:
    """How the mutants of a target ended."""

    killed: int = 0
    timed_out: list[Mutant] = field(default_factory=list)
    survived: list[Mutant] = field(default_factory=list)
    minutes: float = 0


def make_environment() -> None:
    """Where cosmic-ray is installed; made once for each lock."""
    lock = ROOT / "requirements-mutation.lock"
    stamp = PLACE / "installed"
    if stamp.is_file() and stamp.read_bytes() == lock.read_bytes():
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", str(BIN.parent)], check=True)
    subprocess.run([str(BIN / "python"), "-m", "pip", "install", "-q", "--require-hashes", "-r", str(lock)], check=True)
    stamp.write_bytes(lock.read_bytes())


def try_all(name: str, target: Target) -> Outcome:
    """Try each mutant of the target."""
    began = time.monotonic()
    place = PLACE / name.replace(" ", "-")
    shutil.rmtree(place, ignore_errors=True)
    copies = [place / str(number) for number in range(AT_ONCE)]
    _copy_checkout(copies[0])
    took = _baseline(copies[0], target)
    for copy in copies[1:]:
        shutil.copytree(copies[0], copy, symlinks=True)
    session = place / "session.sqlite"
    with ThreadPoolExecutor(AT_ONCE) as pool:
        plan = _plan(place / "plan.toml", target)
        _cosmic(copies[0], "cosmic-ray", "init", plan, session)
        _cosmic(copies[0], "cr-filter-operators", session, plan)
        shares = [_share(session, number) for number in range(AT_ONCE)]
        list(pool.map(partial(_exec, target, max(300, 10 * took)), copies, shares))
    outcome = Outcome()
    for share in shares:
        _count(_cosmic(copies[0], "cosmic-ray", "dump", share), outcome)
    outcome.minutes = (time.monotonic() - began) / 60
    return outcome


def _copy_checkout(copy: Path) -> None:
    known = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(known, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0"):
        if name and (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)


def _baseline(copy: Path, target: Target) -> float:
    """The tests pass, asked as for each mutant, when nothing was changed; how many seconds that takes.

    They leave behind what Python compiled. cosmic-ray has nothing written, so each mutant would compile it all again.
    """
    with _warm(copy, target, dict(os.environ)) as ask:
        began = time.monotonic()
        _run(copy, ask, None)
        return time.monotonic() - began


def _plan(file: Path, target: Target, command: str = "false", timeout: float = 300) -> Path:
    file.write_text(
        "[cosmic-ray]\n"
        f"module-path = {json.dumps(target.files)}\n"
        f"timeout = {timeout:.1f}\n"
        f"test-command = {json.dumps(command)}\n"
        "excluded-modules = []\n"
        '[cosmic-ray.distributor]\nname = "local"\n'
        f"[cosmic-ray.filters.operators-filter]\nexclude-operators = {json.dumps(NOT_MEANT)}\n"
    )
    return file


def _exec(target: Target, timeout: float, copy: Path, share: Path) -> None:
    """Try the share's mutants, and those again that a busy machine may have killed."""
    with _warm(copy, target, _ENVIRONMENT) as ask:
        plan = _plan(copy.with_suffix(".toml"), target, shlex.join(ask), timeout)
        for again in range(_TRIES):
            if again and not _forget_doubtful(share):
                break
            _cosmic(copy, "cosmic-ray", "exec", plan, share)


@contextmanager
def _warm(copy: Path, target: Target, environment: dict[str, str]) -> Iterator[list[str]]:
    """While a process waits in this copy: the command that has it run the target's tests."""
    with tempfile.TemporaryDirectory() as folder, copy.with_suffix(".log").open("w+") as log:
        address = Path(folder, "socket")  # in a short place: its path has 107 bytes
        command = [str(PYTHON), "-m", "tests.mutation.warm", str(address), *PYTEST, *target.tests]
        running = subprocess.Popen(command, cwd=copy, env=environment, stdout=log, stderr=log)
        try:
            while not address.exists():
                if running.poll() is not None:
                    raise SystemExit(copy.with_suffix(".log").read_text())
                time.sleep(0.2)
            yield [str(PYTHON), "-S", "-E", str(ROOT / "tests" / "mutation" / "ask.py"), str(address)]
        finally:
            running.terminate()
            running.wait()


def _share(session: Path, number: int) -> Path:
    """Every so many mutants of a session, as a session of its own."""
    share = session.with_suffix(f".{number}.sqlite")
    shutil.copy(session, share)
    with closing(sqlite3.connect(share)) as database, database:
        # In the order of the source, so that a share has some of every place.
        order = "SELECT job_id FROM mutation_specs ORDER BY module_path, start_pos_row, start_pos_col, operator_name"
        jobs = [job for (job,) in database.execute(order)]
        left_out = [(job,) for place, job in enumerate(jobs) if place % AT_ONCE != number]
        database.executemany("DELETE FROM work_results WHERE job_id = ?", left_out)
        database.executemany("DELETE FROM mutation_specs WHERE job_id = ?", left_out)
        database.executemany("DELETE FROM work_items WHERE job_id = ?", left_out)
    return share


def _forget_doubtful(share: Path) -> int:
    """What a busy machine may have killed is pending again; how many those are."""
    with closing(sqlite3.connect(share)) as database, database:
        killed = database.execute("SELECT job_id, output FROM work_results WHERE test_outcome = 'KILLED'").fetchall()
        doubtful = [(job,) for job, output in killed if _doubtful(output)]
        database.executemany("DELETE FROM work_results WHERE job_id = ?", doubtful)
        return len(doubtful)


def _doubtful(output: str) -> bool:
    return output == "timeout" or any(sign in output for sign in _TOO_SLOW)


def _cosmic(copy: Path, command: str, *arguments: object) -> str:
    return _run(copy, [str(BIN / command), *map(str, arguments)], _ENVIRONMENT)


def _run(copy: Path, command: list[str], environment: dict[str, str] | None) -> str:
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)}: {done.stdout}{done.stderr}")
    return done.stdout


def _count(dump: str, outcome: Outcome) -> None:
    for line in dump.splitlines():
        item, result = json.loads(line)
        if result is None:
            raise SystemExit(f"not tried: {item}")
        if result["worker_outcome"] == "skipped":
            continue
        if result["test_outcome"] == "survived":
            outcome.survived.append(_mutant(item, result))
        elif result["test_outcome"] == "killed" and not _doubtful(result["output"]):
            outcome.killed += 1
        elif result["test_outcome"] == "killed":  # each time
            outcome.timed_out.append(_mutant(item, result))
        else:
            raise SystemExit(f"not tried: {item} {result}")


def _mutant(item: dict[str, Any], result: dict[str, Any]) -> Mutant:
    lines = result["diff"].splitlines()
    was, now = (
        [line[1:].strip() for line in lines if line.startswith(sign) and not line.startswith(sign * 3)] for sign in "-+"
    )
    return str(item["mutations"][0]["module_path"]), " ".join(was), " ".join(now)
