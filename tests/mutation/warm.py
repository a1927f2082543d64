"""`python -m tests.mutation.warm ADDRESS pytest's arguments…`: has imported what no mutant changes, and forks.

Whoever connects to the socket at ADDRESS (`ask.py` does, for each mutant) has the tests run in a fork that imports the
product as it is at that moment. What others wrote is imported once, and one sandbox is there for all.
"""

import importlib
import json
import os
import select
import signal
import socket
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest

from tests.sandbox.running import Running

_OURS = ("onetoone", "tests", "launcher", "media", "stripe_sandbox", "__main__", "conftest")


def serve(address: str, arguments: list[str]) -> None:
    """Warm up, then answer one after the other, for ever."""
    with tempfile.TemporaryDirectory() as folder:
        sandbox = Running(Path(folder, "state.db"))
        os.environ["RUNNING_SANDBOX"] = sandbox.url
        try:
            _warm_up(arguments)
            with socket.socket(socket.AF_UNIX) as door:
                door.bind(address)
                door.listen()
                while True:
                    with door.accept()[0] as asking:
                        _answer(asking, arguments)
        finally:
            sandbox.stop()


def _warm_up(arguments: list[str]) -> None:
    """Run the first file of the tests in a fork, and import here what they imported there."""
    *how, first = arguments[: next(n for n, word in enumerate(arguments) if word.startswith("tests/")) + 1]
    hear, tell = os.pipe()
    if (child := os.fork()) == 0:
        code = pytest.main([*how, first])
        names = [name for name in sys.modules if name.partition(".")[0] not in _OURS]
        with os.fdopen(tell, "w") as written:
            json.dump(names, written)
        os._exit(code)
    os.close(tell)
    with os.fdopen(hear) as read:
        names = json.load(read)
    if code := os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
        raise SystemExit(code)  # the tests must pass when nothing was changed
    for name in names:
        with suppress(Exception):  # some can be imported by others alone
            importlib.import_module(name)


def _answer(asking: socket.socket, arguments: list[str]) -> None:
    _, output, _, _ = socket.recv_fds(asking, 1, 2)
    if (child := os.fork()) == 0:
        os.setsid()
        for number, given in enumerate(output, start=1):
            os.dup2(given, number)
        code = pytest.main(arguments)
        sys.stdout.flush()
        os._exit(code)
    for given in output:
        os.close(given)
    ended = os.pidfd_open(child)
    ready, _, _ = select.select([asking.fileno(), ended], [], [])
    os.close(ended)
    if asking.fileno() in ready:  # it was killed, because the tests took too long
        os.killpg(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    with suppress(OSError):
        asking.send(str(code).encode())


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    serve(sys.argv[1], sys.argv[2:])
