"""A person in a browser, as the media tests speak of them."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from playwright.async_api import Page

from tests.media.firefox import FirefoxPage
from tests.media.stage_server import StageServer


async def until(true: Callable[[], Awaitable[bool]], what: str, seconds: float = 12) -> None:
    """Wait for a condition; fail by saying what did not come."""
    try:
        async with asyncio.timeout(seconds):
            while not await true():  # noqa: ASYNC110 - a browser is asked, it does not call
                await asyncio.sleep(0.05)
    except TimeoutError:
        raise AssertionError(f"waited {seconds} s in vain: {what}") from None


class Person:
    """One browser page in one seat."""

    def __init__(self, page: Page | FirefoxPage, server: StageServer, room: str, seat: str) -> None:
        self.page, self.server, self.room, self.seat = page, server, room, seat

    @classmethod
    async def arrives(cls, page: Page | FirefoxPage, server: StageServer, room: str, seat: str) -> "Person":
        person = cls(page, server, room, seat)
        await person.opens_the_page()
        return person

    async def opens_the_page(self) -> None:
        await self.page.goto(self.server.url)
        await self.page.wait_for_function("window.stage?.ready")

    async def joins(self, **options: object) -> None:
        await self.page.evaluate("([url, options]) => stage.join(url, options)", [self._path, options])

    async def reloads(self, **options: object) -> None:
        await self.page.reload()
        await self.page.wait_for_function("window.stage?.ready")
        await self.joins(**options)

    async def now(self) -> dict[str, Any]:
        return dict(await self.page.evaluate("stage.now()"))

    async def received(self) -> dict[str, Any]:
        return dict(await self.page.evaluate("stage.received()"))

    async def calls(self, function: str, *arguments: object) -> Any:
        return await self.page.evaluate(f"arguments => {function}(...arguments)", list(arguments))

    async def does(self, script: str) -> Any:
        return await self.page.evaluate(script)

    async def waits_for(self, true: Callable[[], Awaitable[bool]], what: str) -> None:
        await until(true, f"{self.seat}: {what}")

    async def waits_for_new_connection(self) -> None:
        await self._until(lambda now: now["connections"] > 1 and now["status"] == "connected", "to be connected anew")

    async def is_(self, status: str) -> None:
        await self._until(lambda now: now["status"] == status, f"to be {status}")

    async def sees_moving_pictures(self, frames: int = 8) -> None:
        before = (await self.now()).get("framesDecoded", 0)
        await self._until(lambda now: now.get("framesDecoded", 0) >= before + frames, "to see moving pictures")

    async def is_without_pictures(self) -> None:
        """Sound goes on for a while, and no new picture comes."""

        async def a_while_without() -> bool:
            before = await self.now()
            await self._until(lambda now: now["audioPackets"] > before["audioPackets"] + 40, "packets to go on")
            return bool((await self.now()).get("framesDecoded", 0) == before.get("framesDecoded", 0))

        await self.waits_for(a_while_without, "a stretch without pictures")

    async def hears(self) -> None:
        await self.does("stage.loudest = 0")
        before = (await self.now())["audioEnergy"]
        # Headless Chromium counts no energy, and Firefox starts no AudioContext: each has one of the two.
        await self._until(lambda now: now["loudest"] > 0.01 or now["audioEnergy"] > before + 1e-4, "to hear")

    async def hears_only_silence(self) -> None:
        """Packets still come, more than the fake microphone leaves between two beeps, and none makes a sound."""

        async def silent_stretch() -> bool:
            await self.does("stage.loudest = 0")
            before = (await self.now())["audioPackets"]
            await self._until(lambda now: now["audioPackets"] > before + 60, "packets to go on")
            return float((await self.now())["loudest"]) < 0.01

        await self.waits_for(silent_stretch, "a silent stretch")

    async def sees_the_other(self, *, mic: bool, camera: bool) -> None:
        wanted = {"present": True, "state": {"mic": mic, "camera": camera}}
        await self._until(lambda now: now["peer"] == wanted, f"the other to be {wanted}")

    async def sees_nobody(self) -> None:
        await self._until(lambda now: now["peer"] == {"present": False, "state": None}, "the other to be away")

    async def reads(self, text: str) -> None:
        await self._until(lambda now: text in now["texts"], f"to read {text!r}")

    async def says(self, text: str) -> None:
        await self._until(lambda now: now["channel"] == "open", "the data channel to open")
        await self.page.evaluate("text => stage.channel.send(text)", text)

    async def loses_the_websocket(self) -> None:
        await self.server.cut(self.room, self.seat)

    async def leaves(self) -> None:
        await self.page.goto("about:blank")

    @property
    def _path(self) -> str:
        return f"/signal/{self.room}/{self.seat}"

    async def _until(self, true: Callable[[dict[str, Any]], bool], what: str) -> None:
        latest: dict[str, Any] = {}

        async def look() -> bool:
            latest.update(await self.now())
            return true(latest)

        try:
            await until(look, "")
        except AssertionError:
            raise AssertionError(f"the {self.seat} waited in vain {what}; last seen: {latest}") from None
