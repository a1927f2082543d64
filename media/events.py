"""What happened, in order: a ring of numbered events that a restarted reader takes up where it was."""

import asyncio
import json
import secrets
from collections import deque
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from itertools import islice
from typing import Any

KEPT = 10_000
TICK_SECONDS = 1.0  # who hears nothing for three of them may take the node for dead


class EventLog:
    """Events of this process (`boot`), numbered from 1 without gaps; the last `kept` can be read again."""

    def __init__(self, kept: int = KEPT) -> None:
        self.boot = secrets.token_hex(8)
        self._ring: deque[dict[str, Any]] = deque(maxlen=kept)
        self._last = 0
        self._news = asyncio.Event()

    def add(self, kind: str, room: str, seat: str | None = None, **data: object) -> None:
        """Append one event and wake the readers."""
        self._last += 1
        self._ring.append({**self._line(kind), "seq": self._last, "room": room, "seat": seat, "data": data})
        self._news.set()
        self._news = asyncio.Event()

    def after(self, seq: int, boot: str | None) -> tuple[bool, list[dict[str, Any]]]:
        """(whether something may have been missed, the kept events after `seq`).

        Events are missed when `boot` is not this process or the ring has already dropped what followed `seq`;
        then everything kept is returned.
        """
        first = self._last - len(self._ring) + 1
        known = boot == self.boot or (boot is None and seq == 0)
        if not known or seq > self._last or seq + 1 < first:
            return True, list(self._ring)
        return False, list(islice(reversed(self._ring), self._last - seq))[::-1]

    async def follow(self, seq: int, boot: str | None, tick: float = TICK_SECONDS) -> AsyncIterator[dict[str, Any]]:
        """All events after `seq`, then each as it happens, for ever; a line without seq at least every `tick` s."""
        while True:
            news = self._news
            missed, events = self.after(seq, boot)
            if missed:
                yield {**self._line("lost"), "seq": 0, "room": None, "seat": None, "data": {}}
                seq, boot = 0, self.boot
            for event in events:
                yield event
                seq, boot = event["seq"], self.boot
            try:
                await asyncio.wait_for(news.wait(), tick)
            except TimeoutError:
                yield self._line("tick")

    def _line(self, kind: str) -> dict[str, Any]:
        at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return {"kind": kind, "boot": self.boot, "at": at}


def as_line(event: dict[str, Any]) -> bytes:
    """One event as a line of NDJSON."""
    return json.dumps(event, separators=(",", ":")).encode() + b"\n"
