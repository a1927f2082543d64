"""Firefox as the tests drive it: over WebDriver BiDi, with the few commands that a Person needs."""

import asyncio
import contextlib
import itertools
import json
import re
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp

from launcher import system_packages

EXECUTABLE = system_packages.found(system_packages.FIREFOX)

PREFERENCES: dict[str, str | float | bool] = {
    "media.navigator.streams.fake": True,  # a camera and a microphone that are made up
    "media.navigator.permission.disabled": True,
    "media.autoplay.default": 0,
    "media.autoplay.blocking_policy": 0,
    "media.gmp-manager.updateEnabled": False,  # no calls home
    "app.normandy.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "",
}
LISTENING = re.compile(rb"WebDriver BiDi listening on (ws://\S+)")


class FirefoxPage:
    """One tab, with what Person asks of Playwright's Page."""

    def __init__(self, browser: "Firefox", context: str) -> None:
        self._browser, self._context = browser, context

    async def goto(self, url: str) -> None:
        await self._browser.command("browsingContext.navigate", context=self._context, url=url, wait="complete")

    async def reload(self) -> None:
        await self._browser.command("browsingContext.reload", context=self._context, wait="complete")

    async def wait_for_function(self, expression: str) -> None:
        async with asyncio.timeout(15):
            while not await self.evaluate(f"Boolean({expression})"):  # noqa: ASYNC110 - a browser is asked
                await asyncio.sleep(0.05)

    async def evaluate(self, expression: str, argument: object = None) -> Any:
        """The value of an expression, or of a function with one argument; promises are awaited."""
        what = expression if argument is None else f"({expression})({json.dumps(argument)})"
        answer = await self._browser.command(
            "script.evaluate",
            expression=f"(async () => JSON.stringify((await ({what})) ?? null))()",
            target={"context": self._context},
            awaitPromise=True,
        )
        if answer["type"] == "exception":
            raise AssertionError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])


class Firefox:
    """A process of its own with a fresh profile, and the websocket that it is driven by."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.reader = asyncio.create_task(self._read())

    @classmethod
    @contextlib.asynccontextmanager
    async def running(cls) -> AsyncIterator["Firefox"]:
        assert EXECUTABLE
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
            (Path(profile) / "user.js").write_text("\n".join(lines))
            process = await asyncio.create_subprocess_exec(
                EXECUTABLE, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0",
                stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
            )  # fmt: skip
            try:
                address = await asyncio.wait_for(_address(process), 60)
                async with aiohttp.ClientSession() as http, http.ws_connect(f"{address}/session") as socket:
                    firefox = cls(socket)
                    await firefox.command("session.new", capabilities={})
                    yield firefox
                    firefox.reader.cancel()
            finally:
                process.terminate()
                await process.wait()

    async def new_page(self) -> FirefoxPage:
        made = await self.command("browsingContext.create", type="tab")
        return FirefoxPage(self, made["context"])

    async def command(self, method: str, **params: object) -> dict[str, Any]:
        """Send one command and wait for its result."""
        number = next(self._numbers)
        waiting = self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_json({"id": number, "method": method, "params": params})
        answer = await asyncio.wait_for(waiting, 30)
        if answer["type"] == "error":
            raise AssertionError(f"{method}: {answer['error']}: {answer['message']}")
        return dict(answer["result"])

    async def _read(self) -> None:
        async for frame in self._socket:
            message = json.loads(frame.data)
            waiting = self._waiting.pop(message.get("id"), None)
            if waiting is not None and not waiting.done():
                waiting.set_result(message)


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stderr
    async for line in process.stderr:
        if found := LISTENING.search(line):
            return found[1].decode()
    raise AssertionError("Firefox ended before it listened")
