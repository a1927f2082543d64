"""Payment methods: cards, saved to a customer or used once."""

import hashlib
from typing import Any

from stripe_sandbox import cards
from stripe_sandbox.errors import ApiError, missing
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id

Body = dict[str, Any]
REUSED = (
    "The provided PaymentMethod was previously used with a PaymentIntent without Customer attachment, shared with a "
    "connected account without Customer attachment, or was detached from a Customer. It may not be used again. To use "
    "a PaymentMethod multiple times, you must attach it to a Customer first."
)


def make(
    sandbox: Sandbox,
    number: str,
    *,
    exp_month: int = 12,
    exp_year: int = 2034,
    name: str | None = None,
    email: str | None = None,
) -> Body:
    """A new card payment method that belongs to nobody yet."""
    card = cards.CARDS.get(number)
    brand = card.brand if card else "unknown"
    method = {
        "id": new_id("pm"),
        "object": "payment_method",
        "allow_redisplay": "limited",
        "billing_details": {
            "address": {
                "city": None,
                "country": None,
                "line1": None,
                "line2": None,
                "postal_code": None,
                "state": None,
            },
            "email": email,
            "name": name,
            "phone": None,
            "tax_id": None,
        },
        "card": {
            "brand": brand,
            "checks": {"address_line1_check": None, "address_postal_code_check": None, "cvc_check": "pass"},
            "country": "US",
            "display_brand": brand,
            "exp_month": exp_month,
            "exp_year": exp_year,
            # The same card has the same fingerprint, whoever gives it.
            "fingerprint": hashlib.sha256(number.encode()).hexdigest()[:16],
            "funding": "credit",
            "generated_from": None,
            "last4": number[-4:],
            "networks": {"available": [brand], "preferred": None},
            "regulated_status": "unregulated",
            "three_d_secure_usage": {"supported": True},
            "wallet": None,
        },
        "created": sandbox.now(),
        "customer": None,
        "customer_account": None,
        "livemode": False,
        "metadata": {},
        "type": "card",
        "_number": number,
        "_set_up": False,
        "_used": False,
    }
    return sandbox.store.put(method)


def named(sandbox: Sandbox, id: str, param: str = "payment_method", status: int = 400) -> Body:
    """The payment method of this id; Stripe's test names (`pm_card_visa` …) make a new one each time."""
    if id in cards.TOKENS:
        return make(sandbox, cards.TOKENS[id].number)
    body = sandbox.store.get(id)
    if body is None or body["object"] != "payment_method":
        raise missing("payment_method", id, param, status)
    return body


def usable(sandbox: Sandbox, id: str, customer: str | None) -> Body:
    """The payment method, if a PaymentIntent of this customer may use it."""
    method = named(sandbox, id)
    owner = method["customer"]
    if owner and not customer:
        text = (
            f"The payment method {method['id']} belongs to the customer {owner}. Please include the customer in the "
            "`customer` parameter on the PaymentIntent."
        )
        raise ApiError(text, param="payment_method")
    if owner and owner != customer:
        text = (
            f"PaymentMethod {method['id']} does not belong to the Customer you supplied {customer}. Please use this "
            "PaymentMethod with the Customer that it belongs to instead."
        )
        raise ApiError(text, param="payment_method")
    if not owner and method["_used"]:
        raise ApiError(REUSED, param="payment_method")
    method["_used"] = True
    return sandbox.store.put(method)


def attach_to(sandbox: Sandbox, method: Body, customer: str) -> Body:
    """Saves the card to a customer."""
    method |= {"customer": customer, "_used": True}
    sandbox.store.put(method)
    sandbox.emit("payment_method.attached", method)
    return method


def retrieve(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/payment_methods/{id}"""
    return sandbox.find("payment_method", id)


def listed(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/payment_methods"""
    customer = params.get("customer")
    if customer:
        sandbox.find("customer", customer, "customer", 400)
    return _of_customer(sandbox, params, customer, "/v1/payment_methods")


def listed_of_customer(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/customers/{id}/payment_methods"""
    sandbox.find("customer", id)
    return _of_customer(sandbox, params, id, f"/v1/customers/{id}/payment_methods")


def _of_customer(sandbox: Sandbox, params: Body, customer: str | None, url: str) -> Body:
    where: Body = {"type": params.get("type", "card")}
    # Without a customer Stripe lists only Treasury's: none here.
    where["customer"] = customer or ""
    return sandbox.listing("payment_method", url, params, where)


def attach(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/payment_methods/{id}/attach"""
    if "customer" not in params:
        raise ApiError("Missing required param: customer.", code="parameter_missing", param="customer")
    sandbox.find("customer", params["customer"], "customer", 400)
    method = named(sandbox, id, status=404)
    if method["customer"]:
        raise ApiError("The payment method you provided has already been attached to a customer.", began=True)
    if method["_used"]:
        raise ApiError(REUSED, began=True)
    card = cards.card_of(method)
    if not card.saves and card.refusal:
        raise card.refusal.error()
    return attach_to(sandbox, method, params["customer"])


def detach(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/payment_methods/{id}/detach"""
    method = sandbox.find("payment_method", id)
    if not method["customer"]:
        text = "The payment method you provided is not attached to a customer so detachment is impossible."
        raise ApiError(text, began=True)
    previous = {"customer": method["customer"]}
    method["customer"] = None
    sandbox.store.put(method)
    sandbox.emit("payment_method.detached", method, previous)
    return method
