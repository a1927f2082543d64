"""aiortc's own MediaRelay: every picture decoded and encoded again. Run as a module, this is that server."""

import asyncio
import logging
import os
import sys
from collections import defaultdict
from importlib.metadata import version
from typing import Any, ClassVar

import aiohttp
from aiohttp import web

from bench.servers.meeting import End, Server


class AiortcRelay(Server):
    """A small server of aiortc's RTCPeerConnection and MediaRelay, as its documentation puts them together."""

    name: ClassVar[str] = "aiortc"
    decodes: ClassVar[bool] = True
    at_most: ClassVar[int | None] = 1  # which takes half a core by itself

    @classmethod
    def version(cls) -> str:
        return version("aiortc")

    async def start(self) -> None:
        process = await self.spawn(
            sys.executable, "-m", "bench.servers.aiortc_relay",
            stdout=asyncio.subprocess.PIPE,
        )  # fmt: skip
        assert process.stdout
        port = int(await asyncio.wait_for(process.stdout.readline(), 30))
        self._http = aiohttp.ClientSession(f"http://127.0.0.1:{port}")

    async def call(self, number: int, creator: End, fan: End) -> None:
        for seat, end in (("creator", creator), ("fan", fan)):
            async with self._http.post(f"/calls/{number}/{seat}", json={"sdp": await end.offer()}) as answer:
                answer.raise_for_status()
                await end.accept((await answer.json())["sdp"])

    async def stop(self) -> None:
        await self._http.close()
        await super().stop()


async def _serve() -> None:
    from aiortc import RTCPeerConnection, RTCRtpSender, RTCSessionDescription
    from aiortc.contrib.media import MediaRelay

    relay = MediaRelay()
    tracks: dict[tuple[str, str, str], Any] = {}
    waiting: dict[tuple[str, str], list[RTCRtpSender]] = defaultdict(list)
    connections = []

    def other(seat: str) -> str:
        return "fan" if seat == "creator" else "creator"

    async def describe(request: web.Request) -> web.Response:
        call, seat = request.match_info["call"], request.match_info["seat"]
        connection = RTCPeerConnection()
        connections.append(connection)

        @connection.on("track")
        def came(track: Any) -> None:
            tracks[call, seat, track.kind] = track
            for sender in waiting.pop((call, f"{seat} {track.kind}"), []):
                sender.replaceTrack(relay.subscribe(track))

        await connection.setRemoteDescription(RTCSessionDescription((await request.json())["sdp"], "offer"))
        for transceiver in connection.getTransceivers():
            transceiver.direction = "sendrecv"
            theirs = tracks.get((call, other(seat), transceiver.kind))
            if theirs:
                transceiver.sender.replaceTrack(relay.subscribe(theirs))
            else:
                waiting[call, f"{other(seat)} {transceiver.kind}"].append(transceiver.sender)
        await connection.setLocalDescription(await connection.createAnswer())
        return web.json_response({"sdp": connection.localDescription.sdp})

    app = web.Application()
    app.router.add_post("/calls/{call}/{seat}", describe)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    import signal

    logging.basicConfig(level=logging.ERROR)
    signal.signal(signal.SIGTERM, lambda *_: os._exit(0))  # its codec threads would keep the process
    asyncio.run(_serve())
