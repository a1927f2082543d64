"""The sandbox itself: its store, its clock, and the events it tells. Every handler is given one."""

import asyncio
import datetime
import json
import time
from typing import Any

from stripe_sandbox.errors import ApiError, missing
from stripe_sandbox.parameters import API_VERSION
from stripe_sandbox.settings import Settings
from stripe_sandbox.store import Store, new_id, public

Body = dict[str, Any]


class Sandbox:
    """One sandbox. Handlers run one after another on one thread, each inside one store transaction."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.store = Store(settings.state)
        # Set when there may be something to deliver.
        self.post = asyncio.Event()
        # The API request being answered: events name it.
        self.request: Body = {"id": None, "idempotency_key": None}
        # The connected account that it is asked for (Stripe-Account); "" for the platform itself.
        self.account = ""

    def now(self) -> int:
        """Seconds since 1970 on the sandbox's clock, which the control API can move."""
        stands = self.store.note("clock_at")
        return int(time.time() + self.store.note("clock_offset", 0) if stands is None else stands)

    def find(self, kind: str, id: str, param: str = "", status: int = 404) -> Body:
        """The object of this kind and id, or Stripe's resource_missing."""
        body = self.store.get(id)
        if body is None or body["object"] != kind:
            raise missing(kind, id, param or {"checkout.session": "session"}.get(kind, kind), status)
        return body

    def emit(self, type: str, body: Body, previous: Body | None = None, *, account: str = "") -> None:
        """Records that something happened, and a delivery to the webhook when there is one.

        `account` is the connected account to which it happened.
        """
        data: Body = {"object": public(body)}
        if previous:
            data["previous_attributes"] = previous
        event = {
            "id": new_id("evt"),
            "object": "event",
            "api_version": API_VERSION,
            "created": self.now(),
            "data": data,
            "livemode": False,
            "pending_webhooks": 1 if self.settings.webhook_url else 0,
            "request": dict(self.request),
            "type": type,
        }
        if account:
            event["account"] = account
        self._tell(event)

    def emit_thin(self, type: str, account: Body, data: Body | None = None) -> None:
        """Records a v2 event about an account: thin, so its delivery names the account and tells no state.

        https://docs.stripe.com/event-destinations#thin-payload
        """
        now = datetime.datetime.fromtimestamp(self.now(), datetime.UTC)
        event: Body = {
            "id": new_id("evt"),
            "object": "v2.core.event",
            "context": None,
            "created": now.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "livemode": False,
            "reason": None,
            "related_object": {
                "id": account["id"],
                "type": account["object"],
                "url": f"/v2/core/accounts/{account['id']}",
            },
            "type": type,
            "_data": data,
        }
        if self.request["id"]:
            key = self.request["idempotency_key"]
            event["reason"] = {"type": "request", "request": {"id": self.request["id"], "idempotency_key": key}}
        self._tell(event)

    def _tell(self, event: Body) -> None:
        type = event["type"]
        self.store.put(event)
        if self.settings.webhook_url:
            mode = self.store.note("webhooks", "deliver")
            state = {"drop": "dropped", "hold": "held"}.get(mode, "pending")
            self.store.db.execute(
                "INSERT INTO deliveries (event, type, state, copies, next_at) VALUES (?, ?, ?, ?, ?)",
                (event["id"], type, state, 2 if mode == "double" else 1, time.time()),
            )
            self.post.set()

    def listing(self, kind: str, url: str, params: Body, where: Body | None = None) -> Body:
        """One page of a list: newest first, `limit`, `starting_after`, `ending_before`, `created`."""
        limit = params.get("limit", 10)
        if not 1 <= limit <= 100:
            text = "This value must be less than or equal to 100." if limit > 100 else "Invalid positive integer"
            raise ApiError(text, code="parameter_invalid_integer", param="limit")
        created = params.get("created")
        if isinstance(created, int):
            created = {"": created}
        after, before = params.get("starting_after", ""), params.get("ending_before", "")
        for other, name in ((after, "starting_after"), (before, "ending_before")):
            if other:
                self.find(kind, other, name, 400)
        rows = self.store.find(
            kind, where, created=created, after=after, before=before, limit=limit + 1, oldest_first=bool(before)
        )
        page = rows[:limit]
        if before:
            page.reverse()
        return {"object": "list", "data": [public(row) for row in page], "has_more": len(rows) > limit, "url": url}

    def remember(self, key: str, endpoint: str, fingerprint: str, status: int, body: Body) -> None:
        """Keeps an answer under its idempotency key."""
        self.store.db.execute(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?, ?)",
            (key, endpoint, fingerprint, status, json.dumps(body), self.request["id"], self.now()),
        )
