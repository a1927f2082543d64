"""Janus from the system's packages, with its plugin for calls between two (videocall)."""

import asyncio
import itertools
import secrets
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any, ClassVar

import aiohttp

from bench.servers.meeting import End, Missing, Server

_MAIN = """general: {{
  configs_folder = "{folder}"
  plugins_folder = "{libraries}/plugins"
  transports_folder = "{libraries}/transports"
  events_folder = "{libraries}/events"
  loggers_folder = "{libraries}/loggers"
  debug_level = 2
  admin_secret = "{secret}"
}}
nat: {{ nice_debug = false, ice_lite = true }}
media: {{ ipv6 = false }}
plugins: {{ disable = "{plugins}" }}
transports: {{ disable = "{transports}" }}
events: {{ broadcast = false }}
"""
_WEBSOCKETS = 'general: {{ json = "compact", ws = true, ws_port = {port}, ws_ip = "127.0.0.1", wss = false }}\n'


class Janus(Server):
    """Janus as ICE-lite, as a server with a public address is set up; the rest as Debian ships it."""

    name: ClassVar[str] = "janus"

    @classmethod
    def version(cls) -> str:
        """Raises Missing when it is not installed."""
        if not shutil.which("janus"):
            raise Missing("Janus is not installed: apt-get install --no-install-recommends janus")
        said = subprocess.run(["dpkg-query", "-Wf${Version}", "janus"], capture_output=True, text=True, check=False)
        return said.stdout or "of unknown version"

    async def start(self) -> None:
        self.version()
        libraries = _libraries()
        self._folder = tempfile.TemporaryDirectory(prefix="bench-janus-")
        port = _free_port()
        folder = Path(self._folder.name)
        (folder / "janus.jcfg").write_text(
            _MAIN.format(
                folder=folder,
                libraries=libraries,
                secret=secrets.token_hex(8),
                plugins=_others(libraries / "plugins", "videocall"),
                transports=_others(libraries / "transports", "websockets"),
            )
        )
        (folder / "janus.transport.websockets.jcfg").write_text(_WEBSOCKETS.format(port=port))
        await self.spawn("janus", "-F", str(folder), "-C", str(folder / "janus.jcfg"))
        self._http = aiohttp.ClientSession()
        self._wire = await self._connect(f"ws://127.0.0.1:{port}")
        self._answers: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._events: dict[int, asyncio.Queue[dict[str, Any]]] = {}
        self._numbers = itertools.count()
        self._reader = asyncio.create_task(self._read())
        self._session = (await self._ask({"janus": "create"}))["data"]["id"]

    async def _connect(self, url: str) -> aiohttp.ClientWebSocketResponse:
        for _ in range(200):
            try:
                return await self._http.ws_connect(url, protocols=("janus-protocol",))
            except aiohttp.ClientError:
                await asyncio.sleep(0.05)
        raise RuntimeError("Janus did not come up within 10 s")

    async def call(self, number: int, creator: End, fan: End) -> None:
        one, two = await self._attach(f"creator-{number}"), await self._attach(f"fan-{number}")
        offer = {"type": "offer", "sdp": await creator.offer()}
        await self._message(one, {"request": "call", "username": f"fan-{number}"}, offer)
        incoming = await self._event(two, "incomingcall")
        answer = {"type": "answer", "sdp": await fan.answer(incoming["jsep"]["sdp"])}
        await self._message(two, {"request": "accept"}, answer)
        await creator.accept((await self._event(one, "accepted"))["jsep"]["sdp"])

    async def _attach(self, username: str) -> int:
        attached = await self._ask({"janus": "attach", "session_id": self._session, "plugin": "janus.plugin.videocall"})
        handle: int = attached["data"]["id"]
        self._events[handle] = asyncio.Queue()
        await self._message(handle, {"request": "register", "username": username})
        await self._event(handle, "registered")
        return handle

    async def _message(self, handle: int, body: dict[str, Any], jsep: dict[str, Any] | None = None) -> None:
        message = {"janus": "message", "session_id": self._session, "handle_id": handle, "body": body}
        await self._ask({**message, "jsep": jsep} if jsep else message)

    async def _event(self, handle: int, name: str) -> dict[str, Any]:
        while True:
            event = await asyncio.wait_for(self._events[handle].get(), 20)
            data = event.get("plugindata", {}).get("data", {})
            if "error" in data:
                raise RuntimeError(f"Janus refused: {data['error']}")
            if data.get("result", {}).get("event") == name:
                return event

    async def _ask(self, message: dict[str, Any]) -> dict[str, Any]:
        transaction = str(next(self._numbers))
        answer = self._answers[transaction] = asyncio.get_running_loop().create_future()
        await self._wire.send_json({**message, "transaction": transaction})
        return await asyncio.wait_for(answer, 20)

    async def _read(self) -> None:
        async for frame in self._wire:
            said: dict[str, Any] = frame.json()
            if (
                said["janus"] == "event"
            ):  # with the transaction of what it answers, and sometimes before the acknowledgement
                await self._events[said["sender"]].put(said)
                continue
            waiting = self._answers.pop(said.get("transaction", ""), None)
            if waiting and said["janus"] == "error":
                waiting.set_exception(RuntimeError(f"Janus refused: {said['error']['reason']}"))
            elif waiting:
                waiting.set_result(said)

    async def stop(self) -> None:
        await self._wire.close()
        await self._http.close()
        self._reader.cancel()
        await super().stop()
        self._folder.cleanup()


def _libraries() -> Path:
    return next(Path("/usr/lib").glob("*/janus"))


def _others(folder: Path, wanted: str) -> str:
    """All of a folder's libraries but one: what is not loaded costs nothing, which is fair to Janus."""
    return ",".join(sorted(path.name for path in folder.glob("*.so") if wanted not in path.name))


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
