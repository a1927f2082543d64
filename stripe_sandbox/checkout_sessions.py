"""Checkout Sessions: one hosted page, one payment (https://docs.stripe.com/api/checkout/sessions)."""

from typing import Any

from stripe_sandbox import customers, money, payment_intents, payment_methods, payments
from stripe_sandbox.errors import ApiError
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id

Body = dict[str, Any]
SHORTEST, LONGEST = 30 * 60, 24 * 3600
# The clock of whoever asks may be a little behind ours.
GRACE = 30


def create(sandbox: Sandbox, params: Body) -> Body:
    """POST /v1/checkout/sessions (mode=payment, ui_mode=hosted_page)"""
    if params.get("mode", "payment") != "payment" or params.get("ui_mode", "hosted_page") != "hosted_page":
        raise ApiError("The sandbox knows only mode=payment and ui_mode=hosted_page.", param="mode")
    if not params.get("success_url"):
        raise ApiError("Missing required param: success_url.", code="parameter_missing", param="success_url")
    for name in ("success_url", "cancel_url"):
        if not params.get(name, "http://").startswith(("http://", "https://")):
            raise ApiError("Not a valid URL", code="url_invalid", param=name)
    items, currency = _line_items(params)
    total = sum(item["amount_total"] for item in items)
    money.check_charge(total, currency, "line_items", what="The Checkout Session's total amount due")
    plan = params.get("payment_intent_data") or {}
    payment_intents.check_words(plan, "payment_intent_data")
    payment_intents.check_share(sandbox, plan, total, "payment_intent_data")
    customer, email = params.get("customer"), params.get("customer_email")
    if customer and email:
        raise ApiError("You may only specify one of these parameters: customer, customer_email.")
    customers.check_email(email or "", "customer_email")
    if customer:
        email = sandbox.find("customer", customer, "customer", 400)["email"]
    expires_at = params.get("expires_at", sandbox.now() + LONGEST)
    if expires_at < sandbox.now() + SHORTEST - GRACE:
        text = "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation."
        raise ApiError(text, param="expires_at")
    if expires_at > sandbox.now() + LONGEST + GRACE:
        text = "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation."
        raise ApiError(text, param="expires_at")
    id = new_id("cs_test", 58)
    session = {
        "id": id,
        "object": "checkout.session",
        "adaptive_pricing": None,
        "after_expiration": None,
        "allow_promotion_codes": None,
        "allowed_payment_method_types": params.get("allowed_payment_method_types"),
        "amount_subtotal": total,
        "amount_total": total,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "billing_address_collection": None,
        "cancel_url": params.get("cancel_url"),
        "client_reference_id": params.get("client_reference_id"),
        "client_secret": None,
        "collected_information": None,
        "consent": None,
        "consent_collection": None,
        "created": sandbox.now(),
        "currency": currency,
        "currency_conversion": None,
        "custom_fields": [],
        "custom_text": {
            "after_submit": None,
            "shipping_address": None,
            "submit": None,
            "terms_of_service_acceptance": None,
        },
        "customer": customer,
        "customer_account": None,
        "customer_creation": None if customer else params.get("customer_creation", "if_required"),
        "customer_details": _details(email) if email else None,
        "customer_email": params.get("customer_email"),
        "discounts": [],
        "expires_at": expires_at,
        "invoice": None,
        "invoice_creation": None,
        "livemode": False,
        "locale": params.get("locale"),
        "metadata": customers.merged({}, params.get("metadata")),
        "mode": "payment",
        "origin_context": None,
        "payment_intent": None,
        "payment_link": None,
        "payment_method_collection": "if_required",
        "payment_method_configuration_details": None,
        "payment_method_options": {},
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "permissions": None,
        "phone_number_collection": {"enabled": False},
        "recovered_from": None,
        "saved_payment_method_options": None,
        "setup_intent": None,
        "shipping_address_collection": None,
        "shipping_cost": None,
        "shipping_options": [],
        "status": "open",
        "submit_type": params.get("submit_type"),
        "subscription": None,
        "success_url": params["success_url"],
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "url": f"{sandbox.settings.base_url}/c/pay/{id}",
        "wallet_options": None,
        "_due": expires_at,
        "_items": items,
        "_plan": plan,
    }
    return sandbox.store.put(session)


