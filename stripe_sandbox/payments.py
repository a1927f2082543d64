"""What happens to a PaymentIntent's money: tried, held, captured, let go. Checkout and the API both come here."""

from typing import Any

from stripe_sandbox import application_fees, balance, cards, disputes, money, payment_methods, transfers
from stripe_sandbox.cards import Refusal
from stripe_sandbox.errors import ApiError
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id, public

Body = dict[str, Any]
# How long a bank keeps a hold for us: https://docs.stripe.com/payments/place-a-hold-on-a-payment-method
HOLD_SECONDS = 7 * 24 * 3600


def attempt(sandbox: Sandbox, intent: Body, method: Body, *, off_session: bool = False, return_url: str = "") -> Body:
    """Tries a card: the intent becomes requires_action, requires_capture or succeeded. Raises CardError on a no."""
    intent["payment_method"] = method["id"]
    intent["last_payment_error"] = None
    intent["next_action"] = None
    if cards.asks_bank(method, off_session=off_session):
        if off_session:
            raise refuse(sandbox, intent, method, cards.NEEDS_AUTHENTICATION)
        return _ask_bank(sandbox, intent, return_url)
    return _charge(sandbox, intent, method)


def authenticated(sandbox: Sandbox, intent: Body, *, passed: bool) -> Body:
    """The cardholder came back from the bank's page. Raises CardError on a no, theirs or the card's."""
    method = sandbox.find("payment_method", intent["payment_method"])
    intent["next_action"] = None
    if not passed:
        intent["payment_method"] = None
        raise refuse(sandbox, intent, method, cards.NOT_AUTHENTICATED, charged=False)
    if intent["setup_future_usage"]:
        method["_set_up"] = True
        sandbox.store.put(method)
    return _charge(sandbox, intent, method)


def refuse(sandbox: Sandbox, intent: Body, method: Body, refusal: Refusal, *, charged: bool = True) -> ApiError:
    """Writes down that the card was refused and returns the error to raise."""
    charge_id = ""
    if charged:
        charge = _new_charge(sandbox, intent, method)
        charge |= {"status": "failed", "paid": False, "captured": False, "amount_captured": 0}
        charge |= {"failure_code": refusal.code, "failure_message": refusal.message}
        charge["outcome"] = {
            "network_status": "declined_by_network",
            "reason": refusal.decline_code or None,
            "risk_level": "normal",
            "seller_message": "The bank did not return any further details with this decline.",
            "type": "issuer_declined",
        }
        sandbox.store.put(charge)
        intent["latest_charge"] = charge_id = charge["id"]
        sandbox.emit("charge.failed", charge)
    error = refusal.error(payment_method=public(method), **({"charge": charge_id} if charge_id else {}))
    intent |= {"status": "requires_payment_method", "payment_method": None, "last_payment_error": dict(error.error)}
    sandbox.store.put(intent)
    sandbox.emit("payment_intent.payment_failed", intent)
    error.error["payment_intent"] = public(intent)
    return error


def capture(sandbox: Sandbox, intent: Body, amount: int) -> Body:
    """Takes `amount` of what is held; the rest goes back to the card at once."""
    charge = sandbox.find("charge", intent["latest_charge"])
    released = charge["amount"] - amount
    charge |= {"captured": True, "amount_captured": amount}
    if released:
        charge["amount_refunded"] = released
    _settle(sandbox, intent, charge, amount)
    sandbox.emit("charge.captured", charge)
    sandbox.emit("payment_intent.succeeded", intent)
    disputes.follow_card(sandbox, charge)
    if intent.get("_checkout"):
        session = sandbox.find("checkout.session", intent["_checkout"])
        sandbox.store.put(session | {"payment_status": "paid"})
    return intent


def cancel(sandbox: Sandbox, intent: Body, reason: str | None) -> Body:
    """Lets the intent go: a hold is released, nothing is charged."""
    if intent["status"] == "requires_capture":
        charge = sandbox.find("charge", intent["latest_charge"])
        charge |= {"amount_refunded": charge["amount"], "refunded": True}
        sandbox.store.put(charge)
        sandbox.emit("charge.expired" if reason == "automatic" else "charge.refunded", charge)
    intent |= {
        "status": "canceled",
        "canceled_at": sandbox.now(),
        "cancellation_reason": reason,
        "amount_capturable": 0,
        "next_action": None,
        "_due": None,
    }
    sandbox.store.put(intent)
    sandbox.emit("payment_intent.canceled", intent)
    return intent


