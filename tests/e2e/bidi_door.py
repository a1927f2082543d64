"""Stands between Playwright and a Firefox that is older than Playwright: answers for what that one doesn't know.

Playwright starts it in Firefox's place (`python -m tests.e2e.bidi_door FIREFOX …`) and reads its address from stderr.
"""

import asyncio
import json
import shlex
import sys
from pathlib import Path

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType, web

from launcher.paths import ROOT
from tests.media.firefox import LISTENING

_UNKNOWN = {"emulation.setMediaFeaturesOverride"}
"""Sent for every context and page, whether or not anything is to be overridden."""


def made(folder: Path, firefox: str) -> Path:
    """A program that Playwright can start; whatever it is given, Firefox gets."""
    program = folder / "firefox"
    start = shlex.join([sys.executable, "-m", __name__, firefox])
    program.write_text(f'#!/bin/sh\ncd {shlex.quote(str(ROOT))} && exec {start} "$@"\n')
    program.chmod(0o755)
    return program


async def main(command: list[str]) -> int:
    """Until Firefox ends; its exit code."""
    firefox = await asyncio.create_subprocess_exec(*command, stderr=asyncio.subprocess.PIPE)
    assert firefox.stderr
    while not (found := LISTENING.search(await firefox.stderr.readline())):
        assert not firefox.stderr.at_eof(), "Firefox ended before it listened"
    runner = web.AppRunner(_between(found[1].decode()))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    sys.stderr.write(f"WebDriver BiDi listening on ws://127.0.0.1:{runner.addresses[0][1]}\n")
    sys.stderr.flush()
    await firefox.stderr.read()  # nobody else does, and a full pipe would stop it
    return await firefox.wait()


def _between(address: str) -> web.Application:
    async def stand(request: web.Request) -> web.WebSocketResponse:
        here = web.WebSocketResponse(max_msg_size=0)
        await here.prepare(request)
        async with ClientSession() as http, http.ws_connect(address + request.path, max_msg_size=0) as there:
            answering = asyncio.create_task(_answers(there, here))
            async for frame in here:
                if frame.type is WSMsgType.TEXT:
                    command = json.loads(frame.data)
                    if command["method"] in _UNKNOWN:
                        await here.send_json({"type": "success", "id": command["id"], "result": {}})
                    else:
                        await there.send_str(frame.data)
            answering.cancel()
        return here

    app = web.Application()
    app.router.add_get("/{path:.*}", stand)
    return app


async def _answers(there: ClientWebSocketResponse, here: web.WebSocketResponse) -> None:
    async for frame in there:
        if frame.type is WSMsgType.TEXT:
            await here.send_str(frame.data)


if __name__ == "__main__":
    sys.exit(asyncio.run(main(sys.argv[1:])))
