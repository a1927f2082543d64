"""Transfers: money that moves on from the platform's balance to a connected account's."""

from typing import Any

from stripe_sandbox import accounts, balance, money
from stripe_sandbox.errors import ApiError
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id, public

Body = dict[str, Any]


def make(
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
    ripe = balance.ripens(sandbox, source) if source else None
    balance.book(sandbox, "payment", amount, currency, payment, fee=fee, account=destination, available_on=ripe)
    transfer = {
        "id": id,
        "object": "transfer",
        "amount": amount,
        "amount_reversed": 0,
        "created": sandbox.now(),
        "balance_transaction": balance.book(
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


def create(sandbox: Sandbox, params: Body) -> Body:
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
    elif balance.totals(sandbox)[0].get(currency, 0) < amount:
        text = (
            "You have insufficient available funds in your Stripe account. Try adding funds directly to your available"
        )
        raise ApiError(
            text + " balance by creating Charges using the 4000000000000077 test card.", code="balance_insufficient"
        )
    return make(
        sandbox,
        amount,
        currency,
        params["destination"],
        source=charge,
        group=params.get("transfer_group"),
        description=params.get("description") or None,
        metadata=params.get("metadata") or {},
    )


def retrieve(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/transfers/{id}"""
    return public(sandbox.find("transfer", id))


def listed(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/transfers"""
    where: Body = {key: params[key] for key in ("destination", "transfer_group") if key in params}
    return sandbox.listing("transfer", "/v1/transfers", params, where)
