"""SetupIntents: a card is saved without being charged (https://docs.stripe.com/payments/setupintents/lifecycle)."""

from typing import Any

from stripe_sandbox import cards, customers, payment_methods
from stripe_sandbox.errors import ApiError
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id, public

Body = dict[str, Any]
ENDED = ("succeeded", "canceled")


def create(sandbox: Sandbox, params: Body) -> Body:
    """POST /v1/setup_intents"""
    id = new_id("seti")
    intent: Body = {
        "id": id,
        "object": "setup_intent",
        "allowed_payment_method_types": params.get("allowed_payment_method_types"),
        "application": None,
        "automatic_payment_methods": None,
        "cancellation_reason": None,
        "client_secret": f"{id}_secret_{new_id('', 25)[1:]}",
        "created": sandbox.now(),
        "customer": None,
        "customer_account": None,
        "description": params.get("description") or None,
        "excluded_payment_method_types": None,
        "flow_directions": None,
        "last_setup_error": None,
        "latest_attempt": None,
        "livemode": False,
        "mandate": None,
        "metadata": customers.merged({}, params.get("metadata")),
        "next_action": None,
        "on_behalf_of": params.get("on_behalf_of"),
        "payment_method": None,
        "payment_method_configuration_details": None,
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_method_types": ["card"],
        "single_use_mandate": None,
        "status": "requires_payment_method",
        "usage": params.get("usage", "off_session"),
    }
    if params.get("customer"):
        intent["customer"] = sandbox.find("customer", params["customer"], "customer", 400)["id"]
    if params.get("payment_method"):
        intent["payment_method"] = payment_methods.named(sandbox, params["payment_method"])["id"]
        intent["status"] = "requires_confirmation"
    sandbox.store.put(intent)
    sandbox.emit("setup_intent.created", intent)
    if params.get("confirm"):
        return _confirm(sandbox, intent, params)
    return intent


def retrieve(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/setup_intents/{id}"""
    return sandbox.find("setup_intent", id)


def listed(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/setup_intents"""
    where: Body = {key: params[key] for key in ("customer", "payment_method") if key in params}
    return sandbox.listing("setup_intent", "/v1/setup_intents", params, where)


def confirm(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/setup_intents/{id}/confirm"""
    intent = sandbox.find("setup_intent", id)
    if intent["status"] in ENDED:
        raise _unexpected(intent, "confirm")
    if params.get("payment_method"):
        intent["payment_method"] = payment_methods.named(sandbox, params["payment_method"])["id"]
    return _confirm(sandbox, intent, params)


def cancel(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/setup_intents/{id}/cancel"""
    intent = sandbox.find("setup_intent", id)
    if intent["status"] in ENDED:
        raise _unexpected(intent, "cancel")
    intent |= {"status": "canceled", "cancellation_reason": params.get("cancellation_reason"), "next_action": None}
    sandbox.store.put(intent)
    sandbox.emit("setup_intent.canceled", intent)
    return intent


def authenticated(sandbox: Sandbox, intent: Body, *, passed: bool) -> Body:
    """The cardholder came back from the bank's page. Raises CardError on a no."""
    intent["next_action"] = None
    method = sandbox.find("payment_method", intent["payment_method"])
    if not passed:
        raise _refused(sandbox, intent, method, cards.NOT_AUTHENTICATED)
    return _saved(sandbox, intent, method)


def _confirm(sandbox: Sandbox, intent: Body, params: Body) -> Body:
    if not intent["payment_method"]:
        text = "You cannot confirm this SetupIntent because it's missing a payment method."
        raise ApiError(text, code="setup_intent_unexpected_state", param="payment_method")
    method = sandbox.find("payment_method", intent["payment_method"])
    intent["last_setup_error"] = None
    card = cards.card_of(method)
    if card.refusal and not card.saves:
        raise _refused(sandbox, intent, method, card.refusal)
    if cards.asks_bank(method, off_session=False):
        url = f"{sandbox.settings.base_url}/3ds/{intent['id']}?secret={intent['client_secret']}"
        back = params.get("return_url") or ""
        action: Body = {"type": "use_stripe_sdk", "use_stripe_sdk": {"stripe_js": url}}
        if back:
            action = {"type": "redirect_to_url", "redirect_to_url": {"return_url": back, "url": url}}
        intent |= {"status": "requires_action", "next_action": action, "_return_url": back}
        sandbox.store.put(intent)
        sandbox.emit("setup_intent.requires_action", intent)
        return intent
    return _saved(sandbox, intent, method)


def _saved(sandbox: Sandbox, intent: Body, method: Body) -> Body:
    method["_set_up"] = True
    sandbox.store.put(method)
    if intent["customer"] and not method["customer"]:
        payment_methods.attach_to(sandbox, method, intent["customer"])
    intent["status"] = "succeeded"
    sandbox.store.put(intent)
    sandbox.emit("setup_intent.succeeded", intent)
    return intent


def _refused(sandbox: Sandbox, intent: Body, method: Body, refusal: cards.Refusal) -> ApiError:
    error = refusal.error(payment_method=public(method))
    intent |= {"status": "requires_payment_method", "payment_method": None, "last_setup_error": dict(error.error)}
    sandbox.store.put(intent)
    sandbox.emit("setup_intent.setup_failed", intent)
    error.error["setup_intent"] = public(intent)
    return error


def _unexpected(intent: Body, verb: str) -> ApiError:
    text = f"You cannot {verb} this SetupIntent because it has a status of {intent['status']}."
    return ApiError(text, code="setup_intent_unexpected_state", began=True, setup_intent=public(intent))
