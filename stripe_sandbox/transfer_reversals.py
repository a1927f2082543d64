"""Transfers that are taken back, whole or in part: by themselves, or with a refund."""

from typing import Any

from stripe_sandbox import application_fees, balance, customers, money
from stripe_sandbox.errors import ApiError
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id

Body = dict[str, Any]


def reverse(
    sandbox: Sandbox, transfer: Body, amount: int, *, refund: str | None = None, metadata: Body | None = None
) -> Body:
    """Moves a part of a transfer back from the connected account."""
    charge, currency = sandbox.store.get(transfer["source_transaction"] or ""), transfer["currency"]
    ripe, id = balance.ripens(sandbox, charge) if charge else None, new_id("trr")
    payment_refund = new_id("pyr")
    balance.book(
        sandbox, "payment_refund", -amount, currency, payment_refund, account=transfer["destination"], available_on=ripe
    )
    reversal = {
        "id": id,
        "object": "transfer_reversal",
        "amount": amount,
        "created": sandbox.now(),
        "currency": currency,
        "balance_transaction": balance.book(sandbox, "transfer_refund", amount, currency, id, available_on=ripe),
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


def check_left(transfer: Body, amount: int) -> None:
    """Refuses to take more of a transfer back than has not come back yet."""
    left = transfer["amount"] - transfer["amount_reversed"]
    if amount < 1 or amount > left:
        text = f"Reversal amount ({money.written(amount, transfer['currency'])}) is greater than the unreversed amount "
        raise ApiError(text + f"({money.written(left, transfer['currency'])})", param="amount", began=True)


def create(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/transfers/{id}/reversals: all that is left of a transfer, or a part; if wanted, with its fee."""
    transfer = sandbox.find("transfer", id)
    amount = params.get("amount", transfer["amount"] - transfer["amount_reversed"])
    check_left(transfer, amount)
    charge = sandbox.store.get(transfer["source_transaction"] or "") or {}
    # Of a destination charge's transfer the account may go below zero, of any other not.
    if charge.get("transfer") != id:
        there = sum(side.get(transfer["currency"], 0) for side in balance.totals(sandbox, transfer["destination"]))
        if there < amount:
            text = "The destination account has insufficient funds to reverse this transfer."
            raise ApiError(text, code="balance_insufficient", began=True)
    if params.get("refund_application_fee"):
        application_fees.give_back_with(sandbox, charge, amount)
    return reverse(sandbox, transfer, amount, metadata=customers.merged({}, params.get("metadata")))


def listed(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/transfers/{id}/reversals"""
    sandbox.find("transfer", id)
    return sandbox.listing("transfer_reversal", f"/v1/transfers/{id}/reversals", params, {"transfer": id})
