"""Payouts of a connected account to its bank: on demand and on schedule (https://docs.stripe.com/api/payouts)."""

from typing import Any

from stripe_sandbox import accounts, balance, customers, money
from stripe_sandbox.bank_accounts import FAILING
from stripe_sandbox.errors import ApiError, missing
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id

Body = dict[str, Any]
ARRIVES_AFTER = 24 * 3600
DAY = 24 * 3600
OPEN = ("pending", "in_transit")


def create(sandbox: Sandbox, params: Body) -> Body:
    """POST /v1/payouts, with Stripe-Account."""
    account = _whose(sandbox)
    currency = money.checked_currency(params["currency"])
    if params["amount"] < 1:
        text = "This value must be greater than or equal to 1."
        raise ApiError(text, code="parameter_invalid_integer", param="amount")
    bank = sandbox.store.get(params.get("destination") or account["_bank"])
    if not accounts.may(account):
        text = "Cannot create payouts; this account has requirements that need to be collected or verified."
        raise ApiError(text, code="payouts_not_allowed", began=True)
    if bank is None or bank.get("account") != account["id"]:
        text = f"Sorry, you don't have any external accounts in that currency ({currency})."
        raise ApiError(text, code="invalid_request", param="destination", began=True)
    if balance.totals(sandbox, account["id"])[0].get(currency, 0) < params["amount"]:
        text = "You have insufficient funds in your Stripe account for this transfer. Your card balance is too low."
        raise ApiError(text, code="balance_insufficient", began=True)
    return make(
        sandbox, account, bank, params["amount"], currency,
        description=params.get("description") or None,
        metadata=params.get("metadata") or {},
        statement_descriptor=params.get("statement_descriptor"),
    )  # fmt: skip


def make(
    sandbox: Sandbox, account: Body, bank: Body, amount: int, currency: str, *, automatic: bool = False, **words: Any
) -> Body:
    """The money leaves the balance now and arrives tomorrow."""
    id = new_id("po")
    arrival = sandbox.now() + ARRIVES_AFTER
    payout: Body = {
        "id": id,
        "object": "payout",
        "amount": amount,
        "application_fee": None,
        "application_fee_amount": None,
        "arrival_date": arrival,
        "automatic": automatic,
        "balance_transaction": balance.book(sandbox, "payout", -amount, currency, id, account=account["id"]),
        "created": sandbox.now(),
        "currency": currency,
        "description": "STRIPE PAYOUT" if automatic else None,
        "destination": bank["id"],
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "livemode": False,
        "metadata": {},
        "method": "standard",
        "original_payout": None,
        "payout_method": None,
        "reconciliation_status": "in_progress" if automatic else "not_applicable",
        "reversed_by": None,
        "source_type": "card",
        "statement_descriptor": None,
        "status": "pending",
        "trace_id": None,
        "type": "bank_account",
        "_account": account["id"],
        "_due": arrival,
    } | words
    payout["metadata"] = customers.merged({}, payout["metadata"])
    sandbox.store.put(payout)
    sandbox.emit("payout.created", payout, account=account["id"])
    return payout


def arrive(sandbox: Sandbox, payout: Body) -> None:
    """The bank takes the money, or sends it back when its number is one of those that fail."""
    bank = sandbox.store.get(payout["destination"]) or {}
    failure = FAILING.get(bank.get("_number", ""))
    if failure:
        fail(sandbox, payout, failure[0], failure[1])
        return
    payout |= {"status": "paid", "_due": None}
    sandbox.store.put(payout)
    sandbox.emit("payout.paid", payout, account=payout["_account"])


