"""Reads the pinned Stripe SDK's parameter classes and prints stripe_sandbox/known_parameters.json."""

import json
import sys
import typing
from typing import Any, ForwardRef, Literal, get_args, get_origin

import stripe
from stripe import params
from stripe._request_options import RequestOptions
from stripe.params import checkout
from stripe.params.v2 import core

# What the sandbox answers, by method and path, with the SDK class that says which parameters exist.
ENDPOINTS: dict[str, Any] = {
    "GET /v1/account": params.AccountRetrieveCurrentParams,
    "GET /v1/accounts/{id}": params.AccountRetrieveParams,
    "GET /v1/application_fees/{id}": params.ApplicationFeeRetrieveParams,
    "GET /v1/application_fees/{id}/refunds": params.ApplicationFeeRefundListParams,
    "GET /v1/balance": params.BalanceRetrieveParams,
    "GET /v1/balance_settings": params.BalanceSettingsRetrieveParams,
    "GET /v1/balance_transactions": params.BalanceTransactionListParams,
    "GET /v1/balance_transactions/{id}": params.BalanceTransactionRetrieveParams,
    "GET /v1/charges": params.ChargeListParams,
    "GET /v1/charges/{id}": params.ChargeRetrieveParams,
    "GET /v1/checkout/sessions": checkout.SessionListParams,
    "GET /v1/checkout/sessions/{id}": checkout.SessionRetrieveParams,
    "GET /v1/checkout/sessions/{id}/line_items": checkout.SessionLineItemListParams,
    "GET /v1/customers": params.CustomerListParams,
    "GET /v1/customers/{id}": params.CustomerRetrieveParams,
    "GET /v1/customers/{id}/payment_methods": params.CustomerPaymentMethodListParams,
    "GET /v1/disputes": params.DisputeListParams,
    "GET /v1/disputes/{id}": params.DisputeRetrieveParams,
    "POST /v1/disputes/{id}": params.DisputeUpdateParams,
    "POST /v1/disputes/{id}/close": params.DisputeCloseParams,
    "GET /v1/events": params.EventListParams,
    "GET /v1/events/{id}": params.EventRetrieveParams,
    "GET /v1/payment_intents": params.PaymentIntentListParams,
    "GET /v1/payment_intents/{id}": params.PaymentIntentRetrieveParams,
    "GET /v1/payment_methods": params.PaymentMethodListParams,
    "GET /v1/payment_methods/{id}": params.PaymentMethodRetrieveParams,
    "GET /v1/payouts": params.PayoutListParams,
    "GET /v1/payouts/{id}": params.PayoutRetrieveParams,
    "GET /v1/refunds": params.RefundListParams,
    "GET /v1/refunds/{id}": params.RefundRetrieveParams,
    "GET /v1/setup_intents": params.SetupIntentListParams,
    "GET /v1/setup_intents/{id}": params.SetupIntentRetrieveParams,
    "POST /v1/setup_intents": params.SetupIntentCreateParams,
    "POST /v1/setup_intents/{id}/cancel": params.SetupIntentCancelParams,
    "POST /v1/setup_intents/{id}/confirm": params.SetupIntentConfirmParams,
    "GET /v1/transfers": params.TransferListParams,
    "GET /v1/transfers/{id}": params.TransferRetrieveParams,
    "GET /v1/transfers/{id}/reversals": params.TransferReversalListParams,
    "POST /v1/application_fees/{id}/refunds": params.ApplicationFeeRefundCreateParams,
    "POST /v1/balance_settings": params.BalanceSettingsUpdateParams,
    "POST /v1/checkout/sessions": checkout.SessionCreateParams,
    "POST /v1/checkout/sessions/{id}": checkout.SessionUpdateParams,
    "POST /v1/checkout/sessions/{id}/expire": checkout.SessionExpireParams,
    "POST /v1/customers": params.CustomerCreateParams,
    "POST /v1/customers/{id}": params.CustomerUpdateParams,
    "DELETE /v1/customers/{id}": params.CustomerDeleteParams,
    "POST /v1/payment_intents": params.PaymentIntentCreateParams,
    "POST /v1/payment_intents/{id}": params.PaymentIntentUpdateParams,
    "POST /v1/payment_intents/{id}/cancel": params.PaymentIntentCancelParams,
    "POST /v1/payment_intents/{id}/capture": params.PaymentIntentCaptureParams,
    "POST /v1/payment_intents/{id}/confirm": params.PaymentIntentConfirmParams,
    "POST /v1/payment_methods/{id}/attach": params.PaymentMethodAttachParams,
    "POST /v1/payment_methods/{id}/detach": params.PaymentMethodDetachParams,
    "POST /v1/payouts": params.PayoutCreateParams,
    "POST /v1/payouts/{id}/cancel": params.PayoutCancelParams,
    "POST /v1/refunds": params.RefundCreateParams,
    "POST /v1/refunds/{id}": params.RefundUpdateParams,
    "POST /v1/transfers": params.TransferCreateParams,
    "POST /v1/transfers/{id}/reversals": params.TransferCreateReversalParams,
    "GET /v2/core/accounts": core.AccountListParams,
    "GET /v2/core/accounts/{id}": core.AccountRetrieveParams,
    "GET /v2/core/events/{id}": core.EventRetrieveParams,
    "POST /v2/core/account_links": core.AccountLinkCreateParams,
    "POST /v2/core/accounts": core.AccountCreateParams,
    "POST /v2/core/accounts/{id}": core.AccountUpdateParams,
}
OPTIONS = set(RequestOptions.__annotations__)
# Ways to pay other than a card are known by name only: the sandbox has cards.
CARDS_ONLY = {"payment_method_data", "payment_method_options"}
SCALARS = {str: "str", int: "int", bool: "bool", float: "number"}


