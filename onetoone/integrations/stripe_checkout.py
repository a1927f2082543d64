"""The only door to Stripe: the real SDK, pinned; the base address is all that differs for the sandbox."""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import httpx
import stripe

from onetoone.config import Settings
from onetoone.domain.errors import VendorBusy, VendorDown
from onetoone.domain.money import Money
from onetoone.domain.ports import Checkout, Declined, Intent, SavedCard
from onetoone.domain.reasons import Decline
from onetoone.integrations.stripe_money_back import StripeMoneyBack

_INTENT = ["latest_charge.balance_transaction", "payment_method"]
_SESSION = [f"payment_intent.{part}" for part in _INTENT]
_DOWN = "We can't reach the payment service right now. Nothing was charged. Please try again in a moment."
_LONGEST_WAIT = 600.0  # seconds; whoever asks for more is asked again before that


class StripeCheckout(StripeMoneyBack):
    """`domain.ports.CheckoutGateway` over stripe-python. Raises `VendorDown` when asking again later is right."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._made: stripe.StripeClient | None = None

    @property
    def _client(self) -> Any:  # its methods take TypedDicts; ours were frozen in the database
        if self._made is None:
            base = self._settings.stripe_api_base
            self._made = stripe.StripeClient(
                self._settings.stripe_secret_key,
                http_client=stripe.HTTPXClient(timeout=self._settings.stripe_timeout),
                max_network_retries=2,
                base_addresses={"api": base} if base else {},
            )
        return self._made

    async def account(self) -> str:
        return str((await _asked(self._client.v1.accounts.retrieve_current_async())).id)

    async def customer(self, key: str, parameters: Mapping[str, Any]) -> str:
        made = await _asked(self._client.v1.customers.create_async({**parameters}, {"idempotency_key": key}))
        return str(made.id)

    async def open_checkout(self, key: str, parameters: Mapping[str, Any]) -> Checkout:
        try:
            opened = self._client.v1.checkout.sessions.create_async({**parameters}, {"idempotency_key": key})
            return _checkout(await _asked(opened))
        except stripe.InvalidRequestError as error:
            # Asked too late: it would close in under 30 minutes. Or it was made before, under a key forgotten since.
            if made := await self._opened_before(parameters):
                return await self.checkout(made)
            raise Declined(str(error.user_message), None) from error

    async def _opened_before(self, parameters: Mapping[str, Any]) -> str | None:
        of = {"customer": parameters["customer"], "limit": 100}
        there = (await _asked(self._client.v1.checkout.sessions.list_async(of))).data
        ours = parameters["metadata"]["payment_id"]
        return next((one.id for one in there if one.to_dict()["metadata"].get("payment_id") == ours), None)

    async def checkout(self, session_id: str) -> Checkout:
        return _checkout(
            await _asked(self._client.v1.checkout.sessions.retrieve_async(session_id, {"expand": _SESSION}))
        )

    async def expire_checkout(self, session_id: str) -> Checkout:
        with suppress(stripe.InvalidRequestError):  # paid or expired meanwhile
            await _asked(self._client.v1.checkout.sessions.expire_async(session_id))
        return await self.checkout(session_id)

    async def intent(self, intent_id: str) -> Intent:
        return _intent(await _asked(self._client.v1.payment_intents.retrieve_async(intent_id, {"expand": _INTENT})))

    async def capture(self, key: str, intent_id: str, amount: Money, fee: int | None = None) -> Intent:
        what = {"amount_to_capture": amount.amount} | ({} if fee is None else {"application_fee_amount": fee})
        with suppress(stripe.InvalidRequestError):  # captured before, or the hold is gone
            await _asked(self._client.v1.payment_intents.capture_async(intent_id, what, {"idempotency_key": key}))
        return await self.intent(intent_id)

    async def release(self, key: str, intent_id: str) -> Intent:
        with suppress(stripe.InvalidRequestError):  # no longer cancelable
            await _asked(
                self._client.v1.payment_intents.cancel_async(
                    intent_id, {"cancellation_reason": "abandoned"}, {"idempotency_key": key}
                )
            )
        return await self.intent(intent_id)

    abandon = release

    async def _ask(self, request: Any) -> Any:
        return await _asked(request)

    async def charge_saved_card(self, key: str, parameters: Mapping[str, Any], *, again: bool = False) -> Intent:
        if again:
            of = {"customer": parameters["customer"], "limit": 100}
            for there in (await _asked(self._client.v1.payment_intents.list_async(of))).data:
                if there.to_dict()["metadata"].get("payment_id") == parameters["metadata"]["payment_id"]:
                    return await self.intent(there.id)
        try:
            made = await _asked(
                self._client.v1.payment_intents.create_async(
                    {**parameters, "expand": _INTENT}, {"idempotency_key": key}
                )
            )
        except stripe.CardError as error:
            made = getattr(error.error, "payment_intent", None)
            why = _declined(getattr(error.error, "decline_code", None) or error.code)
            raise Declined(why, _intent(made) if made else None) from error
        except stripe.InvalidRequestError as error:
            raise Declined(Decline.CARD_GONE, None) from error
        return _intent(made)

    async def saved_cards(self, customer: str) -> list[SavedCard]:
        listed = self._client.v1.customers.payment_methods.list_async(customer, {"type": "card", "limit": 100})
        return [_saved(method.to_dict()) for method in (await _asked(listed)).data]

    async def forget_card(self, card_id: str) -> None:
        with suppress(stripe.InvalidRequestError):  # forgotten before
            await _asked(self._client.v1.payment_methods.detach_async(card_id))

    async def forget_customer(self, customer: str) -> None:
        with suppress(stripe.InvalidRequestError):  # forgotten before
            for card in await self.saved_cards(customer):
                await self.forget_card(card.id)
            await _asked(self._client.v1.customers.delete_async(customer))

    def verified_event(self, body: bytes, signature: str) -> Mapping[str, Any]:
        for secret in self._settings.webhook_secrets:
            with suppress(stripe.SignatureVerificationError):
                return self._read(body, signature, secret)
        raise ValueError("the signature does not fit")

    def _read(self, body: bytes, signature: str, secret: str) -> Mapping[str, Any]:
        """A snapshot event as it came; of a thin one, what it is about."""
        if not _is_thin(body):
            event: dict[str, Any] = stripe.Webhook.construct_event(body, signature, secret).to_dict()
            return event
        told = self._client.parse_event_notification(body, signature, secret)
        about = getattr(told, "related_object", None)
        return {"id": told.id, "type": told.type, "about": about.id if about else ""}


def _is_thin(body: bytes) -> bool:
    try:
        return bool(json.loads(body).get("object") == "v2.core.event")
    except (ValueError, AttributeError):
        return False


async def _asked(call: Any) -> Any:
    """The answer of one request; what may pass by itself becomes `VendorDown`."""
    try:
        return await call
    except (stripe.CardError, stripe.InvalidRequestError):
        raise
    except stripe.RateLimitError as error:  # which the SDK doesn't retry by itself
        raise VendorBusy(_DOWN, _wait(error.headers)) from error
    except (stripe.StripeError, httpx.HTTPError) as error:
        raise VendorDown(_DOWN) from error


def _wait(headers: Mapping[str, str] | None) -> float | None:
    """The seconds of a Retry-After; None where it isn't sent, or is a date. https://docs.stripe.com/rate-limits"""
    named = {name.lower(): value for name, value in (headers or {}).items()}.get("retry-after", "")
    return min(max(float(named), 1), _LONGEST_WAIT) if named.isascii() and named.isdigit() else None


