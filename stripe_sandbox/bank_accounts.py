"""Where payouts go: bank accounts, with Stripe's published test numbers (https://docs.stripe.com/connect/testing#account-numbers)."""

from typing import Any

from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id

Body = dict[str, Any]
ROUTING = "110000000"
GOOD = "000123456789"
# Number → the payout's failure code, the sentence that goes with it, and what a person reads beside the number.
FAILING = {
    "000111111116": ("no_account", "The bank account could not be found.", "payouts fail: no account"),
    "000111111113": ("account_closed", "The bank account has been closed.", "payouts fail: account closed"),
    "000222222227": ("insufficient_funds", "Your account has insufficient funds.", "payouts fail: insufficient funds"),
    "000333333335": ("debit_not_authorized", "Debits are not approved.", "payouts fail: not authorized"),
    "000444444440": ("invalid_currency", "The bank does not take this currency.", "payouts fail: currency"),
}


def put(sandbox: Sandbox, account: str, number: str, routing: str, holder: str, currency: str) -> Body:
    """A new bank account of a connected account; only the last digits are shown."""
    bank: Body = {
        "id": new_id("ba"),
        "object": "bank_account",
        "account": account,
        "account_holder_name": holder,
        "account_holder_type": "individual",
        "available_payout_methods": ["standard"],
        "bank_name": "STRIPE TEST BANK",
        "country": "US",
        "currency": currency,
        "default_for_currency": True,
        "fingerprint": new_id("", 16)[1:],
        "last4": number[-4:],
        "metadata": {},
        "routing_number": routing,
        "status": "new",
        "_number": number,
    }
    sandbox.emit("account.external_account.created", bank, account=account)
    return sandbox.store.put(bank)


def wrong(number: str, routing: str) -> dict[str, str]:
    """What is wrong with what was typed, by field."""
    errors: dict[str, str] = {}
    if routing != ROUTING:
        errors["routing"] = f"In test mode the routing number is {ROUTING}."
    if not (number.isascii() and number.isdigit() and 4 <= len(number) <= 17):
        errors["account_number"] = "Enter an account number of 4 to 17 digits."
    return errors
