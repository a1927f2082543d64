"""The account whose key is used: the platform's own."""

from typing import Any

from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id

Body = dict[str, Any]


def retrieve(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/account: the same one for as long as the sandbox keeps its file, also after a reset."""
    id = sandbox.store.note("account")
    if id is None:
        sandbox.store.write_note("account", id := new_id("acct", 16))
    return {
        "id": id,
        "object": "account",
        "business_type": None,
        "charges_enabled": True,
        "country": "US",
        "default_currency": "usd",
        "details_submitted": True,
        "email": None,
        "metadata": {},
        "payouts_enabled": True,
        "type": "standard",
    }
