"""A node with its sockets open, and what it has told."""

import contextlib
from collections.abc import AsyncIterator
from typing import Any

from media.config import Config
from media.node import Node


@contextlib.asynccontextmanager
async def open_node(**settings: Any) -> AsyncIterator[Node]:
    node = Node(Config(secret="x", udp_host="127.0.0.1", addresses=("127.0.0.1",), **settings))
    node.open()
    try:
        yield node
    finally:
        node.close()


def kinds(node: Node, *, seat: str | None = None) -> list[str]:
    return [event["kind"] for event in node.events.after(0, None)[1] if seat in (None, event["seat"])]


def event(node: Node, kind: str) -> dict[str, Any]:
    return next(event for event in node.events.after(0, None)[1] if event["kind"] == kind)
