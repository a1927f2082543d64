"""PaymentIntents: what the API may ask of one, and in which status (https://docs.stripe.com/payments/paymentintents/lifecycle)."""

import re
from typing import Any

from stripe_sandbox import customers, money, payment_methods, payments, transfers
from stripe_sandbox.errors import ApiError, unexpected_state
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id, public

Body = dict[str, Any]
CANCELABLE = ("requires_payment_method", "requires_capture", "requires_confirmation", "requires_action", "processing")
CONFIRMABLE = ("requires_payment_method", "requires_confirmation", "requires_action")


def make(sandbox: Sandbox, amount: int, currency: str, params: Body) -> Body:
    """A new PaymentIntent, written and told about. `params` as for POST /v1/payment_intents; all of it is checked."""
    id = new_id("pi")
    intent: Body = {
        "id": id,
        "object": "payment_intent",
        "allowed_payment_method_types": params.get("allowed_payment_method_types"),
        "amount": amount,
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": None,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": params.get("capture_method", "automatic_async"),
        "client_secret": f"{id}_secret_{new_id('', 25)[1:]}",
        "confirmation_method": params.get("confirmation_method", "automatic"),
        "created": sandbox.now(),
        "currency": currency,
        "customer": None,
        "customer_account": None,
        "description": params.get("description") or None,
        "excluded_payment_method_types": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": customers.merged({}, params.get("metadata")),
        "next_action": None,
        "on_behalf_of": params.get("on_behalf_of"),
        "payment_method": None,
        "payment_method_configuration_details": None,
        "payment_method_options": {
            "card": {
                "installments": None,
                "mandate_options": None,
                "network": None,
                "request_three_d_secure": "automatic",
            }
        },
        "payment_method_types": ["card"],
        "processing": None,
        "receipt_email": None,
        "review": None,
        "setup_future_usage": params.get("setup_future_usage"),
        "shipping": params.get("shipping"),
        "source": None,
        "statement_descriptor": params.get("statement_descriptor"),
        "statement_descriptor_suffix": None,
        "status": "requires_payment_method",
        "transfer_data": None,
        "transfer_group": params.get("transfer_group"),
    }
    _share(sandbox, intent, params, "")
    check_words(params, "")
    intent["receipt_email"] = params.get("receipt_email")
    intent["statement_descriptor_suffix"] = params.get("statement_descriptor_suffix")
    if params.get("customer"):
        intent["customer"] = sandbox.find("customer", params["customer"], "customer", 400)["id"]
    sandbox.store.put(intent)
    sandbox.emit("payment_intent.created", intent)
    return intent


def check_words(params: Body, prefix: str) -> None:
    """Receipt address and the words on the card's statement; `prefix` is where a session carries them."""
    inside = "{}" if not prefix else prefix + "[{}]"
    customers.check_email(params.get("receipt_email", ""), inside.format("receipt_email"))
    suffix = params.get("statement_descriptor_suffix", "")
    param = inside.format("statement_descriptor_suffix")
    if len(suffix) > 22:
        raise ApiError("The statement descriptor suffix must be at most 22 characters.", param=param)
    if suffix and (re.search(r"[<>\\'\"*]", suffix) or not re.search("[A-Za-z]", suffix)):
        text = "The statement descriptor suffix must contain a letter and none of the characters <, >, \\, ', \", *."
        raise ApiError(text, code="invalid_characters", param=param)


def check_share(sandbox: Sandbox, params: Body, amount: int, prefix: str) -> None:
    """The connected account's part of the money: destination, fee, and that the fee fits the amount."""
    inside = "{}" if not prefix else prefix + "[{}]"
    share = params.get("transfer_data")
    if share:
        transfers.check_destination(sandbox, share["destination"], inside.format("transfer_data") + "[destination]")
    check_fee(params, amount, prefix)


