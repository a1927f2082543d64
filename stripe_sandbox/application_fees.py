"""What the platform keeps of a destination charge, and what of it goes back to the connected account, for itself or
with a refund (https://docs.stripe.com/connect/destination-charges#refunding-app-fee)."""

from typing import Any

from stripe_sandbox import balance, customers, money
from stripe_sandbox.errors import ApiError
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id

Body = dict[str, Any]
_EMBEDDED = 10  # of its refunds, in a fee's own body


def take(sandbox: Sandbox, charge: Body, transfer: Body, amount: int) -> None:
    """Keeps `amount` of a destination charge, of whose `transfer` it is taken."""
    id, currency = new_id("fee"), charge["currency"]
    ripe = balance.ripens(sandbox, charge)
    fee = {
        "id": id,
        "object": "application_fee",
        "account": transfer["destination"],
        "amount": amount,
        "amount_refunded": 0,
        "application": None,
        "balance_transaction": balance.book(sandbox, "application_fee", amount, currency, id, available_on=ripe),
        "charge": transfer["destination_payment"],
        "created": sandbox.now(),
        "currency": currency,
        "fee_source": {"charge": transfer["destination_payment"], "type": "charge"},
        "livemode": False,
        "originating_transaction": charge["id"],
        "refunded": False,
        "refunds": {"object": "list", "data": [], "has_more": False, "url": f"/v1/application_fees/{id}/refunds"},
    }
    charge["application_fee"] = sandbox.store.put(fee)["id"]
    sandbox.emit("application_fee.created", fee)


def retrieve(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/application_fees/{id}"""
    return sandbox.find("application_fee", id)


def listed_refunds(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/application_fees/{id}/refunds"""
    sandbox.find("application_fee", id)
    return sandbox.listing("fee_refund", f"/v1/application_fees/{id}/refunds", params, {"fee": id})


def create_refund(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/application_fees/{id}/refunds: all that is left of a fee, or a part."""
    fee = sandbox.find("application_fee", id)
    left = fee["amount"] - fee["amount_refunded"]
    amount = params.get("amount", left)
    if left == 0:
        text = f"Application fee {id} has already been refunded."
        raise ApiError(text, code="application_fee_already_refunded", began=True)
    if not 0 < amount <= left:
        text = f"Refund amount ({money.written(amount, fee['currency'])}) is greater than unrefunded amount on fee "
        raise ApiError(text + f"({money.written(left, fee['currency'])})", param="amount", began=True)
    return give_back(sandbox, fee, amount, metadata=customers.merged({}, params.get("metadata")))


def give_back_with(sandbox: Sandbox, charge: Body, amount: int) -> None:
    """The part of a charge's fee that goes back with `amount` of it: a refund, or a transfer taken back."""
    fee = sandbox.store.get(charge.get("application_fee") or "")
    if fee is None:
        text = f"Charge {charge.get('id')} does not have an associated application fee."
        raise ApiError(text, param="refund_application_fee", began=True)
    part = amount * fee["amount"] // charge["amount_captured"]
    if part := min(part, fee["amount"] - fee["amount_refunded"]):
        give_back(sandbox, fee, part)


def give_back(sandbox: Sandbox, fee: Body, amount: int, *, metadata: Body | None = None) -> Body:
    """Moves a part of a fee from the platform to the connected account it was taken from."""
    charge, currency, id = sandbox.find("charge", fee["originating_transaction"]), fee["currency"], new_id("fr")
    ripe = balance.ripens(sandbox, charge)
    balance.book(sandbox, "application_fee_refund", amount, currency, id, account=fee["account"], available_on=ripe)
    refund = {
        "id": id,
        "object": "fee_refund",
        "amount": amount,
        "balance_transaction": balance.book(
            sandbox, "application_fee_refund", -amount, currency, id, available_on=ripe
        ),
        "created": sandbox.now(),
        "currency": currency,
        "fee": fee["id"],
        "metadata": metadata or {},
    }
    sandbox.store.put(refund)
    fee["amount_refunded"] += amount
    fee["refunded"] = fee["amount_refunded"] == fee["amount"]
    fee["refunds"]["data"] = [refund, *fee["refunds"]["data"]][:_EMBEDDED]
    fee["refunds"]["has_more"] = len(fee["refunds"]["data"]) == _EMBEDDED
    sandbox.store.put(fee)
    sandbox.emit("application_fee.refunded", fee)
    return refund
