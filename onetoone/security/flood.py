"""Cuts off a tab that sends more events than any person could cause, before anything of them is read."""

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onetoone.config import settings

_log = logging.getLogger(__name__)
_PATH = "/_event"
_BURST_SECONDS = 2
_POLICY_VIOLATION = 1008  # RFC 6455, section 7.4.1


class Allowance:
    """A token bucket: `rate` a second, and twice that at once."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._left = rate * _BURST_SECONDS
        self._at = time.monotonic()

    def spend(self) -> bool:
        """Take one; False when there is none left."""
        now = time.monotonic()
        self._left = min(self._rate * _BURST_SECONDS, self._left + (now - self._at) * self._rate) - 1
        self._at = now
        return self._left >= 0


class FloodGate:
    """ASGI middleware: an event socket that exceeds `events_per_second` is closed. The tab connects again."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Count what comes in by websockets to Reflex; pass on everything else."""
        if scope["type"] != "websocket" or not scope["path"].startswith(_PATH):
            await self._app(scope, receive, send)
            return
        allowance, closed = Allowance(settings().events_per_second), False

        async def receiving() -> Message:
            nonlocal closed
            message = await receive()
            if message["type"] != "websocket.receive" or (not closed and allowance.spend()):
                return message
            if not closed:
                closed = True
                _log.warning("a tab sent too many events and was cut off")
                await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
            return {"type": "websocket.disconnect", "code": _POLICY_VIOLATION}

        async def sending(message: Message) -> None:
            if not closed:
                await send(message)

        await self._app(scope, receiving, sending)
