"""/_sandbox/…: what a test does to the sandbox. JSON only, so that no web page can reach it by accident."""

import json
from collections.abc import Callable
from typing import Any

from aiohttp import web

from stripe_sandbox import (
    accounts,
    bank_accounts,
    bank_page,
    cards,
    checkout_page,
    disputes,
    due,
    faults,
    onboarding_page,
    payouts,
    refunds,
    webhooks,
)
from stripe_sandbox.api import authorized
from stripe_sandbox.checkout_page import Entry
from stripe_sandbox.errors import ApiError
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import public

Body = dict[str, Any]
MODES = ("deliver", "drop", "hold", "double", "reverse")
KINDS = (
    "customer",
    "checkout.session",
    "payment_intent",
    "payment_method",
    "charge",
    "refund",
    "dispute",
    "setup_intent",
    "transfer",
    "application_fee",
    "fee_refund",
    "balance_transaction",
    "event",
    "v2.core.account",
    "bank_account",
    "payout",
    "v2.core.event",
)


class Control:
    """The control API."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.verbs: dict[str, Callable[[Body], Body]] = {
            "faults": self._faults,
            "webhooks": self._webhooks,
            "clock": self._clock,
            "reset": self._reset,
            "pay": self._pay,
            "authenticate": self._authenticate,
            "refund": self._refund,
            "dispute": self._dispute,
            "account": self._account,
            "payout": self._payout,
        }

    async def state(self, request: web.Request) -> web.StreamResponse:
        """GET /_sandbox/state: every object by kind, oldest first, with deliveries, faults and the clock."""
        if refusal := self._refusal(request):
            return refusal
        store = self.sandbox.store
        objects = {kind: [public(row) for row in store.find(kind, limit=10_000, oldest_first=True)] for kind in KINDS}
        deliveries = [dict(row) for row in store.db.execute("SELECT * FROM deliveries ORDER BY seq")]
        return web.json_response(
            {
                "objects": objects,
                "deliveries": deliveries,
                "faults": store.note("faults", []),
                "webhooks": store.note("webhooks", "deliver"),
                "now": self.sandbox.now(),
            }
        )

    async def act(self, request: web.Request) -> web.StreamResponse:
        """POST /_sandbox/{verb} with a JSON body."""
        if refusal := self._refusal(request):
            return refusal
        verb = self.verbs.get(request.match_info["verb"])
        if verb is None:
            return web.json_response({"error": f"Verbs: {', '.join(self.verbs)}."}, status=404)
        # A form or a plain-text post can be sent by any web page; this content type can't.
        if request.content_type != "application/json":
            return web.json_response({"error": "Send application/json."}, status=415)
        try:
            return web.json_response(verb(json.loads(await request.text() or "{}")))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)
        except ApiError as error:
            return web.json_response(error.body(), status=error.status)

    def _refusal(self, request: web.Request) -> web.Response | None:
        settings = self.sandbox.settings
        if settings.loopback_only or authorized(request, settings.secret_key):
            return None
        return web.json_response({"error": "The secret key, please."}, status=401)

    def _faults(self, wish: Body) -> Body:
        if wish.get("clear"):
            self.sandbox.store.write_note("faults", [])
            return {"faults": []}
        return faults.add(self.sandbox, wish)

    def _webhooks(self, wish: Body) -> Body:
        """{mode} · {release: "in order"|"reversed"} · {again: event id}"""
        done: Body = {}
        if "mode" in wish:
            if wish["mode"] not in MODES:
                raise ValueError(f"mode must be one of {', '.join(MODES)}")
            self.sandbox.store.write_note("webhooks", wish["mode"])
            done["mode"] = wish["mode"]
        if "release" in wish:
            done["released"] = webhooks.release(self.sandbox, reverse=wish["release"] == "reversed")
        if "again" in wish:
            webhooks.again(self.sandbox, wish["again"])
            done["again"] = wish["again"]
        return done

    def _clock(self, wish: Body) -> Body:
        """{advance: seconds} · {offset: seconds from real time} · {at: seconds since 1970, where it stands until it is
        moved}"""
        store = self.sandbox.store
        if "advance" in wish:
            note = "clock_offset" if store.note("clock_at") is None else "clock_at"
            store.write_note(note, store.note(note, 0) + float(wish["advance"]))
        else:
            store.write_note("clock_at", float(wish["at"]) if "at" in wish else None)
            store.write_note("clock_offset", 0 if "at" in wish else float(wish["offset"]))
        happened = 0
        with store.transaction():
            # What happens may have something else happen at once: money that comes in is paid out the same day.
            while now := due.sweep(self.sandbox):
                happened += now
        return {"now": self.sandbox.now(), "happened": happened}

    def _reset(self, wish: Body) -> Body:
        with self.sandbox.store.transaction():
            self.sandbox.store.clear()
        return {"reset": True}

    def _pay(self, wish: Body) -> Body:
        """{session, card?}: pays a Checkout Session as its page does. {url} to go to, or {error}."""
        with self.sandbox.store.transaction():
            due.sweep(self.sandbox)
        session = self.sandbox.find("checkout.session", wish["session"])
        if session["status"] != "open":
            return {"url": None, "error": {"message": "This page has expired", "status": session["status"]}}
        number = str(wish.get("card", next(iter(cards.CARDS)))).replace(" ", "")
        email = (session["customer_details"] or {}).get("email") or "test@example.com"
        entry = Entry(email=email, number=number, name="Test Person")
        outcome = checkout_page.pay(self.sandbox, session, entry, 12, checkout_page.today().year + 4)
        if isinstance(outcome, ApiError):
            return {"url": None, "error": outcome.error}
        return {"url": outcome, "error": None}

    def _authenticate(self, wish: Body) -> Body:
        """{payment_intent, outcome: "complete"|"fail"}: answers 3-D Secure as the bank's page does."""
        intent = self.sandbox.find("payment_intent", wish["payment_intent"])
        if intent["status"] != "requires_action":
            raise ValueError(f"the payment intent is {intent['status']}")
        url = bank_page.authenticate(self.sandbox, intent, passed=wish.get("outcome", "complete") == "complete")
        return {"url": url or None}

    def _refund(self, wish: Body) -> Body:
        """{refund, status: "succeeded"|"failed"}: the bank's word on a refund, now or after it had succeeded."""
        if wish["status"] not in ("succeeded", "failed"):
            raise ValueError("status must be succeeded or failed")
        refund = self.sandbox.find("refund", wish["refund"])
        if refund["status"] == "failed":
            raise ValueError("the refund has failed already")
        with self.sandbox.store.transaction():
            return public(refunds.end(self.sandbox, refund, wish["status"]))

    def _dispute(self, wish: Body) -> Body:
        """{payment_intent | charge, reason?, amount?, inquiry?}: the bank takes money back. {dispute, outcome: "won" |
        "lost"}: it decides."""
        with self.sandbox.store.transaction():
            if "dispute" in wish:
                if wish["outcome"] not in ("won", "lost"):
                    raise ValueError("outcome must be won or lost")
                found = self.sandbox.find("dispute", wish["dispute"])
                return public(disputes.decide(self.sandbox, found, won=wish["outcome"] == "won"))
            charge_id = (
                wish.get("charge") or self.sandbox.find("payment_intent", wish["payment_intent"])["latest_charge"]
            )
            charge = self.sandbox.find("charge", charge_id)
            reason, amount = wish.get("reason", "fraudulent"), wish.get("amount")
            return public(disputes.make(self.sandbox, charge, reason, amount=amount, inquiry=bool(wish.get("inquiry"))))

    def _account(self, wish: Body) -> Body:
        """{account?, stage?: one of accounts.STAGES, bank?: number}; without an id a new one, that is ready."""
        sandbox = self.sandbox
        sandbox.request, sandbox.account = {"id": None, "idempotency_key": None}, ""
        with sandbox.store.transaction():
            if "account" not in wish:
                transfers = {"stripe_balance": {"stripe_transfers": {"requested": True}}}
                made = accounts.create(sandbox, {"configuration": {"recipient": {"capabilities": transfers}}})
                wish = {"stage": "ready", "bank": bank_accounts.GOOD} | wish | {"account": made["id"]}
            account = accounts.find(sandbox, wish["account"])
            if "bank" in wish:
                onboarding_page.use_bank(sandbox, account, str(wish["bank"]), bank_accounts.ROUTING, "Test Person")
            if "stage" in wish:
                accounts.advance(sandbox, account, wish["stage"])
        return {"account": account["id"], "stage": account["_stage"]}

    def _payout(self, wish: Body) -> Body:
        """{payout, outcome: "paid"|"failed", code?}: what the bank says, now; also "failed" after "paid"."""
        sandbox = self.sandbox
        sandbox.request, sandbox.account = {"id": None, "idempotency_key": None}, ""
        payout = sandbox.find("payout", wish["payout"])
        with sandbox.store.transaction():
            if wish["outcome"] == "failed" and payout["status"] in (*payouts.OPEN, "paid"):
                payouts.fail(sandbox, payout, wish.get("code", "account_closed"), "The bank sent the money back.")
            elif wish["outcome"] == "paid" and payout["status"] in payouts.OPEN:
                payouts.arrive(sandbox, payout)
            else:
                raise ValueError(f"the payout is {payout['status']}")
        return {"payout": payout["id"], "status": payout["status"]}