def retrieve(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/checkout/sessions/{id}"""
    return sandbox.find("checkout.session", id)


def update(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/checkout/sessions/{id}: its metadata."""
    session = sandbox.find("checkout.session", id)
    session["metadata"] = customers.merged(session["metadata"], params.get("metadata"))
    return sandbox.store.put(session)


def listed(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/checkout/sessions"""
    where: Body = {key: params[key] for key in ("customer", "payment_intent", "status") if key in params}
    return sandbox.listing("checkout.session", "/v1/checkout/sessions", params, where)


def line_items(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/checkout/sessions/{id}/line_items"""
    return items_of(sandbox.find("checkout.session", id))


def items_of(session: Body) -> Body:
    """A session's line items as a list object."""
    url = f"/v1/checkout/sessions/{session['id']}/line_items"
    return {"object": "list", "data": session["_items"], "has_more": False, "url": url}


def expire(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/checkout/sessions/{id}/expire; refused once it is paid or has expired."""
    session = sandbox.find("checkout.session", id)
    if session["status"] != "open":
        text = 'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of '
        raise ApiError(f"{text}`{session['status']}`.", began=True)
    return close(sandbox, session)


def close(sandbox: Sandbox, session: Body) -> Body:
    """Expires an open session; a payment that was begun on it is let go."""
    session |= {"status": "expired", "url": None, "_due": None}
    if session["payment_intent"]:
        intent = sandbox.find("payment_intent", session["payment_intent"])
        if intent["status"] in payment_intents.CANCELABLE:
            payments.cancel(sandbox, intent, None)
    sandbox.store.put(session)
    sandbox.emit("checkout.session.expired", session)
    return session


def pay(sandbox: Sandbox, session: Body, number: str, *, name: str, email: str, exp_month: int, exp_year: int) -> Body:
    """The hosted page's button: tries the card. Returns the PaymentIntent; raises CardError on a no."""
    intent = _intent_of(sandbox, session)
    method = payment_methods.make(sandbox, number, exp_month=exp_month, exp_year=exp_year, name=name, email=email)
    session["customer_details"] = _details(email, name)
    if not session["customer"] and (intent["setup_future_usage"] or session["customer_creation"] == "always"):
        session["customer"] = intent["customer"] = customers.make(sandbox, email=email, name=name)["id"]
    sandbox.store.put(session)
    intent = payments.attempt(sandbox, intent, method, return_url=f"{sandbox.settings.base_url}/c/pay/{session['id']}")
    if intent["status"] != "requires_action":
        complete(sandbox, session, intent)
    return intent


def complete(sandbox: Sandbox, session: Body, intent: Body) -> Body:
    """The session is over: paid, or (manual capture) held and therefore still "unpaid"."""
    session |= {
        "status": "complete",
        "payment_status": "paid" if intent["status"] == "succeeded" else "unpaid",
        "url": None,
        "_due": None,
    }
    sandbox.store.put(session)
    sandbox.emit("checkout.session.completed", session)
    return session


def _intent_of(sandbox: Sandbox, session: Body) -> Body:
    """The session's PaymentIntent; Stripe makes it when the first card is tried, not before."""
    if session["payment_intent"]:
        return sandbox.find("payment_intent", session["payment_intent"])
    plan = dict(session["_plan"]) | {"customer": session["customer"]}
    if session["allowed_payment_method_types"]:
        plan["allowed_payment_method_types"] = session["allowed_payment_method_types"]
    intent = payment_intents.make(sandbox, session["amount_total"], session["currency"], plan)
    intent["_checkout"] = session["id"]
    sandbox.store.put(intent)
    session["payment_intent"] = intent["id"]
    sandbox.store.put(session)
    return intent


def _details(email: str | None, name: str | None = None) -> Body:
    return {
        "address": None,
        "business_name": None,
        "email": email,
        "individual_name": None,
        "name": name,
        "phone": None,
        "tax_exempt": "none",
        "tax_ids": [],
    }


def _line_items(params: Body) -> tuple[list[Body], str]:
    if not params.get("line_items"):
        raise ApiError("Missing required param: line_items.", code="parameter_missing", param="line_items")
    items: list[Body] = []
    for index, row in enumerate(params["line_items"]):
        where = f"line_items[{index}]"
        price, quantity = row.get("price_data"), row.get("quantity")
        if not price or "unit_amount" not in price or "product_data" not in price:
            text = "The sandbox has no products of its own: pass price_data with unit_amount and product_data."
            raise ApiError(text, code="parameter_missing", param=f"{where}[price_data]")
        if quantity is None:
            name = f"{where}[quantity]"
            raise ApiError(f"Missing required param: {name}.", code="parameter_missing", param=name)
        if quantity < 1 or price["unit_amount"] < 0:
            name = f"{where}[quantity]" if quantity < 1 else f"{where}[price_data][unit_amount]"
            raise ApiError("Invalid non-negative integer", code="parameter_invalid_integer", param=name)
        currency = money.checked_currency(price["currency"], f"{where}[price_data][currency]")
        total = quantity * price["unit_amount"]
        items.append(
            {
                "id": new_id("li"),
                "object": "item",
                "amount_discount": 0,
                "amount_subtotal": total,
                "amount_tax": 0,
                "amount_total": total,
                "currency": currency,
                "description": price["product_data"]["name"],
                "quantity": quantity,
                "price": {
                    "id": new_id("price"),
                    "object": "price",
                    "active": False,
                    "billing_scheme": "per_unit",
                    "currency": currency,
                    "livemode": False,
                    "metadata": {},
                    "product": new_id("prod", 14),
                    "recurring": None,
                    "type": "one_time",
                    "unit_amount": price["unit_amount"],
                    "unit_amount_decimal": str(price["unit_amount"]),
                },
            }
        )
    if len({item["currency"] for item in items}) > 1:
        raise ApiError("All line items must have the same currency.", param="line_items")
    return items, items[0]["currency"]