def fail(sandbox: Sandbox, payout: Body, code: str, message: str) -> None:
    """The money comes back to the balance, also after it had been called paid; the bank account is set aside."""
    id = payout["_account"]
    back = balance.book(sandbox, "payout_failure", payout["amount"], payout["currency"], payout["id"], account=id)
    payout |= {"status": "failed", "failure_code": code, "failure_message": message, "_due": None}
    payout["failure_balance_transaction"] = back
    sandbox.store.put(payout)
    bank = sandbox.store.get(payout["destination"])
    if bank:
        sandbox.store.put(bank | {"status": "errored"})
    sandbox.emit("payout.failed", payout, account=id)


def cancel(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/payouts/{id}/cancel: while it is pending."""
    payout = _find(sandbox, id)
    if payout["status"] != "pending" or payout["automatic"]:
        raise ApiError("This payout can no longer be canceled.", began=True)
    back = balance.book(sandbox, "payout_cancel", payout["amount"], payout["currency"], id, account=payout["_account"])
    payout |= {"status": "canceled", "failure_balance_transaction": back, "_due": None}
    sandbox.emit("payout.canceled", payout, account=payout["_account"])
    return sandbox.store.put(payout)


def retrieve(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/payouts/{id}"""
    return _find(sandbox, id)


def listed(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/payouts"""
    where: Body = {key: params[key] for key in ("destination", "status") if key in params}
    where["_account"] = sandbox.account or None
    return sandbox.listing("payout", "/v1/payouts", params, where)


def on_schedule(sandbox: Sandbox) -> int:
    """The day's automatic payouts of all accounts whose schedule is daily; how many there were."""
    today = sandbox.now() // DAY
    if sandbox.store.note("paid_out_on", today) >= today:
        if sandbox.store.note("paid_out_on") is None:
            sandbox.store.write_note("paid_out_on", today)
        return 0
    sandbox.store.write_note("paid_out_on", today)
    made = 0
    for account in sandbox.store.find(accounts.KIND, {"_interval": "daily"}, limit=10_000):
        bank = sandbox.store.get(account["_bank"])
        if bank is None or bank["status"] == "errored" or not accounts.may(account):
            continue
        for currency, amount in balance.totals(sandbox, account["id"])[0].items():
            amount -= int(account["_minimums"].get(currency) or 0)
            if amount > 0:
                make(sandbox, account, bank, amount, currency, automatic=True)
                made += 1
    return made


def retrieve_settings(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/balance_settings, with Stripe-Account."""
    return _settings(_whose(sandbox))


def update_settings(sandbox: Sandbox, params: Body) -> Body:
    """POST /v1/balance_settings, with Stripe-Account: the payout schedule."""
    account = _whose(sandbox)
    wish = params.get("payments", {}).get("payouts", {})
    interval = wish.get("schedule", {}).get("interval")
    if interval in ("weekly", "monthly"):
        raise ApiError("The sandbox plays the schedules daily and manual.", param="payments[payouts][schedule]")
    account["_interval"] = interval or account["_interval"]
    for currency, least in (wish.get("minimum_balance_by_currency") or {}).items():
        account["_minimums"][money.checked_currency(currency)] = int(least or 0)
    sandbox.store.put(account)
    return _settings(account)


def _settings(account: Body) -> Body:
    return {
        "object": "balance_settings",
        "payments": {
            "debit_negative_balances": False,
            "payouts": {
                "minimum_balance_by_currency": account["_minimums"] or None,
                "schedule": {"interval": account["_interval"]},
                "statement_descriptor": None,
                "status": "enabled" if accounts.may(account) else "disabled",
            },
            "settlement_timing": {"delay_days": 2, "delay_days_override": None, "start_of_day": None},
        },
    }


def _whose(sandbox: Sandbox) -> Body:
    if not sandbox.account:
        raise ApiError("The sandbox plays this for connected accounts only: send Stripe-Account.")
    return accounts.find(sandbox, sandbox.account)


def _find(sandbox: Sandbox, id: str) -> Body:
    payout = sandbox.find("payout", id)
    if payout["_account"] != sandbox.account:
        raise missing("payout", id)  # another account's looks like one that isn't there
    return payout
