"""Processes that die come back, ever more slowly; and all of them end in time."""

import sys
import time
from pathlib import Path

from launcher.children import STOP_SECONDS, Child, stop


def child(tmp_path: Path, program: str) -> Child:
    return Child("thing", [sys.executable, "-u", "-c", program], {}, tmp_path / "thing.log")


def started(child: Child, said: str = "up") -> Child:
    child.start()
    deadline = time.monotonic() + 10
    while said not in child.log.read_text():
        assert time.monotonic() < deadline, child.log.read_text()
        time.sleep(0.02)
    return child


def test_one_that_died_is_started_again_after_a_growing_pause(tmp_path: Path) -> None:
    dying = child(tmp_path, "raise SystemExit(3)")
    pauses = []
    for _ in range(3):
        dying.start()
        assert dying.process is not None
        dying.process.wait()
        news = dying.tend()
        assert news is not None
        assert "thing stopped (exit code 3)" in news
        assert str(dying.log) in news
        assert dying.tend() is None, "not before its pause is over"
        pauses.append(dying.again_at - time.monotonic())
    assert pauses == sorted(pauses)
    assert pauses[0] <= 0.5 < pauses[2]
    dying.again_at = 0
    assert dying.tend() == "thing is starting again."
    stop([dying])


def test_one_that_ignores_the_request_to_end_is_killed_in_time(tmp_path: Path) -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up'); time.sleep(60)"
    polite = started(child(tmp_path / "a", "import time; print('up'); time.sleep(60)"))
    stubborn = started(child(tmp_path / "b", deaf))
    began = time.monotonic()
    stop([stubborn, polite])
    assert time.monotonic() - began < STOP_SECONDS + 1
    assert not polite.alive
    assert not stubborn.alive


def test_what_it_started_ends_with_it(tmp_path: Path) -> None:
    family = (
        "import subprocess, sys, time\n"
        "worker = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)'])\n"
        "print('up', worker.pid, flush=True); time.sleep(60)"
    )
    parent = started(child(tmp_path, family))
    worker = Path(f"/proc/{parent.log.read_text().split()[1]}")
    assert worker.exists()
    stop([parent])
    deadline = time.monotonic() + 5
    while worker.exists() and "Z" not in (worker / "stat").read_text().rpartition(")")[2]:
        assert time.monotonic() < deadline
        time.sleep(0.02)
