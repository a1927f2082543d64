"""The platform's balance: one balance transaction for each movement, transfers to connected accounts, fees."""

from typing import Any

from stripe_sandbox import money
from stripe_sandbox.errors import ApiError
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id, public

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
) -> str:
    """Writes one balance transaction and returns its id. `amount` is signed; `fee` is what Stripe keeps of it."""
    detail = {
        "amount": fee,
        "application": None,
        "currency": currency,
        "description": "Stripe processing fees",
        "type": "stripe_fee",
    }
    entry = {
        "id": new_id("txn"),
        "object": "balance_transaction",
        "amount": amount,
        "available_on": sandbox.now() + (AVAILABLE_AFTER if type == "charge" else 0),
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
        "status": "pending" if type == "charge" else "available",
        "type": type,
    }
    if type == "charge":
        entry["_due"] = entry["available_on"]
    return str(sandbox.store.put(entry)["id"])


def book_charge(sandbox: Sandbox, charge: Body, amount: int) -> None:
    """Books a captured charge; a destination charge also moves money on and takes the application fee back."""
    currency, share = charge["currency"], charge["transfer_data"]
    charge["balance_transaction"] = book(
        sandbox,
        "charge",
        amount,
        currency,
        charge["id"],
        fee=money.processing_fee(amount),
        description=charge["description"],
    )
    if not share:
        return
    transfer = make_transfer(
        sandbox,
        min(share.get("amount") or amount, amount),
        currency,
        share["destination"],
        source=charge["id"],
        group=charge["transfer_group"] or f"group_{charge['payment_intent']}",
    )
    charge["transfer"] = transfer["id"]
    fee = min(charge["application_fee_amount"] or 0, amount)
    if fee:
        body = {
            "id": new_id("fee"),
            "object": "application_fee",
            "account": share["destination"],
            "amount": fee,
            "amount_refunded": 0,
            "application": None,
            "charge": charge["id"],
            "created": sandbox.now(),
            "currency": currency,
            "livemode": False,
            "originating_transaction": None,
            "refunded": False,
        }
        body["balance_transaction"] = book(sandbox, "application_fee", fee, currency, body["id"])
        charge["application_fee"] = sandbox.store.put(body)["id"]
        sandbox.emit("application_fee.created", body)


def make_transfer(
    sandbox: Sandbox,
    amount: int,
    currency: str,
    destination: str,
    *,
    source: str | None = None,
    group: str | None = None,
    description: str | None = None,
    metadata: Body | None = None,
) -> Body:
    """Moves money to a connected account."""
    id = new_id("tr")
    transfer = {
        "id": id,
        "object": "transfer",
        "amount": amount,
        "amount_reversed": 0,
        "created": sandbox.now(),
        "balance_transaction": book(sandbox, "transfer", -amount, currency, id, description=description),
        "currency": currency,
        "description": description,
        "destination": destination,
        "destination_payment": new_id("py"),
        "livemode": False,
        "metadata": metadata or {},
        "reversals": {"object": "list", "data": [], "has_more": False, "url": f"/v1/transfers/{id}/reversals"},
        "reversed": False,
        "source_transaction": source,
        "source_type": "card",
        "transfer_group": group,
    }
    sandbox.store.put(transfer)
    sandbox.emit("transfer.created", transfer)
    return transfer


def check_destination(destination: str, param: str) -> None:
    """Accounts belong to a later version of the sandbox; until then any `acct_…` will do."""
    if not destination.startswith("acct_"):
        raise ApiError(f"No such destination: '{destination}'", code="resource_missing", param=param)


def totals(sandbox: Sandbox) -> tuple[dict[str, int], dict[str, int]]:
    """Available and pending minor units, by currency."""
    available: dict[str, int] = {}
    pending: dict[str, int] = {}
    for entry in sandbox.store.find("balance_transaction", limit=1_000_000):
        side = available if entry["status"] == "available" else pending
        side[entry["currency"]] = side.get(entry["currency"], 0) + entry["net"]
    return available, pending


def retrieve_balance(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/balance"""
    available, pending = totals(sandbox)

    def rows(side: dict[str, int]) -> list[Body]:
        return [{"amount": n, "currency": c, "source_types": {"card": n}} for c, n in sorted(side.items())]

    return {"object": "balance", "available": rows(available), "pending": rows(pending), "livemode": False}


def retrieve(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/balance_transactions/{id}"""
    return sandbox.find("balance_transaction", id)


def listed(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/balance_transactions"""
    where: Body = {key: params[key] for key in ("currency", "source", "type") if key in params}
    return sandbox.listing("balance_transaction", "/v1/balance_transactions", params, where)


def create_transfer(sandbox: Sandbox, params: Body) -> Body:
    """POST /v1/transfers"""
    currency = money.checked_currency(params["currency"])
    amount = params.get("amount", 0)
    if amount < 1:
        text = "This value must be greater than or equal to 1."
        raise ApiError(text, code="parameter_invalid_integer", param="amount")
    check_destination(params["destination"], "destination")
    source = params.get("source_transaction")
    if source:
        charge = sandbox.find("charge", source, "source_transaction", 400)
        sent = sum(row["amount"] for row in sandbox.store.find("transfer", {"source_transaction": source}))
        if sent + amount > charge["amount_captured"]:
            text = "Transfers using this transaction as a source must not exceed the source amount of "
            raise ApiError(text + money.written(charge["amount_captured"], currency), param="amount")
    elif totals(sandbox)[0].get(currency, 0) < amount:
        text = (
            "You have insufficient available funds in your Stripe account. Try adding funds directly to your available"
        )
        raise ApiError(
            text + " balance by creating Charges using the 4000000000000077 test card.", code="balance_insufficient"
        )
    return make_transfer(
        sandbox,
        amount,
        currency,
        params["destination"],
        source=source,
        group=params.get("transfer_group"),
        description=params.get("description") or None,
        metadata=params.get("metadata") or {},
    )


def retrieve_transfer(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/transfers/{id}"""
    return public(sandbox.find("transfer", id))


def listed_transfers(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/transfers"""
    where: Body = {key: params[key] for key in ("destination", "transfer_group") if key in params}
    return sandbox.listing("transfer", "/v1/transfers", params, where)
