"""What Stripe is told of a payment. Frozen into the outbox, so that a replay says the same under the same key."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from onetoone import routes
from onetoone.config import Settings
from onetoone.domain.money import Money
from onetoone.models import Account, Payment, Payout, Refund, Transfer
from onetoone.models.payment import For

# Stripe refuses a shorter life than 30 minutes; our own deadline closes the session earlier. The rest is for a clock of
# ours that is late.
# https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-expires_at
_SESSION_LIFE = timedelta(minutes=45)

_CHECKOUT_SPEAKS = {"en": "en", "es": "es", "pt": "pt-BR", "de": "de"}
"""https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-locale"""


def _tags(payment: Payment) -> dict[str, str]:
    return {"payment_id": payment.id, "call_id": payment.call_id, "kind": str(payment.purpose)}


def _connect(payment: Payment, creator: Account) -> dict[str, Any]:
    """Destination charge, once the creator is onboarded: https://docs.stripe.com/connect/destination-charges"""
    if not creator.stripe_account_id:
        return {}
    fee = Money(payment.amount, payment.currency).fee(payment.fee_basis_points)
    return {"application_fee_amount": fee.amount, "transfer_data": {"destination": creator.stripe_account_id}}


def customer(account: Account) -> dict[str, Any]:
    """https://docs.stripe.com/api/customers/create"""
    return {"email": account.email, "name": account.name, "metadata": {"account_id": account.id}}


def checkout(
    payment: Payment,
    *,
    creator: Account,
    fan: Account,
    title: str,
    keep_card: bool,
    origin: str,
    now: datetime,
    s: Settings,
) -> dict[str, Any]:
    """A hosted Checkout page: a manual-capture hold for a call or for more minutes, a plain charge for a tip.

    https://docs.stripe.com/api/checkout/sessions/create
    """
    intent: dict[str, Any] = {
        "description": title,
        "receipt_email": fan.email,
        "statement_descriptor_suffix": s.statement_suffix,
        "metadata": _tags(payment),
        **_connect(payment, creator),
    }
    if payment.purpose is not For.TIP:
        intent["capture_method"] = "manual"
    if keep_card:
        intent["setup_future_usage"] = "off_session"
    return {
        "mode": "payment",
        "ui_mode": "hosted_page",
        "submit_type": "pay",
        "client_reference_id": payment.id,
        "allowed_payment_method_types": ["card"],
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": payment.currency,
                    "unit_amount": payment.amount,
                    "product_data": {"name": title},
                },
            }
        ],
        "payment_intent_data": intent,
        "metadata": _tags(payment),
        "expires_at": int((now + _SESSION_LIFE).timestamp()),
        # The person's choice, which their browser's languages needn't agree with.
        "locale": _CHECKOUT_SPEAKS.get(fan.language, "auto"),
        "success_url": f"{origin}{routes.CHECKOUT_RETURN}?session_id={{CHECKOUT_SESSION_ID}}",
        "cancel_url": f"{origin}{routes.to(routes.CHECKOUT_BACK, payment_id=payment.id)}",
    }


def saved_card(
    payment: Payment, *, creator: Account, fan: Account, title: str, card: str, origin: str
) -> dict[str, Any]:
    """A tip or more minutes on the card that paid for the call, while its owner is there to answer the bank.

    https://docs.stripe.com/api/payment_intents/create
    """
    held = {} if payment.purpose is For.TIP else {"capture_method": "manual"}
    return {
        **held,
        "amount": payment.amount,
        "currency": payment.currency,
        "customer": fan.stripe_customer_id,
        "payment_method": card,
        "confirm": True,
        "allowed_payment_method_types": ["card"],
        "description": title,
        "receipt_email": fan.email,
        "metadata": _tags(payment),
        "return_url": f"{origin}{routes.BANK_RETURN}",
        **_connect(payment, creator),
    }


def origin_of(charge: Mapping[str, Any]) -> str:
    """The origin by which the fan came, of the frozen parameters of a charge."""
    return str(charge["return_url"]).removesuffix(routes.BANK_RETURN)


def refund(payment: Payment, refund: Refund) -> dict[str, Any]:
    """Part or all of a captured payment, out of the platform's balance: what of it was the creator's is taken back by
    an operation of its own. https://docs.stripe.com/api/refunds/create
    """
    return {
        "payment_intent": payment.intent_id,
        "amount": refund.amount,
        "reason": "requested_by_customer",
        "metadata": {**_tags(payment), "refund_id": refund.id},
    }


def connected_account(account: Account, s: Settings) -> dict[str, Any]:
    """A creator's account that receives money and sends it to their bank. https://docs.stripe.com/api/v2/core/accounts"""
    return {
        "contact_email": account.email,
        "display_name": account.name,
        "dashboard": "express",
        "defaults": {"responsibilities": {"fees_collector": "application", "losses_collector": "application"}},
        "configuration": {"recipient": {"capabilities": {"stripe_balance": {"stripe_transfers": {"requested": True}}}}},
        "metadata": {"account_id": account.id},
        **({"identity": {"country": s.payout_country}} if s.payout_country else {}),
    }


def transfer(payment: Payment, transfer: Transfer, destination: str) -> dict[str, Any]:
    """A creator's share of a charge, to their account. https://docs.stripe.com/api/transfers/create"""
    return {
        "amount": transfer.amount,
        "currency": transfer.currency,
        "destination": destination,
        "transfer_group": payment.call_id,
        "metadata": {"payment_id": payment.id},
        **({"source_transaction": transfer.charge_id} if transfer.charge_id else {}),
    }


def payout(payout: Payout) -> dict[str, Any]:
    """https://docs.stripe.com/api/payouts/create"""
    return {"amount": payout.amount, "currency": payout.currency, "metadata": {"payout_id": payout.id}}
