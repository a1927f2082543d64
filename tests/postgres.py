"""A Postgres cluster of the tests' own: in a temporary folder, reached through a socket there, gone at the end."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from launcher import system_packages

_SERVER = system_packages.found(system_packages.POSTGRES)
# Nothing of it has to outlive the tests.
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


class Postgres:
    """A running cluster."""

    @staticmethod
    def is_here() -> bool:
        """Whether this machine has Postgres's programs."""
        return _SERVER is not None

    def __init__(self) -> None:
        assert _SERVER
        self._number = count(1)
        self._folder = Path(tempfile.mkdtemp(prefix="onetoone-postgres-"))  # short: a socket's path has 107 bytes
        how: dict[str, Any] = {"cwd": self._folder, "start_new_session": True}
        if os.geteuid() == 0:  # as which it refuses to run
            shutil.chown(self._folder, "postgres", "postgres")
            how |= {"user": "postgres", "group": "postgres", "extra_groups": []}
        data = str(self._folder / "data")
        make = [str(Path(_SERVER).with_name("initdb")), "-D", data, "-U", "tests", "--auth=trust", "--encoding=UTF8"]
        subprocess.run([*make, "--no-locale", "--no-sync"], check=True, capture_output=True, **how)
        run = [_SERVER, "-D", data, "-k", str(self._folder), "-c", "listen_addresses="]
        run += [part for setting in _QUICK for part in ("-c", setting)]
        self._log = self._folder / "log"
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(run, stdout=log, stderr=log, **how)
        self._wait_until_it_answers()

    def new_database(self) -> str:
        """The address of a database without any table."""
        name = f"tests_{next(self._number)}"
        with psycopg.connect(self._address("postgres"), autocommit=True) as connection:
            connection.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))
        return self._address(name)

    def stop(self) -> None:
        """End it and remove all of it."""
        self._process.send_signal(signal.SIGQUIT)  # "immediate"
        self._process.wait(10)
        shutil.rmtree(self._folder)

    def _address(self, name: str) -> str:
        return f"postgresql://tests@/{name}?host={self._folder}"

    def _wait_until_it_answers(self, seconds: float = 20) -> None:
        end = time.monotonic() + seconds
        while True:
            try:
                psycopg.connect(self._address("postgres")).close()
            except psycopg.OperationalError:
                assert self._process.poll() is None, self._log.read_text()
                assert time.monotonic() < end, self._log.read_text()
                time.sleep(0.02)
            else:
                return