def _checkout(seen: stripe.StripeObject) -> Checkout:
    data = seen.to_dict()
    intent = data.get("payment_intent")
    known = _known(intent) if isinstance(intent, dict) else None
    return Checkout(id=data["id"], status=data["status"], url=data.get("url"), intent=known)


def _intent(seen: stripe.StripeObject) -> Intent:
    return _known(seen.to_dict())


def _known(data: Mapping[str, Any]) -> Intent:
    """A PaymentIntent in our words; reads only what the pinned API version sends."""
    charge, method = _part(data, "latest_charge"), _part(data, "payment_method")
    card, paid_with = _part(method, "card"), _part(_part(charge, "payment_method_details"), "card")
    before, error = paid_with.get("capture_before"), _part(data, "last_payment_error")
    booked = _part(charge, "balance_transaction")
    return Intent(
        id=data["id"],
        status=data["status"],
        amount=data["amount"],
        currency=data["currency"],
        received=data.get("amount_received") or 0,
        customer=data.get("customer"),
        payment_method=method.get("id") or data.get("payment_method"),
        metadata=data.get("metadata") or {},
        card=_named(card) if card else "",
        bank_page=_part(_part(data, "next_action"), "redirect_to_url").get("url"),
        processing=booked.get("fee") or 0,
        available_on=datetime.fromtimestamp(booked["available_on"], UTC) if booked.get("available_on") else None,
        hold_ends=datetime.fromtimestamp(before, UTC) if before else None,
        declined=_declined(error.get("decline_code") or error.get("code")) if error else "",
        charge=charge.get("id") or "",
        transfer=charge.get("transfer") or "",
        fee=charge.get("application_fee") or "",
        live=bool(data.get("livemode")),
        refunded=charge.get("amount_refunded") or 0,
        disputed=bool(charge.get("disputed")),
    )


def _saved(data: Mapping[str, Any]) -> SavedCard:
    card = data["card"]
    expires = card["exp_month"], card["exp_year"]
    return SavedCard(data["id"], _named(card), expires, card.get("fingerprint") or data["id"])


def _named(card: Mapping[str, Any]) -> str:
    return f"{card['brand'].title()} ···· {card['last4']}"


def _part(of: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A nested object; empty where there is none, or where only its id was sent."""
    found = of.get(name)
    return found if isinstance(found, Mapping) else {}


def _declined(code: object) -> Decline:
    """Stripe's code, if it is one that we have words for. https://docs.stripe.com/declines/codes"""
    return Decline(str(code)) if str(code) in tuple(Decline) else Decline.DECLINED
