"""Tells the app what happened: signed, in order, again and again until it is taken (https://docs.stripe.com/webhooks)."""

import asyncio
import contextlib
import hashlib
import hmac
import json
import logging
import time
from typing import Any

import aiohttp

from stripe_sandbox.errors import missing
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import public

TIMEOUT = aiohttp.ClientTimeout(total=10)


def signature(payload: str, secret: str, at: int) -> str:
    """The Stripe-Signature header: https://docs.stripe.com/webhooks#verify-manually"""
    mac = hmac.new(secret.encode(), f"{at}.{payload}".encode(), hashlib.sha256).hexdigest()
    return f"t={at},v1={mac}"


class Post:
    """Delivers what is pending. Deliveries are rows, so a restart goes on where the last process stopped."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.db = sandbox.store.db

    async def run(self) -> None:
        """Delivers until cancelled."""
        async with aiohttp.ClientSession(timeout=TIMEOUT) as session:
            while True:
                self.sandbox.post.clear()
                wait = await self._try_due(session)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self.sandbox.post.wait(), wait)

    async def _try_due(self, session: aiohttp.ClientSession) -> float | None:
        try:
            return await self._deliver_due(session)
        except Exception:
            # One bad moment (a full disk, say) must not silence the webhooks for good.
            logging.exception("delivering failed; once more in a second")
            return 1.0

    async def _deliver_due(self, session: aiohttp.ClientSession) -> float | None:
        """Delivers everything due; returns the seconds until the next one, None when nothing waits."""
        while True:
            order = "DESC" if self.sandbox.store.note("webhooks") == "reverse" else "ASC"
            row = self.db.execute(
                f"SELECT * FROM deliveries WHERE state = 'pending' AND next_at <= ? ORDER BY seq {order} LIMIT 1",  # noqa: S608
                (time.time(),),
            ).fetchone()
            if row is None:
                break
            answers = await asyncio.gather(*(self._send(session, row["event"]) for _ in range(row["copies"])))
            self._record(dict(row), answers)
        following = self.db.execute("SELECT min(next_at) AS at FROM deliveries WHERE state = 'pending'").fetchone()[
            "at"
        ]
        return None if following is None else max(0.0, following - time.time())

    async def _send(self, session: aiohttp.ClientSession, event_id: str) -> str:
        """One attempt; what came back, as a word or a status."""
        event = self.sandbox.store.get(event_id)
        if event is None:
            return "gone"
        payload = json.dumps(public(event), indent=2)
        settings = self.sandbox.settings
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
            # Signed with real time, whatever the sandbox's own clock shows: the receiver compares with its own.
            "Stripe-Signature": signature(payload, settings.webhook_secret, int(time.time())),
        }
        try:
            async with session.post(
                settings.webhook_url, data=payload.encode(), headers=headers, allow_redirects=False
            ) as response:
                return str(response.status)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return type(error).__name__

    def _record(self, row: dict[str, Any], answers: list[str]) -> None:
        taken = any(answer.startswith("2") or answer == "gone" for answer in answers)
        backoff = self.sandbox.settings.webhook_backoff
        attempts = row["attempts"] + 1
        if taken:
            state, next_at = "delivered", row["next_at"]
        elif attempts > len(backoff):
            state, next_at = "given up", row["next_at"]
        else:
            state, next_at = "pending", time.time() + backoff[attempts - 1]
        self.db.execute(
            "UPDATE deliveries SET state = ?, attempts = ?, next_at = ?, answer = ? WHERE seq = ?",
            (state, attempts, next_at, ", ".join(answers), row["seq"]),
        )


def release(sandbox: Sandbox, *, reverse: bool = False) -> int:
    """Sends what was held, in order or newest first; returns how many."""
    db = sandbox.store.db
    rows = db.execute(f"SELECT seq FROM deliveries WHERE state = 'held' ORDER BY seq {'DESC' if reverse else 'ASC'}")  # noqa: S608
    held = [row["seq"] for row in rows.fetchall()]
    with sandbox.store.transaction():
        for seq in held:
            # A new row at the end of the queue keeps the order that was asked for.
            db.execute(
                "INSERT INTO deliveries (event, type, state, copies, next_at) "
                "SELECT event, type, 'pending', copies, ? FROM deliveries WHERE seq = ?",
                (time.time(), seq),
            )
            db.execute("DELETE FROM deliveries WHERE seq = ?", (seq,))
    sandbox.post.set()
    return len(held)


def again(sandbox: Sandbox, event_id: str) -> None:
    """Sends one event once more."""
    event = sandbox.store.get(event_id)
    if event is None or event["object"] not in ("event", "v2.core.event"):
        raise missing("event", event_id)
    sandbox.store.db.execute(
        "INSERT INTO deliveries (event, type, state, next_at) VALUES (?, ?, 'pending', ?)",
        (event["id"], event["type"], time.time()),
    )
    sandbox.post.set()
