"""A whole running onetoone for tests: real app, media node and sandbox, on free ports and in a folder of their own."""

import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path

from launcher import children, frontend, packages, ports, stack
from launcher.children import Child
from launcher.paths import BUILD
from launcher.settings import make_plan, private_address

# What the product takes minutes for, in seconds that a test can wait. Names are those of onetoone.config.Settings.
SHORT_TIMES = {
    "RING_SECONDS": "15",
    "INVITATION_SECONDS": "45",
    "PAY_SECONDS": "60",
    "MORE_TIME_SECONDS": "5",
    "CONNECT_SECONDS": "30",
    "REJOIN_SECONDS": "15",
    "LEAST_TWO_WAY_SECONDS": "2",
    "SWEEP_SECONDS": "0.25",
    "HEAL_SECONDS": "2",
    "REQUESTS_PER_HOUR": "1000",
    "SIGN_IN_ATTEMPTS": "1000",
}
# Nothing of the developer's own environment (a Stripe key!) may reach a test.
_INHERITED = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "SSL_CERT_FILE")
HOST = "127.0.0.1"


class Stack:
    """The three processes. They are not restarted by themselves, so that a test can look at what is missing."""

    def __init__(self, folder: Path, settings: Mapping[str, str] | None = None) -> None:
        """Prepare to run in `folder`; `settings` are environment variables on top of SHORT_TIMES."""
        inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        self.folder = folder
        self.logs = folder / "log"
        operator = {**inherited, **SHORT_TIMES, "ENVIRONMENT": "development", **(settings or {})}
        packages.install("requirements.lock", log=BUILD / "test-setup.log")
        self.plan = make_plan(folder, HOST, ports.free(), operator)
        self._web = frontend.built(BUILD / "build.log")
        self._family = stack.children(self.plan, HOST, self._web, self.logs)

    @property
    def creator_url(self) -> str:
        """The address at which the creator's browser works; its cookies are not the fan's."""
        return f"http://localhost:{self.plan.port}"

    @property
    def fan_url(self) -> str:
        """The address at which the fan's browser works."""
        return f"http://127.0.0.1:{self.plan.port}"

    @property
    def sandbox_url(self) -> str:
        """The Stripe sandbox's address."""
        assert self.plan.sandbox is not None
        return self.plan.sandbox["SANDBOX_PUBLIC_URL"]

    @property
    def media_url(self) -> str:
        """The media node's private address; its secret is in `plan.media`."""
        return f"http://{self.plan.media['MEDIA_HTTP_HOST']}:{self.plan.media['MEDIA_HTTP_PORT']}"

    def holder_of(self, node: str | None) -> str:
        """The name of the media node with this private address."""
        return next(name for name, one in self.plan.nodes_by_name.items() if private_address(one) == node)

    @property
    def database_url(self) -> str:
        """The database of this run, for tests that look at what really happened."""
        return self.plan.app["DATABASE_URL"]

    def start(self) -> "Stack":
        """Migrate, seed the demo people, start everything and return when all of it answers."""
        stack.migrate(self.plan, self._web, self.logs)
        stack.seed(self.plan, self._web, self.logs)
        for child in self._family:
            child.start()
        stack.wait_until_ready(self._family, self.plan)
        return self

    def kill(self, name: str = "app") -> None:
        """End a process (`app`, `media node`, `media node 2` or `Stripe sandbox`) and its workers as `kill -9` does."""
        child = self._child(name)
        child.signal(signal.SIGKILL)
        assert child.process is not None
        child.process.wait()

    def start_again(self, name: str = "app") -> None:
        """Start a killed process in the same place and return when it answers."""
        self._child(name).start()
        stack.wait_until_ready(self._family, self.plan)

    def stop(self) -> float:
        """End everything in order; returns the seconds it took."""
        began = time.monotonic()
        children.stop(self._family)
        return time.monotonic() - began

    def last_lines(self, lines: int = 40) -> dict[str, str]:
        """The end of each process's log, by its name."""
        return {
            child.name: "\n".join(child.log.read_text(errors="replace").splitlines()[-lines:])
            for child in self._family
            if child.log.exists()
        }

    def _child(self, name: str) -> Child:
        return next(child for child in self._family if child.name == name)