def _ask_bank(sandbox: Sandbox, intent: Body, return_url: str) -> Body:
    url = f"{sandbox.settings.base_url}/3ds/{intent['id']}?secret={intent['client_secret']}"
    if return_url:
        action: Body = {"type": "redirect_to_url", "redirect_to_url": {"return_url": return_url, "url": url}}
    else:
        action = {"type": "use_stripe_sdk", "use_stripe_sdk": {"type": "three_d_secure_redirect", "stripe_js": url}}
    intent |= {"status": "requires_action", "next_action": action, "_return_url": return_url}
    sandbox.store.put(intent)
    sandbox.emit("payment_intent.requires_action", intent)
    return intent


def _charge(sandbox: Sandbox, intent: Body, method: Body) -> Body:
    card = cards.card_of(method)
    if card.refusal:
        raise refuse(sandbox, intent, method, card.refusal)
    charge = _new_charge(sandbox, intent, method)
    intent |= {"latest_charge": charge["id"], "payment_method": method["id"], "next_action": None}
    if intent["setup_future_usage"] and intent["customer"] and not method["customer"]:
        payment_methods.attach_to(sandbox, method, intent["customer"])
    if intent["capture_method"] == "manual":
        charge["payment_method_details"]["card"]["capture_before"] = sandbox.now() + HOLD_SECONDS
        sandbox.store.put(charge)
        intent |= {"status": "requires_capture", "amount_capturable": intent["amount"]}
        intent["_due"] = sandbox.now() + HOLD_SECONDS
        sandbox.store.put(intent)
        sandbox.emit("charge.succeeded", charge)
        sandbox.emit("payment_intent.amount_capturable_updated", intent)
        return intent
    charge |= {"captured": True, "amount_captured": charge["amount"]}
    _settle(sandbox, intent, charge, charge["amount"])
    sandbox.emit("charge.succeeded", charge)
    sandbox.emit("payment_intent.succeeded", intent)
    disputes.follow_card(sandbox, charge)
    return intent


def _settle(sandbox: Sandbox, intent: Body, charge: Body, amount: int) -> None:
    """The money is ours: booked on the balance, shared with the connected account where the intent says so."""
    _book(sandbox, charge, amount)
    sandbox.store.put(charge)
    intent |= {"status": "succeeded", "amount_received": amount, "amount_capturable": 0, "_due": None}
    sandbox.store.put(intent)


def _book(sandbox: Sandbox, charge: Body, amount: int) -> None:
    """Books a captured charge; a destination charge also moves money on and takes the application fee back."""
    currency, share = charge["currency"], charge["transfer_data"]
    charge["balance_transaction"] = balance.book(
        sandbox,
        "charge",
        amount,
        currency,
        charge["id"],
        fee=money.processing_fee(amount),
        description=charge["description"],
    )
    if not share:
        return
    fee = min(charge["application_fee_amount"] or 0, amount)
    transfer = transfers.make(
        sandbox,
        min(share.get("amount") or amount, amount),
        currency,
        share["destination"],
        source=charge,
        group=charge["transfer_group"] or f"group_{charge['payment_intent']}",
        fee=fee,
    )
    charge["transfer"] = transfer["id"]
    if fee:
        application_fees.take(sandbox, charge, transfer, fee)


def _new_charge(sandbox: Sandbox, intent: Body, method: Body) -> Body:
    card = dict(method["card"]) | {
        "amount_authorized": intent["amount"],
        "authorization_code": None,
        "capture_before": None,
        "extended_authorization": {"status": "disabled"},
        "incremental_authorization": {"status": "unavailable"},
        "installments": None,
        "mandate": None,
        "multicapture": {"status": "unavailable"},
        "network_token": {"used": False},
        "network_transaction_id": new_id("", 15)[1:],
        "overcapture": {"maximum_amount_capturable": intent["amount"], "status": "unavailable"},
        "three_d_secure": None,
    }
    return {
        "id": new_id("ch"),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": intent["application_fee_amount"],
        "balance_transaction": None,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": "SANDBOX",
        "captured": False,
        "created": sandbox.now(),
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "destination": (intent["transfer_data"] or {}).get("destination"),
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "fraud_details": {},
        "livemode": False,
        "metadata": dict(intent["metadata"]),
        "on_behalf_of": intent["on_behalf_of"],
        "outcome": {
            "network_status": "approved_by_network",
            "reason": None,
            "risk_level": "normal",
            "risk_score": 1,
            "seller_message": "Payment complete.",
            "type": "authorized",
        },
        "paid": True,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {"card": card, "type": "card"},
        "presentment_details": None,
        "radar_options": {},
        "receipt_email": intent["receipt_email"],
        "receipt_number": None,
        "receipt_url": None,
        "refunded": False,
        "review": None,
        "shipping": None,
        "source": None,
        "source_transfer": None,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "succeeded",
        "transfer_data": intent["transfer_data"],
        "transfer_group": intent["transfer_group"],
    }
