"""Account links: the address of the onboarding page, for one person and for a few minutes."""

from typing import Any

from stripe_sandbox import accounts
from stripe_sandbox.errors import ApiError
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id

Body = dict[str, Any]
KIND = "v2.core.account_link"
LIVES = 300


def create(sandbox: Sandbox, params: Body) -> Body:
    """POST /v2/core/account_links"""
    account = accounts.find(sandbox, params["account"], "account", 400)
    case = params["use_case"]
    flow = case.get(case["type"])
    if flow is None:
        text = f"`use_case.{case['type']}` is required when `use_case.type` is {case['type']}."
        raise ApiError(text, code="parameter_missing", param=f"use_case.{case['type']}")
    for name in ("refresh_url", "return_url"):
        if name in flow and not str(flow[name]).startswith(("http://", "https://")):
            raise ApiError("Not a valid URL", code="url_invalid", param=f"use_case.{case['type']}.{name}")
    id = new_id("al", 32)
    link: Body = {
        "id": id,
        "object": KIND,
        "account": account["id"],
        "created": accounts.written(sandbox.now()),
        "expires_at": accounts.written(sandbox.now() + LIVES),
        "livemode": False,
        "url": f"{sandbox.settings.base_url}/setup/{id}",
        "use_case": case,
        "_expires": sandbox.now() + LIVES,
        "_used": False,
    }
    sandbox.store.put(link)
    # Stripe's object has no id: the address is the secret.
    return {key: value for key, value in link.items() if key != "id"}


def flow_of(link: Body) -> Body:
    """The link's return_url and refresh_url."""
    flow: Body = link["use_case"][link["use_case"]["type"]]
    return flow


def is_open(sandbox: Sandbox, link: Body) -> bool:
    """Whether the link still leads to the page: not used up, not too old."""
    return not link["_used"] and sandbox.now() < link["_expires"]


def use_up(sandbox: Sandbox, link: Body) -> str:
    """The person is through with the page; where they go now."""
    sandbox.store.put(link | {"_used": True})
    account = accounts.find(sandbox, link["account"])
    sandbox.emit_thin("v2.core.account_link.returned", account, {"account_id": account["id"]})
    return str(flow_of(link).get("return_url") or "")
