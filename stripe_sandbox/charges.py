"""Charges, refunds and events: what is read back, and money given back."""

from typing import Any

from stripe_sandbox import balance, customers, money
from stripe_sandbox.errors import ApiError
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id

Body = dict[str, Any]


def retrieve(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/charges/{id}"""
    return sandbox.find("charge", id)


def listed(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/charges"""
    where: Body = {key: params[key] for key in ("customer", "payment_intent") if key in params}
    return sandbox.listing("charge", "/v1/charges", params, where)


def create_refund(sandbox: Sandbox, params: Body) -> Body:
    """POST /v1/refunds: all that is left of the charge, or a part."""
    charge = _charge_to_refund(sandbox, params)
    left = charge["amount_captured"] - charge.get("_returned", 0)
    amount, currency = params.get("amount", left), charge["currency"]
    if left == 0:
        raise ApiError(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded", began=True)
    if amount < 1:
        text = "This value must be greater than or equal to 1."
        raise ApiError(text, code="parameter_invalid_integer", param="amount")
    if amount > left:
        text = f"Refund amount ({money.written(amount, currency)}) is greater than unrefunded amount on charge "
        raise ApiError(text + f"({money.written(left, currency)})", param="amount", began=True)
    id = new_id("re")
    refund = {
        "id": id,
        "object": "refund",
        "amount": amount,
        "charge": charge["id"],
        "created": sandbox.now(),
        "balance_transaction": balance.book(sandbox, "refund", -amount, currency, id, description="REFUND FOR CHARGE"),
        "currency": currency,
        "destination_details": {
            "card": {"reference_status": "pending", "reference_type": "acquirer_reference_number", "type": "refund"},
            "type": "card",
        },
        "metadata": customers.merged({}, params.get("metadata")),
        "payment_intent": charge["payment_intent"],
        "reason": params.get("reason"),
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
    }
    if params.get("reverse_transfer"):
        refund["transfer_reversal"] = _reverse(sandbox, charge, amount, id)
    if params.get("refund_application_fee"):
        _give_fee_back(sandbox, charge, amount)
    charge["_returned"] = charge.get("_returned", 0) + amount
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["_returned"] == charge["amount_captured"]
    sandbox.store.put(charge)
    sandbox.store.put(refund)
    sandbox.emit("refund.created", refund)
    sandbox.emit("charge.refunded", charge)
    return refund


def retrieve_refund(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/refunds/{id}"""
    return sandbox.find("refund", id)


def update_refund(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/refunds/{id}: its metadata."""
    refund = sandbox.find("refund", id)
    refund["metadata"] = customers.merged(refund["metadata"], params.get("metadata"))
    sandbox.emit("refund.updated", refund)
    return sandbox.store.put(refund)


def listed_refunds(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/refunds"""
    where: Body = {key: params[key] for key in ("charge", "payment_intent") if key in params}
    return sandbox.listing("refund", "/v1/refunds", params, where)


def retrieve_event(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/events/{id}"""
    return sandbox.find("event", id)


def listed_events(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/events, by `type` (which may end in .*) or `types`."""
    wanted = params.get("types") or ([params["type"]] if "type" in params else [])
    if not wanted:
        return sandbox.listing("event", "/v1/events", params)
    if len(wanted) == 1 and not wanted[0].endswith("*"):
        return sandbox.listing("event", "/v1/events", params, {"type": wanted[0]})
    page = sandbox.listing("event", "/v1/events", params | {"limit": 100})
    rows = [row for row in page["data"] if any(_matches(row["type"], pattern) for pattern in wanted)]
    limit = params.get("limit", 10)
    return page | {"data": rows[:limit], "has_more": page["has_more"] or len(rows) > limit}


def _matches(type: str, pattern: str) -> bool:
    return type.startswith(pattern[:-1]) if pattern.endswith("*") else type == pattern


def _charge_to_refund(sandbox: Sandbox, params: Body) -> Body:
    if params.get("charge"):
        charge = sandbox.find("charge", params["charge"], "charge", 400)
        intent_id = charge["payment_intent"]
    elif params.get("payment_intent"):
        intent = sandbox.find("payment_intent", params["payment_intent"], "payment_intent", 400)
        intent_id, latest = intent["id"], sandbox.store.get(intent["latest_charge"] or "")
        charge = latest or {"status": "failed", "captured": False}
    else:
        raise ApiError("One of the following params should be provided for this request: payment_intent or charge.")
    if charge["status"] != "succeeded" or not charge["captured"]:
        text = f"This PaymentIntent ({intent_id}) does not have a successful charge to refund."
        raise ApiError(text, param="payment_intent", began=True)
    return charge


def _reverse(sandbox: Sandbox, charge: Body, amount: int, refund: str) -> str:
    """Takes the connected account's share of a refund back, in proportion."""
    transfer = sandbox.store.get(charge.get("transfer") or "")
    if transfer is None:
        raise ApiError(
            f"Charge {charge['id']} does not have an associated transfer.", param="reverse_transfer", began=True
        )
    back = amount * transfer["amount"] // charge["amount_captured"]
    id = new_id("trr")
    reversal = {
        "id": id,
        "object": "transfer_reversal",
        "amount": back,
        "created": sandbox.now(),
        "currency": charge["currency"],
        "balance_transaction": balance.book(sandbox, "transfer_refund", back, charge["currency"], id),
        "destination_payment_refund": new_id("pyr"),
        "metadata": {},
        "source_refund": refund,
        "transfer": transfer["id"],
    }
    sandbox.store.put(reversal)
    transfer["amount_reversed"] += back
    transfer["reversed"] = transfer["amount_reversed"] == transfer["amount"]
    transfer["reversals"]["data"].insert(0, reversal)
    sandbox.store.put(transfer)
    sandbox.emit("transfer.reversed", transfer)
    return id


def _give_fee_back(sandbox: Sandbox, charge: Body, amount: int) -> None:
    fee = sandbox.store.get(charge.get("application_fee") or "")
    if fee is None:
        text = f"Charge {charge['id']} does not have an associated application fee."
        raise ApiError(text, param="refund_application_fee", began=True)
    back = amount * fee["amount"] // charge["amount_captured"]
    balance.book(sandbox, "application_fee_refund", -back, charge["currency"], fee["id"])
    fee["amount_refunded"] += back
    fee["refunded"] = fee["amount_refunded"] == fee["amount"]
    sandbox.store.put(fee)
    sandbox.emit("application_fee.refunded", fee)
