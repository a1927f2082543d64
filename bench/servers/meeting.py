"""The two small interfaces at which ends (fake seats, browsers) and servers meet."""

import asyncio
import contextlib
import signal
from collections.abc import Sequence
from typing import ClassVar, Protocol


class End(Protocol):
    """One side of a call: it writes and reads descriptions, as an RTCPeerConnection does."""

    async def offer(self) -> str: ...
    async def answer(self, offer: str) -> str: ...
    async def accept(self, answer: str) -> None: ...


class Server:
    """A server under test: a process of its own, made anew for each measurement."""

    name: ClassVar[str]
    decodes: ClassVar[bool] = False
    """Whether packets are made anew, so that what comes out can't be matched with what went in."""

    at_most: ClassVar[int | None] = None
    """The most calls that it is asked for."""

    @classmethod
    def version(cls) -> str:
        """Raises Missing when it is not installed."""
        return ""

    def __init__(self) -> None:
        self.processes: list[asyncio.subprocess.Process] = []

    @property
    def pids(self) -> list[int]:
        return [process.pid for process in self.processes]

    async def start(self) -> None:
        """Ready for calls when this returns."""

    async def call(self, number: int, creator: End, fan: End) -> None:
        """Describe both ends to each other; media may flow when this returns and both have shaken hands."""
        raise NotImplementedError

    async def stop(self) -> None:
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(process.wait(), 5)
            except TimeoutError:
                process.kill()
                await process.wait()
        self.processes.clear()

    async def spawn(
        self,
        *command: str,
        env: dict[str, str] | None = None,
        stdout: int = asyncio.subprocess.DEVNULL,
        stderr: int = asyncio.subprocess.DEVNULL,
    ) -> asyncio.subprocess.Process:
        process = await asyncio.create_subprocess_exec(*command, env=env, stdout=stdout, stderr=stderr)
        self.processes.append(process)
        return process


class Missing(Exception):
    """A server that is not installed on this machine; the text says how to get it."""


def first_candidate(sdp: str) -> tuple[str, int]:
    """The address of the first usable UDP/IPv4 candidate in a description."""
    for line in sdp.splitlines():
        if line.startswith("a=candidate:"):
            parts: Sequence[str] = line.split()
            if (
                parts[1] == "1"
                and parts[2].lower() == "udp"
                and ":" not in parts[4]
                and not parts[4].endswith(".local")
            ):
                return parts[4], int(parts[5])
    raise ValueError("the description holds no UDP candidate")
