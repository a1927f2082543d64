"""expand[]: ids in an answer replaced by what they name (https://docs.stripe.com/expand)."""

from collections.abc import Callable
from typing import Any

from stripe_sandbox.checkout_sessions import items_of
from stripe_sandbox.errors import ApiError
from stripe_sandbox.store import Store, public

Body = dict[str, Any]


def _refunds_of(store: Store, charge: Body) -> Body:
    rows = store.find("refund", {"charge": charge["id"]}, limit=10)
    url = f"/v1/charges/{charge['id']}/refunds"
    return {"object": "list", "data": [public(row) for row in rows], "has_more": False, "url": url}


# Fields that are only there when asked for.
INCLUDED: dict[tuple[str, str], Callable[[Store, Body], Body]] = {
    ("checkout.session", "line_items"): lambda store, session: items_of(session),
    ("charge", "refunds"): _refunds_of,
}


def expanded(store: Store, body: Body, paths: list[str]) -> Body:
    """The answer with every path of `expand` followed; refuses what can't be expanded, and more than four levels."""
    for path in paths:
        parts = path.split(".")
        if len(parts) > 4:
            raise ApiError("You cannot expand more than 4 levels of a property.", param="expand")
        _follow(store, body, parts, path)
    return body


def _follow(store: Store, node: Any, parts: list[str], path: str) -> None:
    if isinstance(node, list):
        for entry in node:
            _follow(store, entry, parts, path)
        return
    if node is None:
        return
    name = parts[0]
    include = INCLUDED.get((str(node.get("object")), name)) if isinstance(node, dict) else None
    if include:
        node[name] = include(store, store.get(node["id"]) or node)
    if not isinstance(node, dict) or name not in node:
        raise ApiError(f"This property cannot be expanded ({path}).", param="expand")
    value = node[name]
    if isinstance(value, str):
        found = store.get(value) if name != "id" else None
        if found is None:
            raise ApiError(f"This property cannot be expanded ({path}).", param="expand")
        node[name] = public(found)
    if len(parts) > 1:
        _follow(store, node[name], parts[1:], path)