def check_fee(params: Body, amount: int, prefix: str) -> None:
    """The application fee: only of what goes to a connected account, and never more than all of it."""
    inside = "{}" if not prefix else prefix + "[{}]"
    share, fee = params.get("transfer_data"), params.get("application_fee_amount")
    if fee is None:
        return
    param = inside.format("application_fee_amount")
    if not share:
        text = (
            "Can only apply an application_fee_amount when the PaymentIntent is attempting a direct payment (using an"
        )
        text += " OAuth key or Stripe-Account header) or destination payment (using `transfer_data[destination]`)."
        raise ApiError(text, param=param)
    if fee < 0:
        raise ApiError("Invalid non-negative integer", code="parameter_invalid_integer", param=param)
    if fee > amount:
        raise ApiError("The application fee cannot be larger than the total charge amount.", param=param)


def create(sandbox: Sandbox, params: Body) -> Body:
    """POST /v1/payment_intents"""
    currency = money.checked_currency(params["currency"])
    money.check_charge(params["amount"], currency)
    for name in ("off_session", "return_url"):
        if params.get(name, "false") != "false" and not params.get("confirm"):
            raise ApiError(f"You cannot provide `{name}` when `confirm` is not set to true.", param=name)
    intent = make(sandbox, params["amount"], currency, params)
    if params.get("payment_method"):
        method = payment_methods.usable(sandbox, params["payment_method"], intent["customer"])
        intent |= {"payment_method": method["id"], "status": "requires_confirmation"}
        sandbox.store.put(intent)
    return _confirm(sandbox, intent, params) if params.get("confirm") else intent


