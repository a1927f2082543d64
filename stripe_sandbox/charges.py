"""Charges and events: what is read back."""

from typing import Any

from stripe_sandbox.sandbox import Sandbox

Body = dict[str, Any]


def retrieve(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/charges/{id}"""
    return sandbox.find("charge", id)


def listed(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/charges"""
    where: Body = {key: params[key] for key in ("customer", "payment_intent") if key in params}
    return sandbox.listing("charge", "/v1/charges", params, where)


def retrieve_event(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/events/{id}"""
    return sandbox.find("event", id)


def retrieve_thin_event(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v2/core/events/{id}: the event whose delivery told only what it is about."""
    event = sandbox.find("v2.core.event", id)
    return event | ({"data": event["_data"]} if event["_data"] else {})


def listed_events(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/events, by `type` (which may end in .*) or `types`."""
    wanted = params.get("types") or ([params["type"]] if "type" in params else [])
    if not wanted:
        return sandbox.listing("event", "/v1/events", params)
    if len(wanted) == 1 and not wanted[0].endswith("*"):
        return sandbox.listing("event", "/v1/events", params, {"type": wanted[0]})
    limit = params.get("limit", 10)
    rows: list[Body] = []
    page: Body = {"has_more": True}
    after = {key: params[key] for key in ("starting_after", "created") if key in params}
    # A rare type may stand behind many pages of others.
    while page["has_more"] and len(rows) <= limit:
        page = sandbox.listing("event", "/v1/events", after | {"limit": 100})
        rows += [row for row in page["data"] if any(_matches(row["type"], pattern) for pattern in wanted)]
        after["starting_after"] = page["data"][-1]["id"] if page["data"] else ""
    return page | {"data": rows[:limit], "has_more": len(rows) > limit}


def _matches(type: str, pattern: str) -> bool:
    return type.startswith(pattern[:-1]) if pattern.endswith("*") else type == pattern
