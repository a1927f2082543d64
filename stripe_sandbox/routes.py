"""Every API endpoint: method and path → the function that answers. The same names are in known_parameters.json."""

import re
from collections.abc import Callable
from typing import Any

from stripe_sandbox import (
    account_links,
    accounts,
    application_fees,
    balance,
    charges,
    checkout_sessions,
    customers,
    disputes,
    payment_intents,
    payment_methods,
    payouts,
    platform,
    refunds,
    setup_intents,
    transfer_reversals,
    transfers,
)

Handler = Callable[..., dict[str, Any]]

ENDPOINTS: dict[str, Handler] = {
    "GET /v1/account": platform.retrieve,
    "GET /v1/accounts/{id}": accounts.retrieve_v1,
    "GET /v1/application_fees/{id}": application_fees.retrieve,
    "GET /v1/application_fees/{id}/refunds": application_fees.listed_refunds,
    "POST /v1/application_fees/{id}/refunds": application_fees.create_refund,
    "GET /v1/balance": balance.retrieve_balance,
    "GET /v1/balance_settings": payouts.retrieve_settings,
    "POST /v1/balance_settings": payouts.update_settings,
    "GET /v1/balance_transactions": balance.listed,
    "GET /v1/balance_transactions/{id}": balance.retrieve,
    "GET /v1/charges": charges.listed,
    "GET /v1/charges/{id}": charges.retrieve,
    "GET /v1/checkout/sessions": checkout_sessions.listed,
    "GET /v1/checkout/sessions/{id}": checkout_sessions.retrieve,
    "GET /v1/checkout/sessions/{id}/line_items": checkout_sessions.line_items,
    "POST /v1/checkout/sessions": checkout_sessions.create,
    "POST /v1/checkout/sessions/{id}": checkout_sessions.update,
    "POST /v1/checkout/sessions/{id}/expire": checkout_sessions.expire,
    "GET /v1/customers": customers.listed,
    "GET /v1/customers/{id}": customers.retrieve,
    "POST /v1/customers": customers.create,
    "POST /v1/customers/{id}": customers.update,
    "DELETE /v1/customers/{id}": customers.delete,
    "GET /v1/customers/{id}/payment_methods": payment_methods.listed_of_customer,
    "GET /v1/disputes": disputes.listed,
    "GET /v1/disputes/{id}": disputes.retrieve,
    "POST /v1/disputes/{id}": disputes.update,
    "POST /v1/disputes/{id}/close": disputes.close,
    "GET /v1/events": charges.listed_events,
    "GET /v1/events/{id}": charges.retrieve_event,
    "GET /v1/payment_intents": payment_intents.listed,
    "GET /v1/payment_intents/{id}": payment_intents.retrieve,
    "POST /v1/payment_intents": payment_intents.create,
    "POST /v1/payment_intents/{id}": payment_intents.update,
    "POST /v1/payment_intents/{id}/cancel": payment_intents.cancel,
    "POST /v1/payment_intents/{id}/capture": payment_intents.capture,
    "POST /v1/payment_intents/{id}/confirm": payment_intents.confirm,
    "GET /v1/payment_methods": payment_methods.listed,
    "GET /v1/payment_methods/{id}": payment_methods.retrieve,
    "POST /v1/payment_methods/{id}/attach": payment_methods.attach,
    "POST /v1/payment_methods/{id}/detach": payment_methods.detach,
    "GET /v1/payouts": payouts.listed,
    "GET /v1/payouts/{id}": payouts.retrieve,
    "POST /v1/payouts": payouts.create,
    "POST /v1/payouts/{id}/cancel": payouts.cancel,
    "GET /v1/refunds": refunds.listed,
    "GET /v1/refunds/{id}": refunds.retrieve,
    "POST /v1/refunds": refunds.create,
    "POST /v1/refunds/{id}": refunds.update,
    "GET /v1/setup_intents": setup_intents.listed,
    "GET /v1/setup_intents/{id}": setup_intents.retrieve,
    "POST /v1/setup_intents": setup_intents.create,
    "POST /v1/setup_intents/{id}/cancel": setup_intents.cancel,
    "POST /v1/setup_intents/{id}/confirm": setup_intents.confirm,
    "GET /v1/transfers": transfers.listed,
    "GET /v1/transfers/{id}": transfers.retrieve,
    "POST /v1/transfers": transfers.create,
    "GET /v1/transfers/{id}/reversals": transfer_reversals.listed,
    "POST /v1/transfers/{id}/reversals": transfer_reversals.create,
    "POST /v2/core/account_links": account_links.create,
    "GET /v2/core/accounts": accounts.listed,
    "GET /v2/core/accounts/{id}": accounts.retrieve,
    "POST /v2/core/accounts": accounts.create,
    "POST /v2/core/accounts/{id}": accounts.update,
    "GET /v2/core/events/{id}": charges.retrieve_thin_event,
}
# Those that also answer for a connected account, when the request says Stripe-Account.
FOR_ACCOUNTS = frozenset(
    name
    for name in ENDPOINTS
    if name.split("/")[2] in ("balance", "balance_settings", "balance_transactions", "payouts")
)
PATTERNS = [
    (re.compile("^" + re.escape(name).replace(r"\ ", " ").replace(r"\{id\}", "([^/]+)") + "$"), name)
    for name in sorted(ENDPOINTS, key=lambda name: "{id}" in name)
]


def match(method: str, path: str) -> tuple[str, list[str]] | None:
    """The endpoint's name and the ids in its path."""
    for pattern, name in PATTERNS:
        found = pattern.match(f"{method} {path}")
        if found:
            return name, list(found.groups())
    return None
