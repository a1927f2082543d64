"""The bank's page: 3-D Secure with its two possible ends, for Checkout and for a PaymentIntent of its own."""

import hmac
from html import escape
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from stripe_sandbox import checkout_sessions, money, payments, setup_intents
from stripe_sandbox.checkout_page import success_url
from stripe_sandbox.errors import ApiError
from stripe_sandbox.page import message, page
from stripe_sandbox.sandbox import Sandbox

Body = dict[str, Any]


class BankPage:
    """GET and POST /3ds/{id}; the intent's client secret is the key to it."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    async def show(self, request: web.Request) -> web.StreamResponse:
        """Asks the cardholder."""
        intent = self._intent(request)
        if intent is None:
            return message("We couldn't find this page", "The address may be incomplete.", status=404)
        if intent["status"] != "requires_action":
            return message(
                "Nothing to confirm", "Your bank is not waiting for an answer any more.", self._way_on(intent)
            )
        asked = (
            "Is saving this card"
            if intent["object"] == "setup_intent"
            else f"Is this payment of <strong>{money.written(intent['amount'], intent['currency'])}</strong>"
        )
        action = escape(f"/3ds/{intent['id']}?secret={intent['client_secret']}")
        body = (
            f'<div class="narrow"><form class="card" method="post" action="{action}">'
            "<h1>Your bank wants to be sure</h1>"
            f"<p>{asked} yours? "
            "This page stands in for your bank’s 3-D Secure check.</p>"
            '<div class="row"><button class="pay" name="outcome" value="complete">Complete</button>'
            '<button class="plain" name="outcome" value="fail">Fail</button></div></form></div>'
        )
        return page("3-D Secure", body, frames=True)

    async def answer(self, request: web.Request) -> web.StreamResponse:
        """The cardholder's answer, and the way back."""
        given = await request.post()
        intent = self._intent(request)
        if intent is None:
            return message("We couldn't find this page", "The address may be incomplete.", status=404)
        if intent["status"] == "requires_action":
            return self._back(authenticate(self.sandbox, intent, passed=given.get("outcome") == "complete"))
        way = self._way_on(intent)
        if way:
            raise web.HTTPSeeOther(way[0])
        return message("Nothing to confirm", "Your bank is not waiting for an answer any more.", frames=True)

    def _back(self, url: str) -> web.StreamResponse:
        if url:
            raise web.HTTPSeeOther(url)
        return message("Thank you", "You can close this page.", frames=True)

    def _intent(self, request: web.Request) -> Body | None:
        body = self.sandbox.store.get(request.match_info["id"])
        if body is None or body["object"] not in ("payment_intent", "setup_intent"):
            return None
        return (
            body
            if hmac.compare_digest(request.query.get("secret", "").encode(), body["client_secret"].encode())
            else None
        )

    def _way_on(self, intent: Body) -> tuple[str, str] | None:
        if intent.get("_checkout"):
            return f"/c/pay/{intent['_checkout']}", "Continue"
        return (return_url(intent), "Continue") if intent.get("_return_url") else None


def authenticate(sandbox: Sandbox, intent: Body, *, passed: bool) -> str:
    """Ends 3-D Secure one way or the other; the address to go to next, "" when there is none."""
    sandbox.request = {"id": None, "idempotency_key": None}
    session = sandbox.store.get(intent.get("_checkout") or "")
    try:
        with sandbox.store.transaction():
            if intent["object"] == "setup_intent":
                setup_intents.authenticated(sandbox, intent, passed=passed)
            else:
                payments.authenticated(sandbox, intent, passed=passed)
            if session:
                checkout_sessions.complete(sandbox, session, intent)
    except ApiError as error:
        if session:
            reason = "unauthenticated" if not passed else urlencode({"error": str(error)})
            return f"/c/pay/{session['id']}?{reason}"
        return return_url(intent)
    return success_url(session) if session else return_url(intent)


def return_url(intent: Body) -> str:
    """The app's own page, with what Stripe adds to its address."""
    url = str(intent.get("_return_url") or "")
    if not url:
        return ""
    status = "succeeded" if intent["status"] in ("succeeded", "requires_capture") else "failed"
    extra = {
        intent["object"]: intent["id"],
        f"{intent['object']}_client_secret": intent["client_secret"],
        "redirect_status": status,
    }
    address, _, fragment = url.partition("#")
    address += ("&" if "?" in address else "?") + urlencode(extra)
    return address + ("#" + fragment if fragment else "")
