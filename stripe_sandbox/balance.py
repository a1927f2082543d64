"""Balances, the platform's and connected accounts': a balance transaction for each movement."""

from typing import Any

from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id

Body = dict[str, Any]
# Card money can be paid out two days later.
AVAILABLE_AFTER = 2 * 24 * 3600
CATEGORIES = {"application_fee": "platform_earning", "application_fee_refund": "platform_earning_refund"}


def book(
    sandbox: Sandbox,
    type: str,
    amount: int,
    currency: str,
    source: str,
    *,
    fee: int = 0,
    description: str | None = None,
    account: str = "",
    available_on: int | None = None,
) -> str:
    """Writes one balance transaction and returns its id. `amount` is signed; `fee` is what is kept of it.

    On the balance of `account`, or on the platform's; what is not said to be available later is so at once, a charge
    after two days.
    """
    ripe = available_on or sandbox.now() + (AVAILABLE_AFTER if type == "charge" else 0)
    detail = {
        "amount": fee,
        "application": None,
        "currency": currency,
        "description": "Application fee" if account else "Stripe processing fees",
        "type": "application_fee" if account else "stripe_fee",
    }
    entry = {
        "id": new_id("txn"),
        "object": "balance_transaction",
        "amount": amount,
        "available_on": ripe,
        "balance_type": "payments",
        "created": sandbox.now(),
        "currency": currency,
        "description": description,
        "exchange_rate": None,
        "fee": fee,
        "fee_details": [detail] if fee else [],
        "net": amount - fee,
        "reporting_category": CATEGORIES.get(type, type),
        "source": source,
        "status": "pending" if ripe > sandbox.now() else "available",
        "type": type,
    }
    if ripe > sandbox.now():
        entry["_due"] = ripe
    if account:
        entry["_account"] = account
    return str(sandbox.store.put(entry)["id"])


def ripens(sandbox: Sandbox, charge: Body) -> int | None:
    """When a charge's money becomes available; None when it is."""
    entry = sandbox.store.get(charge["balance_transaction"] or "")
    return entry["available_on"] if entry and entry["status"] == "pending" else None


def totals(sandbox: Sandbox, account: str = "") -> tuple[dict[str, int], dict[str, int]]:
    """Available and pending minor units, by currency, of the platform or of a connected account."""
    available: dict[str, int] = {}
    pending: dict[str, int] = {}
    for entry in sandbox.store.find("balance_transaction", {"_account": account or None}, limit=1_000_000):
        side = available if entry["status"] == "available" else pending
        side[entry["currency"]] = side.get(entry["currency"], 0) + entry["net"]
    return available, pending


def retrieve_balance(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/balance"""
    available, pending = totals(sandbox, sandbox.account)

    def rows(side: dict[str, int]) -> list[Body]:
        return [{"amount": n, "currency": c, "source_types": {"card": n}} for c, n in sorted(side.items())]

    return {"object": "balance", "available": rows(available), "pending": rows(pending), "livemode": False}


def retrieve(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/balance_transactions/{id}"""
    return sandbox.find("balance_transaction", id)


def listed(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/balance_transactions"""
    where: Body = {key: params[key] for key in ("currency", "source", "type") if key in params}
    where["_account"] = sandbox.account or None
    return sandbox.listing("balance_transaction", "/v1/balance_transactions", params, where)
