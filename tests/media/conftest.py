"""The cast of the media tests: one node, one stand-in for the app, one browser, and a creator and a fan in it."""

import asyncio
import secrets
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest
import uvloop
from playwright.async_api import Browser, Page, async_playwright

from tests.browser import EXECUTABLE, FLAGS
from tests.media.node_process import RunningNode
from tests.media.person import Person
from tests.media.stage_server import StageServer

pytest_asyncio = pytest.importorskip("pytest_asyncio")


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    """The loop that the product runs on: its transports are not quite asyncio's."""
    return {"uvloop": uvloop.new_event_loop}


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def node() -> AsyncIterator[RunningNode]:
    async with RunningNode.running() as running:
        yield running


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def server(node: RunningNode) -> AsyncIterator[StageServer]:
    stage = StageServer(node)
    await stage.start()
    yield stage
    await stage.stop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        launched = await playwright.chromium.launch(executable_path=EXECUTABLE, args=FLAGS)
        yield launched
        await launched.close()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def pages(browser: Browser) -> AsyncIterator[list[Page]]:
    """Two people's tabs, apart like two machines, and a second tab of the second one."""
    one, two = await browser.new_context(), await browser.new_context()
    yield [await one.new_page(), await two.new_page(), await two.new_page()]


@pytest.fixture
def room_name() -> str:
    return f"call-{secrets.token_hex(4)}"


@dataclass
class Call:
    """Two people in one room, both on the page, nobody joined yet."""

    room: str
    creator: Person
    fan: Person

    async def both_join(self, **options: object) -> None:
        await self.creator.joins(**options)
        await self.fan.joins(**options)
        await self.creator.is_("connected")
        await self.fan.is_("connected")


@pytest_asyncio.fixture(loop_scope="session")
async def call(node: RunningNode, server: StageServer, pages: list[Page], room_name: str) -> AsyncIterator[Call]:
    await node.make_room(room_name)
    creator = await Person.arrives(pages[0], server, room_name, "creator")
    fan = await Person.arrives(pages[1], server, room_name, "fan")
    yield Call(room_name, creator, fan)
    await creator.leaves()
    await fan.leaves()
    await node.end_room(room_name)
