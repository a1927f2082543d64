"""A client that is no browser: aiortc's RTCPeerConnection, written from docs/media.md."""

import asyncio
import contextlib
import json
from typing import Any

import aiohttp
from aiortc import RTCPeerConnection, RTCSessionDescription
from aiortc.mediastreams import AudioStreamTrack, MediaStreamError, MediaStreamTrack, VideoStreamTrack

from tests.media.node_process import RunningNode

HELLO = {"type": "hello", "epoch": None, "state": {"mic": True, "camera": True}}


class AiortcSeat:
    """Sits down on a seat of a room and sends a test picture and silence; `frames` counts what it decoded."""

    def __init__(self, node: RunningNode, room: str, seat: str) -> None:
        self._node, self._path = node, f"/rooms/{room}/seats/{seat}/signal"
        self.frames = {"audio": 0, "video": 0}
        self.texts: list[str] = []
        self.channel: Any = None
        self.pc: RTCPeerConnection | None = None
        self._tasks: list[asyncio.Task[None]] = []

    async def joins(self) -> None:
        self._socket = await self._node.http.ws_connect(self._path)
        await self._socket.send_json(HELLO)
        self._tasks.append(asyncio.create_task(self._listen()))

    async def leaves(self) -> None:
        for task in self._tasks:
            task.cancel()
        if self.pc is not None:
            await self.pc.close()
        await self._socket.close()

    async def _listen(self) -> None:
        async for frame in self._socket:
            if frame.type is aiohttp.WSMsgType.TEXT:
                await self._take(json.loads(frame.data))

    async def _take(self, message: dict[str, Any]) -> None:
        match message["type"]:
            case "negotiate":
                self.pc = self._connection()
                if message["role"] == "offer":
                    self.pc.addTrack(AudioStreamTrack())
                    self.pc.addTrack(VideoStreamTrack())
                    await self._describe("offer", message["epoch"], await self.pc.createOffer())
            case "offer":
                assert self.pc is not None
                await self.pc.setRemoteDescription(RTCSessionDescription(message["sdp"], "offer"))
                self.pc.addTrack(AudioStreamTrack())
                self.pc.addTrack(VideoStreamTrack())
                await self._describe("answer", message["epoch"], await self.pc.createAnswer())
            case "answer":
                assert self.pc is not None
                await self.pc.setRemoteDescription(RTCSessionDescription(message["sdp"], "answer"))

    def _connection(self) -> RTCPeerConnection:
        pc = RTCPeerConnection()
        self.channel = pc.createDataChannel("stage", negotiated=True, id=0)
        self.channel.on("message", self.texts.append)
        pc.on("track", lambda track: self._tasks.append(asyncio.create_task(self._watch(track))))
        return pc

    async def _describe(self, kind: str, epoch: int, description: RTCSessionDescription) -> None:
        assert self.pc is not None
        await self.pc.setLocalDescription(description)
        await self._socket.send_json({"type": kind, "epoch": epoch, "sdp": self.pc.localDescription.sdp})

    async def _watch(self, track: MediaStreamTrack) -> None:
        with contextlib.suppress(MediaStreamError):
            while True:
                await track.recv()
                self.frames[track.kind] += 1