def shape_of(hint: Any, module: Any) -> Any:
    """One parameter's shape: "int", "str?", "=one|two", {…} for an object, [shape] for a list, "map" for free keys."""
    if isinstance(hint, str | ForwardRef):
        text = hint if isinstance(hint, str) else hint.__forward_arg__
        hint = eval(text, {**vars(typing), **vars(module)})  # noqa: S307 - the SDK's own annotations
    origin = get_origin(hint)
    if hasattr(hint, "__required_keys__"):
        return shape_of_class(hint)
    if origin is typing.NotRequired:
        return shape_of(get_args(hint)[0], module)
    if origin in (list, typing.Sequence):
        return [shape_of(get_args(hint)[0], module)]
    if origin is dict:
        return "map"
    if origin is Literal:
        return "=" + "|".join(str(value) for value in get_args(hint))
    if origin is not None:
        return union_of([part if part is not type(None) else Literal[""] for part in get_args(hint)], module)
    return SCALARS.get(hint, "str")


def union_of(parts: list[Any], module: Any) -> Any:
    """A union's shape: the most telling member; "?" when the empty string unsets it."""
    shapes = [shape_of(part, module) for part in parts]
    unset = "=" in shapes
    shapes = [shape for shape in shapes if shape != "="]
    telling = [s for s in shapes if isinstance(s, dict | list)] or [s for s in shapes if s.startswith(("=", "map"))]
    best = (telling or shapes)[0]
    if isinstance(best, str) and best.startswith("=") and "bool" in shapes:
        best = "=true|false|" + best[1:]
    if isinstance(best, dict) and any(s in ("int", "str") for s in shapes):
        best = {"": shapes[-1] if shapes[-1] in ("int", "str") else "str", **best}
    return f"{best}?" if unset and isinstance(best, str) else best


def shape_of_class(cls: Any) -> dict[str, Any]:
    """A parameter class's shape; a key that must be given is marked with "!"."""
    module = __import__(cls.__module__, fromlist=["_"])
    shape: dict[str, Any] = {}
    for key, hint in sorted(cls.__annotations__.items()):
        if key in OPTIONS:
            continue
        value = shape_of(hint, module)
        if key in CARDS_ONLY and isinstance(value, dict):
            value = {k: v if k in ("card", "!type", "billing_details", "metadata") else "map" for k, v in value.items()}
        if key == "configuration" and "recipient" in value:
            # Other configurations than a recipient's are known by name only: the sandbox sends money out.
            value = {k: v if k == "recipient" else "map" for k, v in value.items()}
        shape[("!" if key in cls.__required_keys__ else "") + key] = value
    return shape


def known_parameters() -> str:
    """The whole table as text: one line for each parameter, so that a new SDK's changes can be read as a diff."""
    blocks = []
    for name, cls in ENDPOINTS.items():
        rows = [f"  {json.dumps(k)}: {json.dumps(v, sort_keys=True)}" for k, v in shape_of_class(cls).items()]
        blocks.append(json.dumps(name) + ": {\n" + ",\n".join(rows) + "\n}")
    return f'{{"sdk": "{stripe.VERSION}",\n"api_version": "{stripe.api_version}",\n' + ",\n".join(blocks) + "}\n"


if __name__ == "__main__":
    sys.stdout.write(known_parameters())
