"""bin/run as a person meets it: starts, answers, stops in time, and says in one sentence what is in the way."""

import os
import re
import signal
import socket
import sqlite3
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from launcher import ports
from launcher.paths import ROOT


def start(*arguments: str, var: Path) -> subprocess.Popen[str]:
    """Start bin/run with its data in `var`, and without the developer's own `.env`."""
    return subprocess.Popen(
        [ROOT / "bin" / "run", *arguments],
        env={**os.environ, "ONETOONE_VAR": str(var), "ONETOONE_ENV": os.devnull},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def refusal(*arguments: str, var: Path) -> str:
    """What bin/run says on stderr when it gives up."""
    process = start(*arguments, var=var)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 1
    return said.strip()


@pytest.fixture(scope="module")
def port() -> int:
    return ports.free()


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="module")
def running(port: int, var: Path) -> Iterator[subprocess.Popen[str]]:
    process = start("--port", str(port), var=var)
    yield process
    if process.poll() is None:
        process.kill()
    process.wait()


def lines_until(process: subprocess.Popen[str], end: str) -> str:
    """What it prints up to and with the line that has `end`."""
    assert process.stdout is not None
    said = ""
    for line in process.stdout:
        said += line
        if end in line:
            return said
    pytest.fail(f"bin/run ended early:\n{said}{process.stderr.read() if process.stderr else ''}")


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_it_prints_its_address_and_answers(running: subprocess.Popen[str], port: int, var: Path) -> None:
    said = lines_until(running, "Stop with Ctrl-C")
    assert f"http://localhost:{port}" in said
    assert re.search(r"✓ Preparing the database \(\d+\.\d s\)", said), "each step says how long it took"
    for host in ("localhost", "127.0.0.1"):
        with urllib.request.urlopen(f"http://{host}:{port}/health", timeout=5) as answer:
            assert answer.status == 200
    assert (var / "secrets.json").stat().st_mode & 0o777 == 0o600
    assert (var / "log" / "app.log").exists()


@pytest.mark.slow
def test_a_second_one_says_where_the_first_is(running: subprocess.Popen[str], port: int, var: Path) -> None:
    said = refusal("--port", str(ports.free()), var=var)
    assert f"http://localhost:{port}" in said
    assert "ONETOONE_VAR" in said


@pytest.mark.slow
def test_a_dead_process_comes_back_and_that_is_said(running: subprocess.Popen[str], port: int) -> None:
    app = children_of(running.pid)["granian"]
    os.killpg(app, signal.SIGKILL)
    lines_until(running, "app stopped (killed by SIGKILL)")
    lines_until(running, "app is starting again")
    deadline = time.monotonic() + 30
    while not answers(port):
        assert time.monotonic() < deadline, "the app did not come back"
        time.sleep(0.1)


@pytest.mark.slow
def test_it_stops_within_five_seconds(running: subprocess.Popen[str], port: int) -> None:
    family = children_of(running.pid).values()
    began = time.monotonic()
    running.send_signal(signal.SIGTERM)
    said, _ = running.communicate(timeout=10)
    assert time.monotonic() - began < 5
    assert running.returncode == 0
    assert said.endswith("Stopped.\n")
    assert not any(Path(f"/proc/{pid}").exists() for pid in family)
    ports.require_free("127.0.0.1", port)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_it_starts_again_with_the_same_stripe_and_not_with_another(var: Path) -> None:
    """What was paid at one Stripe account is unknown to every other: nothing is asked of it, nothing is changed."""
    process = start("--port", str(ports.free()), var=var)
    lines_until(process, "Stop with Ctrl-C")
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=10)
    [(account, live)] = belonging(var)
    assert (account[:5], live) == ("acct_", 0)
    for book in var.glob("sandbox.db*"):
        book.unlink()  # as good as another account
    said = refusal("--port", str(ports.free()), var=var)
    assert said.startswith(
        f"This database belongs to the Stripe account {account} (test mode), and the key that is set"
    )
    assert said.endswith("Set a key of the first, or give this one a database of its own.")
    assert "\n" not in said
    assert belonging(var) == [(account, live)]


def belonging(var: Path) -> list[tuple[str, int]]:
    """The account at Stripe to which a database belongs."""
    with closing(sqlite3.connect(var / "onetoone.db")) as database:
        return database.execute("SELECT stripe_account, live FROM installation").fetchall()


def test_a_taken_port_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        said = refusal("--port", str(number), var=tmp_path)
    assert said.startswith(f"Port {number} on 127.0.0.1 is taken: choose another")
    assert "\n" not in said


def test_an_unwritable_folder_is_one_sentence(tmp_path: Path) -> None:
    # A file where the folder should be: also root cannot write there.
    (tmp_path / "file").touch()
    said = refusal("--port", str(ports.free()), var=tmp_path / "file" / "var")
    assert said.startswith(f"Cannot write to {tmp_path / 'file' / 'var'}")
    assert "\n" not in said


def test_an_unknown_address_is_one_sentence(tmp_path: Path) -> None:
    said = refusal("--host", "203.0.113.7", "--port", str(ports.free()), var=tmp_path)
    assert said.startswith("This machine has no address 203.0.113.7")
    assert "\n" not in said


def test_an_old_python_is_one_sentence(tmp_path: Path) -> None:
    # A PATH with nothing but what the script itself needs.
    for name in ("bash", "env", "dirname"):
        (tmp_path / name).symlink_to(f"/usr/bin/{name}")
    result = subprocess.run(
        ["/bin/bash", ROOT / "bin" / "run"], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert result.stderr == "onetoone needs Python 3.11 or newer, and there is none on this machine's PATH.\n"


def test_help_names_the_options() -> None:
    said = subprocess.run([ROOT / "bin" / "run", "--help"], capture_output=True, text=True, check=True).stdout
    for option in ("--port", "--host", "--dev", ".env.example"):
        assert option in said


def answers(port: int) -> bool:
    """Whether the app's health is good."""
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/health", timeout=2):
            return True
    except OSError:
        return False


def children_of(pid: int) -> dict[str, int]:
    """The direct children of a process, by the module that they run (Linux)."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            command = (entry / "cmdline").read_text().split("\0")
        except (OSError, IndexError):
            continue
        if parent == pid and "-m" in command:
            found[command[command.index("-m") + 1]] = int(entry.name)
    return found
