"""Customers."""

import re
from typing import Any

from stripe_sandbox.errors import ApiError
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id

Body = dict[str, Any]
EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")
FIELDS = ("address", "description", "email", "name", "phone", "shipping", "preferred_locales")


def check_email(address: str, param: str = "email") -> None:
    """Refuses what is plainly no address."""
    if address and not EMAIL.match(address):
        raise ApiError(f"Invalid email address: {address}", code="email_invalid", param=param)


def merged(metadata: dict[str, str], change: Any) -> dict[str, str]:
    """Metadata after a change: an empty value removes its key, an empty string removes all."""
    if change == "":
        return {}
    return {key: value for key, value in (metadata | (change or {})).items() if value != ""}


def make(sandbox: Sandbox, *, email: str | None = None, name: str | None = None) -> Body:
    """A new customer, told about."""
    customer = _blank(sandbox) | {"email": email, "name": name}
    sandbox.store.put(customer)
    sandbox.emit("customer.created", customer)
    return customer


def create(sandbox: Sandbox, params: Body) -> Body:
    """POST /v1/customers"""
    customer = _changed(sandbox, _blank(sandbox), params)
    sandbox.emit("customer.created", customer)
    return customer


def retrieve(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/customers/{id}; a deleted one says only that."""
    customer = sandbox.store.get(id)
    if customer and customer["object"] == "deleted_customer":
        return {"id": id, "object": "customer", "deleted": True}
    return sandbox.find("customer", id)


def update(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/customers/{id}"""
    customer = sandbox.find("customer", id)
    before = dict(customer)
    customer = _changed(sandbox, customer, params)
    previous = {key: value for key, value in before.items() if customer.get(key) != value}
    sandbox.emit("customer.updated", customer, previous)
    return customer


def delete(sandbox: Sandbox, params: Body, id: str) -> Body:
    """DELETE /v1/customers/{id}: its saved cards are let go too."""
    customer = sandbox.find("customer", id)
    for method in sandbox.store.find("payment_method", {"customer": id}):
        sandbox.store.put(method | {"customer": None})
    sandbox.store.delete(id)
    sandbox.store.put({"id": id, "object": "deleted_customer"})
    sandbox.emit("customer.deleted", customer)
    return {"id": id, "object": "customer", "deleted": True}


def listed(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/customers"""
    where = {"email": params["email"]} if "email" in params else None
    return sandbox.listing("customer", "/v1/customers", params, where)


def _blank(sandbox: Sandbox) -> Body:
    return {
        "id": new_id("cus", 14),
        "object": "customer",
        "address": None,
        "balance": 0,
        "created": sandbox.now(),
        "currency": None,
        "default_source": None,
        "delinquent": False,
        "description": None,
        "discount": None,
        "email": None,
        "invoice_prefix": new_id("", 8)[1:].upper(),
        "invoice_settings": {
            "custom_fields": None,
            "default_payment_method": None,
            "footer": None,
            "rendering_options": None,
        },
        "livemode": False,
        "metadata": {},
        "name": None,
        "next_invoice_sequence": 1,
        "phone": None,
        "preferred_locales": [],
        "shipping": None,
        "tax_exempt": "none",
        "test_clock": None,
    }


def _changed(sandbox: Sandbox, customer: Body, params: Body) -> Body:
    check_email(params.get("email", ""))
    for field in FIELDS:
        if field in params:
            customer[field] = params[field] or None
    chosen = (params.get("invoice_settings") or {}).get("default_payment_method")
    if chosen:
        method = sandbox.find("payment_method", chosen, "invoice_settings[default_payment_method]", 400)
        if method["customer"] != customer["id"]:
            text = (
                f"The customer does not have a payment method with the ID {chosen}. The payment method must be "
                "attached to the customer."
            )
            raise ApiError(text, code="resource_missing", param="invoice_settings[default_payment_method]")
        customer["invoice_settings"]["default_payment_method"] = chosen
    customer["metadata"] = merged(customer["metadata"], params.get("metadata"))
    return sandbox.store.put(customer)