def update(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/payment_intents/{id}: words at any time, money only before it is confirmed."""
    intent = sandbox.find("payment_intent", id)
    for field in ("amount", "currency", "customer", "payment_method", "setup_future_usage"):
        if field in params and intent["status"] not in CONFIRMABLE:
            text = (
                f"This PaymentIntent's {field} could not be updated because it has a status of {intent['status']}. You "
                f"may only update the {field} of a PaymentIntent with one of the following statuses: "
                f"{', '.join(CONFIRMABLE)}."
            )
            raise unexpected_state(text, public(intent))
    currency = money.checked_currency(params["currency"] if "currency" in params else intent["currency"])
    amount = params["amount"] if "amount" in params else intent["amount"]
    money.check_charge(amount, currency)
    check_words(params, "")
    intent |= {
        "amount": amount,
        "currency": currency,
        "metadata": customers.merged(intent["metadata"], params.get("metadata")),
    }
    if "customer" in params:
        intent["customer"] = sandbox.find("customer", params["customer"], "customer", 400)["id"]
    for field in (
        "description",
        "receipt_email",
        "setup_future_usage",
        "statement_descriptor_suffix",
        "transfer_group",
    ):
        if field in params:
            intent[field] = params[field] or None
    if params.get("payment_method"):
        method = payment_methods.usable(sandbox, params["payment_method"], intent["customer"])
        intent |= {"payment_method": method["id"], "status": "requires_confirmation"}
    _share(sandbox, intent, params, "")
    return sandbox.store.put(intent)


def retrieve(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/payment_intents/{id}"""
    return sandbox.find("payment_intent", id)


def listed(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/payment_intents"""
    where = {"customer": params["customer"]} if "customer" in params else None
    return sandbox.listing("payment_intent", "/v1/payment_intents", params, where)


def confirm(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/payment_intents/{id}/confirm"""
    intent = sandbox.find("payment_intent", id)
    _refuse_checkout(intent, "confirm")
    if intent["status"] == "succeeded":
        text = (
            "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed."
        )
        raise unexpected_state(text, public(intent))
    if intent["status"] not in CONFIRMABLE:
        text = (
            f"You cannot confirm this PaymentIntent because it has a status of {intent['status']}. Only a "
            f"PaymentIntent with one of the following statuses may be confirmed: {', '.join(CONFIRMABLE)}."
        )
        raise unexpected_state(text, public(intent))
    if params.get("payment_method"):
        intent["payment_method"] = payment_methods.usable(sandbox, params["payment_method"], intent["customer"])["id"]
    if params.get("setup_future_usage"):
        intent["setup_future_usage"] = params["setup_future_usage"]
    return _confirm(sandbox, intent, params)


def capture(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/payment_intents/{id}/capture"""
    intent = sandbox.find("payment_intent", id)
    if intent["status"] == "succeeded":
        text = "This PaymentIntent could not be captured because it has already been captured."
        raise unexpected_state(text, public(intent))
    if intent["status"] != "requires_capture":
        text = (
            f"This PaymentIntent could not be captured because it has a status of {intent['status']}. "
            "Only a PaymentIntent with one of the following statuses may be captured: requires_capture."
        )
        raise unexpected_state(text, public(intent))
    amount = params["amount_to_capture"] if "amount_to_capture" in params else intent["amount_capturable"]
    if amount < 1:
        text = "This value must be greater than or equal to 1."
        raise ApiError(text, code="parameter_invalid_integer", param="amount_to_capture")
    if amount > intent["amount_capturable"]:
        text = (
            "The payment could not be captured because the requested capture amount is greater than the amount you can"
        )
        raise ApiError(
            text + " capture for this charge.",
            code="amount_too_large",
            param="amount_to_capture",
            began=True,
            payment_intent=public(intent),
        )
    if "application_fee_amount" in params:
        # The destination was good when the card was held: an account that was restricted since still gets its share.
        check_fee(intent | {"application_fee_amount": params["application_fee_amount"]}, amount, "")
        charge = sandbox.find("charge", intent["latest_charge"])
        sandbox.store.put(charge | {"application_fee_amount": params["application_fee_amount"]})
        intent["application_fee_amount"] = params["application_fee_amount"]
    transfers.check_not_closed(sandbox, intent["transfer_data"])
    intent["metadata"] = customers.merged(intent["metadata"], params.get("metadata"))
    return payments.capture(sandbox, intent, amount)


def cancel(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/payment_intents/{id}/cancel"""
    intent = sandbox.find("payment_intent", id)
    if intent["status"] not in CANCELABLE:
        text = (
            f"You cannot cancel this PaymentIntent because it has a status of {intent['status']}. Only a PaymentIntent "
            f"with one of the following statuses may be canceled: {', '.join(CANCELABLE)}."
        )
        raise unexpected_state(text, public(intent))
    if intent["status"] != "requires_capture":
        _refuse_checkout(intent, "cancel")
    return payments.cancel(sandbox, intent, params.get("cancellation_reason"))


def _confirm(sandbox: Sandbox, intent: Body, params: Body) -> Body:
    if not intent["payment_method"]:
        who = (
            f"with {intent['customer']}, specify a payment method attached to this customer along with the customer ID."
        )
        text = "You cannot confirm this PaymentIntent because it's missing a payment method. "
        text += (
            "To confirm the PaymentIntent " + who
            if intent["customer"]
            else "Update the PaymentIntent with a payment method."
        )
        raise ApiError(text, code="payment_intent_unexpected_state", payment_intent=public(intent))
    method = sandbox.find("payment_method", intent["payment_method"])
    off_session = params.get("off_session", "false") != "false"
    return payments.attempt(sandbox, intent, method, off_session=off_session, return_url=params.get("return_url", ""))


def _share(sandbox: Sandbox, intent: Body, params: Body, prefix: str) -> None:
    check_share(sandbox, params, intent["amount"], prefix)
    for field in ("transfer_data", "application_fee_amount"):
        if field in params:
            intent[field] = params[field]


def _refuse_checkout(intent: Body, verb: str) -> None:
    if intent.get("_checkout"):
        text = (
            f"You cannot {verb} this PaymentIntent because it was created by a Checkout Session. "
            "To cancel it, expire the Checkout Session instead."
        )
        raise unexpected_state(text, public(intent))
