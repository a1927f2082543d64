"""Money given back: at once, after a while, or in the end not at all (https://docs.stripe.com/refunds)."""

from typing import Any

from stripe_sandbox import application_fees, balance, cards, customers, money, transfer_reversals
from stripe_sandbox.errors import ApiError
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id

Body = dict[str, Any]
# How long the test cards whose refunds come or fail later take for it.
LATER = 5


def create(sandbox: Sandbox, params: Body) -> Body:
    """POST /v1/refunds: all that is left of the charge, or a part."""
    charge = _charge_to_refund(sandbox, params)
    amount, currency = _checked_amount(params, charge), charge["currency"]
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
        application_fees.give_back_with(sandbox, charge, amount)
    if ends := _card_of(sandbox, charge).refunds:
        refund["_ends"], refund["_due"] = ends, sandbox.now() + LATER
        if ends == "succeeded":
            refund |= {"status": "pending", "pending_reason": "processing"}
    _return(sandbox, charge, amount)
    sandbox.store.put(refund)
    sandbox.emit("refund.created", refund)
    sandbox.emit("charge.refunded", charge)
    return refund


def retrieve(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/refunds/{id}"""
    return sandbox.find("refund", id)


def update(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/refunds/{id}: its metadata."""
    refund = sandbox.find("refund", id)
    refund["metadata"] = customers.merged(refund["metadata"], params.get("metadata"))
    sandbox.emit("refund.updated", refund)
    return sandbox.store.put(refund)


def listed(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/refunds"""
    where: Body = {key: params[key] for key in ("charge", "payment_intent") if key in params}
    return sandbox.listing("refund", "/v1/refunds", params, where)


def end(sandbox: Sandbox, refund: Body, status: str) -> Body:
    """The bank's word on a refund: it has arrived, or it comes back to the balance, even after it had "succeeded".

    A reversed transfer stays reversed: https://docs.stripe.com/refunds#failed-refunds
    """
    refund["_due"] = None
    refund.pop("pending_reason", None)
    if status == "failed":
        back = balance.book(sandbox, "refund_failure", refund["amount"], refund["currency"], refund["id"])
        refund |= {"failure_balance_transaction": back, "failure_reason": "expired_or_canceled_card"}
        _return(sandbox, sandbox.find("charge", refund["charge"]), -refund["amount"])
    refund["status"] = status
    sandbox.store.put(refund)
    sandbox.emit("refund.failed" if status == "failed" else "refund.updated", refund)
    return refund


def _checked_amount(params: Body, charge: Body) -> int:
    left = charge["amount_captured"] - charge.get("_returned", 0)
    amount, currency = int(params.get("amount", left)), charge["currency"]
    if charge["disputed"]:
        text = f"Charge {charge['id']} has been charged back; cannot issue a refund."
        raise ApiError(text, code="charge_disputed", began=True)
    if left == 0:
        raise ApiError(f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded", began=True)
    if amount < 1:
        text = "This value must be greater than or equal to 1."
        raise ApiError(text, code="parameter_invalid_integer", param="amount")
    if amount > left:
        text = f"Refund amount ({money.written(amount, currency)}) is greater than unrefunded amount on charge "
        raise ApiError(text + f"({money.written(left, currency)})", param="amount", began=True)
    return amount


def _return(sandbox: Sandbox, charge: Body, amount: int) -> None:
    charge["_returned"] = charge.get("_returned", 0) + amount
    charge["amount_refunded"] += amount
    charge["refunded"] = charge["_returned"] == charge["amount_captured"]
    sandbox.store.put(charge)


def _card_of(sandbox: Sandbox, charge: Body) -> cards.Card:
    return cards.card_of(sandbox.find("payment_method", charge["payment_method"]))


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
    transfer_reversals.check_left(transfer, back)
    return str(transfer_reversals.reverse(sandbox, transfer, back, refund=refund)["id"])
