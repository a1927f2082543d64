"""Balances, the platform's and connected accounts': a balance transaction for each movement, transfers, fees."""

from typing import Any

from stripe_sandbox import accounts, money
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
    fee = min(charge["application_fee_amount"] or 0, amount)
    transfer = make_transfer(
        sandbox,
        min(share.get("amount") or amount, amount),
        currency,
        share["destination"],
        source=charge,
        group=charge["transfer_group"] or f"group_{charge['payment_intent']}",
        fee=fee,
    )
    charge["transfer"] = transfer["id"]
    if fee:
        id = new_id("fee")
        body = {
            "id": id,
            "object": "application_fee",
            "account": share["destination"],
            "amount": fee,
            "amount_refunded": 0,
            "application": None,
            "charge": transfer["destination_payment"],
            "created": sandbox.now(),
            "currency": currency,
            "fee_source": {"charge": transfer["destination_payment"], "type": "charge"},
            "livemode": False,
            "originating_transaction": charge["id"],
            "refunded": False,
            "refunds": {"object": "list", "data": [], "has_more": False, "url": f"/v1/application_fees/{id}/refunds"},
        }
        ripe = ripens(sandbox, charge)
        body["balance_transaction"] = book(sandbox, "application_fee", fee, currency, body["id"], available_on=ripe)
        charge["application_fee"] = sandbox.store.put(body)["id"]
        sandbox.emit("application_fee.created", body)


def make_transfer(
    sandbox: Sandbox,
    amount: int,
    currency: str,
    destination: str,
    *,
    source: Body | None = None,
    group: str | None = None,
    description: str | None = None,
    metadata: Body | None = None,
    fee: int = 0,
) -> Body:
    """Moves money to a connected account; what is of a `source` charge is available with it. `fee` stays with us."""
    id, payment = new_id("tr"), new_id("py")
    ripe = ripens(sandbox, source) if source else None
    book(sandbox, "payment", amount, currency, payment, fee=fee, account=destination, available_on=ripe)
    transfer = {
        "id": id,
        "object": "transfer",
        "amount": amount,
        "amount_reversed": 0,
        "created": sandbox.now(),
        "balance_transaction": book(
            sandbox, "transfer", -amount, currency, id, description=description, available_on=ripe
        ),
        "currency": currency,
        "description": description,
        "destination": destination,
        "destination_payment": payment,
        "livemode": False,
        "metadata": metadata or {},
        "reversals": {"object": "list", "data": [], "has_more": False, "url": f"/v1/transfers/{id}/reversals"},
        "reversed": False,
        "source_transaction": source["id"] if source else None,
        "source_type": "card",
        "transfer_group": group,
    }
    sandbox.store.put(transfer)
    sandbox.emit("transfer.created", transfer)
    return transfer


def reverse(
    sandbox: Sandbox, transfer: Body, amount: int, *, refund: str | None = None, metadata: Body | None = None
) -> Body:
    """Moves a part of a transfer back from the connected account."""
    charge, currency = sandbox.store.get(transfer["source_transaction"] or ""), transfer["currency"]
    ripe, id = ripens(sandbox, charge) if charge else None, new_id("trr")
    payment_refund = new_id("pyr")
    book(
        sandbox, "payment_refund", -amount, currency, payment_refund, account=transfer["destination"], available_on=ripe
    )
    reversal = {
        "id": id,
        "object": "transfer_reversal",
        "amount": amount,
        "created": sandbox.now(),
        "currency": currency,
        "balance_transaction": book(sandbox, "transfer_refund", amount, currency, id, available_on=ripe),
        "destination_payment_refund": payment_refund,
        "metadata": metadata or {},
        "source_refund": refund,
        "transfer": transfer["id"],
    }
    sandbox.store.put(reversal)
    transfer["amount_reversed"] += amount
    transfer["reversed"] = transfer["amount_reversed"] == transfer["amount"]
    transfer["reversals"]["data"].insert(0, reversal)
    sandbox.store.put(transfer)
    sandbox.emit("transfer.reversed", transfer)
    return reversal


def create_reversal(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/transfers/{id}/reversals: all that is left of a transfer, or a part."""
    transfer = sandbox.find("transfer", id)
    amount = params.get("amount", transfer["amount"] - transfer["amount_reversed"])
    check_left(transfer, amount)
    charge = sandbox.store.get(transfer["source_transaction"] or "") or {}
    # Of a destination charge's transfer the account may go below zero, of any other not.
    if charge.get("transfer") != id:
        there = sum(side.get(transfer["currency"], 0) for side in totals(sandbox, transfer["destination"]))
        if there < amount:
            text = "The destination account has insufficient funds to reverse this transfer."
            raise ApiError(text, code="balance_insufficient", began=True)
    return reverse(sandbox, transfer, amount, metadata=params.get("metadata") or {})


def check_left(transfer: Body, amount: int) -> None:
    """Refuses to take more of a transfer back than has not come back yet."""
    left = transfer["amount"] - transfer["amount_reversed"]
    if amount < 1 or amount > left:
        text = f"Reversal amount ({money.written(amount, transfer['currency'])}) is greater than the unreversed amount "
        raise ApiError(text + f"({money.written(left, transfer['currency'])})", param="amount", began=True)


def ripens(sandbox: Sandbox, charge: Body) -> int | None:
    """When a charge's money becomes available; None when it is."""
    entry = sandbox.store.get(charge["balance_transaction"] or "")
    return entry["available_on"] if entry and entry["status"] == "pending" else None


def check_destination(sandbox: Sandbox, destination: str, param: str) -> None:
    """Refuses an account that isn't there, or that may not be sent money."""
    account = sandbox.store.get(destination)
    if account is None or account["object"] != accounts.KIND:
        raise ApiError(f"No such destination: '{destination}'", code="resource_missing", param=param)
    if not accounts.may(account):
        text = "Your destination account needs to have at least one of the following capabilities enabled: transfers, "
        raise ApiError(
            text + "crypto_transfers, legacy_payments", code="insufficient_capabilities_for_transfer", param=param
        )


def check_not_closed(sandbox: Sandbox, share: Body | None) -> None:
    """Refuses to send anything to an account that was rejected, also what was held before."""
    account = sandbox.store.get(share["destination"]) if share else None
    if account and account["_stage"] == "rejected":
        text = "Your destination account was rejected and can't receive funds."
        raise ApiError(text, code="account_invalid", param="transfer_data[destination]")


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


def create_transfer(sandbox: Sandbox, params: Body) -> Body:
    """POST /v1/transfers"""
    currency = money.checked_currency(params["currency"])
    amount = params.get("amount", 0)
    if amount < 1:
        text = "This value must be greater than or equal to 1."
        raise ApiError(text, code="parameter_invalid_integer", param="amount")
    check_destination(sandbox, params["destination"], "destination")
    source = params.get("source_transaction")
    charge = sandbox.find("charge", source, "source_transaction", 400) if source else None
    if charge:
        rows = sandbox.store.find("transfer", {"source_transaction": source})
        sent = sum(row["amount"] - row["amount_reversed"] for row in rows)
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
        source=charge,
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
