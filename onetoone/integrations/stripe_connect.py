"""The door to Stripe Connect: creators' accounts (v2), transfers to them, and payouts from there to their banks."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import stripe

from onetoone.config import Settings
from onetoone.domain.money_back import TransferBack
from onetoone.domain.payouts import AccountSeen, NotSent, PayoutSeen
from onetoone.integrations.stripe_checkout import StripeCheckout, _asked

_INCLUDE = ["configuration.recipient", "requirements"]
_BANK = ["destination"]
_PAGE = 20
# By hand: the ledger decides what is paid out, and keeps back what is disputed (docs/decisions/0020).
_BY_HAND = {"payments": {"payouts": {"schedule": {"interval": "manual"}}}}


class StripeConnect:
    """`domain.payouts.ConnectGateway` over stripe-python. Raises `VendorDown` when asking again later is right."""

    def __init__(self, settings: Settings) -> None:
        self._checkout = StripeCheckout(settings)

    @property
    def _client(self) -> Any:  # its methods take TypedDicts; ours were frozen in the database
        return self._checkout._client

    async def open_account(self, key: str, parameters: Mapping[str, Any]) -> str:
        made = await _asked(self._client.v2.core.accounts.create_async({**parameters}, {"idempotency_key": key}))
        account = str(made.id)
        of = {"stripe_account": account, "idempotency_key": f"{key}:by-hand"}
        await _asked(self._client.v1.balance_settings.update_async(_BY_HAND, of))
        return account

    async def account(self, stripe_id: str) -> AccountSeen:
        seen = await _asked(self._client.v2.core.accounts.retrieve_async(stripe_id, {"include": _INCLUDE}))
        return _account(seen.to_dict())

    async def account_link(self, stripe_id: str, *, update: bool, back: str, again: str) -> str:
        type = "account_update" if update else "account_onboarding"
        case = {"type": type, type: {"return_url": back, "refresh_url": again}}
        made = await _asked(self._client.v2.core.account_links.create_async({"account": stripe_id, "use_case": case}))
        return str(made.url)

    async def available(self, stripe_id: str) -> Mapping[str, int]:
        seen = await _asked(self._client.v1.balance.retrieve_async({}, {"stripe_account": stripe_id}))
        return {row["currency"]: row["amount"] for row in seen.to_dict()["available"]}

    async def send(self, key: str, parameters: Mapping[str, Any]) -> str:
        try:
            made = await _asked(self._client.v1.transfers.create_async({**parameters}, {"idempotency_key": key}))
        except stripe.InvalidRequestError as error:
            raise NotSent(error.code or "refused") from error
        return str(made.id)

    async def sent_in(self, group: str, payment_id: str) -> Sequence[str]:
        found = await _asked(self._client.v1.transfers.list_async({"transfer_group": group, "limit": 100}))
        return [one.id for one in found.data if one.to_dict()["metadata"].get("payment_id") == payment_id]

    async def came_back_of(self, transfer_id: str) -> Sequence[TransferBack]:
        found = await _asked(self._client.v1.transfers.reversals.list_async(transfer_id, {"limit": 100}))
        return [_came_back(one.to_dict()) for one in found.data]

    async def reverse(self, key: str, transfer_id: str, amount: int, *, again: bool = False) -> None:
        if again:
            there = (await _asked(self._client.v1.transfers.retrieve_async(transfer_id))).to_dict()
            if any(one["metadata"].get("operation") == key for one in there["reversals"]["data"]):  # the newest ten
                return
        what = {"amount": amount, "metadata": {"operation": key}}
        try:
            await _asked(self._client.v1.transfers.reversals.create_async(transfer_id, what, {"idempotency_key": key}))
        except stripe.InvalidRequestError as error:
            raise NotSent(error.code or "refused") from error

    async def pay_out(self, key: str, stripe_id: str, parameters: Mapping[str, Any]) -> PayoutSeen:
        of = {"stripe_account": stripe_id, "idempotency_key": key}
        try:
            made = await _asked(self._client.v1.payouts.create_async({**parameters, "expand": _BANK}, of))
        except stripe.InvalidRequestError as error:
            raise NotSent(error.code or "refused") from error
        return _payout(made.to_dict())

    async def payout(self, stripe_id: str, payout_id: str) -> PayoutSeen:
        of = {"stripe_account": stripe_id}
        return _payout(
            (await _asked(self._client.v1.payouts.retrieve_async(payout_id, {"expand": _BANK}, of))).to_dict()
        )

    async def payouts(self, stripe_id: str) -> list[PayoutSeen]:
        what = {"limit": _PAGE, "expand": ["data.destination"]}
        seen = await _asked(self._client.v1.payouts.list_async(what, {"stripe_account": stripe_id}))
        return [_payout(row) for row in seen.to_dict()["data"]]


def _account(data: Mapping[str, Any]) -> AccountSeen:
    """A v2 account in our words; https://docs.stripe.com/api/v2/core/accounts/object"""
    recipient = (data.get("configuration") or {}).get("recipient") or {}
    balance = (recipient.get("capabilities") or {}).get("stripe_balance") or {}
    transfers, payouts = balance.get("stripe_transfers") or {}, balance.get("payouts") or {}
    entries = (data.get("requirements") or {}).get("entries") or []
    mine = [entry for entry in entries if entry["awaiting_action_from"] == "user"]
    details = transfers.get("status_details") or [{}]
    return AccountSeen(
        id=data["id"],
        transfers=transfers.get("status") or "restricted",
        payouts=payouts.get("status") or "restricted",
        wants=tuple(dict.fromkeys(entry["description"] for entry in mine)),
        past_due=any((entry.get("minimum_deadline") or {}).get("status") == "past_due" for entry in mine),
        way_out=details[0].get("resolution") or "",
    )


def _came_back(data: Mapping[str, Any]) -> TransferBack:
    ours = "operation" in (data.get("metadata") or {})
    by_itself = not ours and not data.get("source_refund")
    return TransferBack(data["id"], data["transfer"], data["amount"], by_itself=by_itself)


def _payout(data: Mapping[str, Any]) -> PayoutSeen:
    bank = data["destination"] if isinstance(data.get("destination"), Mapping) else {}
    return PayoutSeen(
        id=data["id"],
        status=data["status"],
        amount=data["amount"],
        currency=data["currency"],
        automatic=data["automatic"],
        arrives_on=datetime.fromtimestamp(data["arrival_date"], UTC),
        failure=data.get("failure_code") or "",
        bank=f"{str(bank.get('bank_name') or 'Bank').title()} ···· {bank['last4']}" if bank.get("last4") else "",
        metadata=data.get("metadata") or {},
    )
