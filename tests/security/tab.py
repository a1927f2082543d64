"""A hostile tab: speaks Reflex's event protocol over a real websocket and sends what no page of ours would."""

import asyncio
import json
from types import TracebackType
from typing import Any, Self
from uuid import uuid4

import aiohttp

_TELL = "reflex___state____state.onetoone___security___trouble____trouble.tell"
_HYDRATE = "reflex___state____state.hydrate_and_load"


class TabClient:
    """One websocket to /_event. `heard` is everything the app sent to it, as text.

    The frames are those of Engine.IO 4 and Socket.IO 5: https://socket.io/docs/v4/engine-io-protocol/
    """

    def __init__(self, base: str, cookie: str = "", *, origin: str | None = None, token: str | None = None) -> None:
        self._base = base
        self._headers = {"Origin": base if origin is None else origin} | ({"Cookie": cookie} if cookie else {})
        self.token = token or uuid4().hex
        self.heard: list[str] = []
        self._told = 0

    async def __aenter__(self) -> Self:
        self._http = aiohttp.ClientSession()
        try:
            address = f"{self._base}/_event/?EIO=4&transport=websocket&token={self.token}"
            self._socket = await self._http.ws_connect(address.replace("http", "ws", 1), headers=self._headers)
            await self._until(lambda frame: frame.startswith("0"))
            await self._socket.send_str("40/_event,")
            await self._until(lambda frame: frame.startswith("40/_event,"))
        except BaseException:
            await self._http.close()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        await self._http.close()

    async def send(self, name: str, payload: Any = None, path: str = "/", **query: str) -> None:
        """Send one event as if from the page at `path`."""
        router = {"pathname": path, "asPath": path, "query": query}
        event = {"name": name, "payload": {} if payload is None else payload, "router_data": router}
        await self.send_raw(event)

    async def send_raw(self, data: Any) -> None:
        """Send anything at all in an event's place."""
        await self._socket.send_str("42/_event," + json.dumps(["event", data]))

    async def settle(self) -> None:
        """Return when everything sent so far has been answered: events of one tab are handled in order.

        Several rounds, because an event may have others follow it.
        """
        for _ in range(3):
            self._told += 1
            mark = f"all of it {self.token}-{self._told}"
            await self.send(_TELL, {"words": mark})
            await self._until(lambda frame, mark=mark: mark in frame)

    async def hydrate(self, path: str = "/") -> None:
        """Open the page at `path`: everything its on_load does has been done."""
        await self.send(_HYDRATE, path=path)
        await self._until(lambda frame: '"is_hydrated_rx_state_":true' in frame)

    def heard_of(self, text: str) -> bool:
        return any(text in frame for frame in self.heard)

    async def _until(self, wanted: Any) -> str:
        async with asyncio.timeout(60):
            while True:
                message = await self._socket.receive()
                if message.type is not aiohttp.WSMsgType.TEXT:
                    raise ConnectionResetError(f"the app hung up: {message.data}")
                frame: str = message.data
                if frame == "2":
                    await self._socket.send_str("3")
                    continue
                self.heard.append(frame)
                if frame.startswith('42/_event,["new_token"'):
                    self.token = json.loads(frame.removeprefix("42/_event,"))[1]
                if wanted(frame):
                    return frame
