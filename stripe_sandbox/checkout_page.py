"""The hosted Checkout page: what is paid, a card's four fields, and the bank's answer in kind words."""

import datetime
import re
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from aiohttp import web

from stripe_sandbox import cards, checkout_sessions, customers, due, money
from stripe_sandbox.errors import ApiError
from stripe_sandbox.page import message, page
from stripe_sandbox.sandbox import Sandbox

Body = dict[str, Any]
SUBMITS = {"donate": "Donate", "book": "Book"}
SCRIPT = (Path(__file__).parent / "checkout.js").read_text("utf-8")


@dataclass
class Entry:
    """What the person typed, and what is wrong with it by field."""

    email: str = ""
    number: str = ""
    expiry: str = ""
    cvc: str = ""
    name: str = ""

    def checked(self, today: datetime.date) -> tuple[dict[str, str], int, int]:
        """Complaints by field name, and the expiry's month and year."""
        wrong: dict[str, str] = {}
        if not customers.EMAIL.match(self.email):
            wrong["email"] = "Enter your email, like name@example.com."
        if not re.fullmatch(r"[0-9]{13,19}", self.digits) or not cards.passes_luhn(self.digits):
            wrong["number"] = "Your card number is incorrect."
        month, year = self._expiry()
        if not 1 <= month <= 12:
            wrong["expiry"] = "Your card's expiration date is incomplete."
        elif (year, month) < (today.year, today.month):
            wrong["expiry"] = "Your card's expiration date is in the past."
        card = cards.CARDS.get(self.digits)
        length = card.cvc_digits if card else 3
        if not re.fullmatch(rf"[0-9]{{{length}}}", self.cvc):
            wrong["cvc"] = "Your card's security code is incomplete."
        if not self.name:
            wrong["name"] = "Enter the name on your card."
        return wrong, month, year

    @property
    def digits(self) -> str:
        """The card number without its spaces."""
        return re.sub(r"[ -]", "", self.number)

    def _expiry(self) -> tuple[int, int]:
        match = re.fullmatch(r"([0-9]{1,2})\s*/?\s*((?:20)?[0-9]{2})", self.expiry)
        return (int(match[1]), 2000 + int(match[2][-2:])) if match else (0, 0)


def today() -> datetime.date:
    """The day by which a card is in date: the real one, whatever the sandbox's clock shows."""
    return datetime.datetime.now(datetime.UTC).date()


def success_url(session: Body) -> str:
    """Where the person goes after paying."""
    return str(session["success_url"]).replace("{CHECKOUT_SESSION_ID}", session["id"])


class CheckoutPage:
    """GET and POST /c/pay/{id}"""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    async def show(self, request: web.Request) -> web.StreamResponse:
        """The page of an open session; an ended one says so."""
        session = self._session(request)
        if session is None:
            return message("We couldn't find this page", "The address may be incomplete.", status=404)
        if session["status"] != "open":
            return ended(session)
        entry = Entry(email=(session["customer_details"] or {}).get("email") or "")
        card = cards.CARDS.get(request.query.get("card", ""))
        if card:
            year = today().year + 4
            entry.number, entry.cvc, entry.expiry = card.number, "1234"[: card.cvc_digits], f"12 / {year % 100}"
        error = (
            cards.NOT_AUTHENTICATED.message if "unauthenticated" in request.query else request.query.get("error", "")
        )
        return form(session, entry, {}, error)

    async def pay(self, request: web.Request) -> web.StreamResponse:
        """The button. Back to the shop, on to the bank, or the same page with the reason."""
        given = await request.post()
        entry = Entry(
            *(str(given.get(name, ""))[:200].strip() for name in ("email", "number", "expiry", "cvc", "name"))
        )
        session = self._session(request)
        if session is None:
            return message("We couldn't find this page", "The address may be incomplete.", status=404)
        if session["status"] == "complete":
            # The second click of a double click: it is paid, once.
            raise web.HTTPSeeOther(success_url(session))
        if session["status"] != "open":
            return ended(session)
        wrong, month, year = entry.checked(today())
        if wrong:
            return form(session, entry, wrong, "")
        outcome = pay(self.sandbox, session, entry, month, year)
        if isinstance(outcome, ApiError):
            where = {"number": "number", "exp_month": "expiry", "cvc": "cvc"}.get(outcome.error.get("param", ""), "")
            text = str(outcome)
            return form(session, entry, {where: text} if where else {}, "" if where else text)
        raise web.HTTPSeeOther(outcome)

    def _session(self, request: web.Request) -> Body | None:
        with self.sandbox.store.transaction():
            due.sweep(self.sandbox)
        body = self.sandbox.store.get(request.match_info["id"])
        return body if body and body["object"] == "checkout.session" else None


def pay(sandbox: Sandbox, session: Body, entry: Entry, month: int, year: int) -> str | ApiError:
    """Pays a session with a card; the address to go to next, or why not."""
    sandbox.request = {"id": None, "idempotency_key": None}
    try:
        with sandbox.store.transaction():
            intent = checkout_sessions.pay(
                sandbox, session, entry.digits, name=entry.name, email=entry.email, exp_month=month, exp_year=year
            )
    except ApiError as error:
        return error
    if intent["status"] == "requires_action":
        # Relative, so that the person stays on the host name they came with.
        return f"/3ds/{intent['id']}?secret={intent['client_secret']}"
    return success_url(session)


def ended(session: Body) -> web.Response:
    """The page of a session that can't be paid any more."""
    if session["status"] == "complete":
        held = session["payment_status"] == "unpaid"
        text = "Your card is held, and nothing is charged yet." if held else "This payment went through."
        return message("You're all done here", f"{text} You can close this page.", (success_url(session), "Continue"))
    link = (session["cancel_url"], "Back") if session["cancel_url"] else None
    return message("This page has expired", "It can't be paid any more, and nothing was charged.", link)


def form(session: Body, entry: Entry, wrong: dict[str, str], error: str) -> web.Response:
    """The open page."""
    price = money.written(session["amount_total"], session["currency"])
    held = session["_plan"].get("capture_method") == "manual"
    note = '<p class="held">Your card is only held now. You are charged later, or not at all.</p>' if held else ""
    back = f'<a class="back" href="{escape(session["cancel_url"])}">← Back</a>' if session["cancel_url"] else ""
    items = "".join(f'<h1 class="what">{escape(item["description"])}</h1>' for item in session["_items"])
    alert = f'<p class="error" role="alert" tabindex="-1">{escape(error)}</p>' if error else ""
    verb = SUBMITS.get(session["submit_type"] or "", "Pay")
    fields = "".join(
        (
            _field("email", "Email", entry.email, wrong, 'type="email" autocomplete="email"'),
            _field(
                "number",
                "Card number",
                entry.number,
                wrong,
                'inputmode="numeric" autocomplete="cc-number" placeholder="1234 1234 1234 1234" maxlength="24"',
            ),
            '<div class="pair">',
            _field(
                "expiry",
                "Expiry",
                entry.expiry,
                wrong,
                'inputmode="numeric" autocomplete="cc-exp" placeholder="MM / YY" maxlength="9"',
            ),
            _field(
                "cvc",
                "CVC",
                entry.cvc,
                wrong,
                'inputmode="numeric" autocomplete="cc-csc" placeholder="CVC" maxlength="4"',
            ),
            "</div>",
            _field("name", "Name on card", entry.name, wrong, 'autocomplete="cc-name"'),
        )
    )
    body = (
        f'<div class="two"><section aria-label="Your order">{back}{items}<p class="amount">{price}</p>{note}</section>'
        f'<div><form class="card" method="post" action="/c/pay/{session["id"]}" novalidate>{alert}{fields}'
        f'<button class="pay" type="submit">{verb} {price}</button></form>{_test_cards(session)}</div></div>'
    )
    return page(f"{verb} {price}", body, script=SCRIPT)


def _field(name: str, label: str, value: str, wrong: dict[str, str], attributes: str) -> str:
    complaint, state = "", ""
    if name in wrong:
        complaint = f'<p class="wrong" id="{name}-wrong" role="alert">{escape(wrong[name])}</p>'
        state = f' aria-invalid="true" aria-describedby="{name}-wrong"'
    return (
        f'<div class="field"><label for="{name}">{label}</label>'
        f'<input id="{name}" name="{name}" value="{escape(value)}" {attributes} required{state}>{complaint}</div>'
    )


def _test_cards(session: Body) -> str:
    rows = "".join(_test_card(session, card) for card in cards.CARDS.values() if card.listed)
    return f'<details open><summary>Test cards</summary><ul class="cards">{rows}</ul></details>'


def _test_card(session: Body, card: cards.Card) -> str:
    shown = " ".join(re.findall(".{1,4}", card.number))
    return (
        f"<li><span><code>{shown}</code><small>{escape(card.what)}</small></span>"
        f'<form action="/c/pay/{session["id"]}"><button class="plain" name="card" value="{card.number}" '
        f'data-cvc="{"1234"[: card.cvc_digits]}" aria-label="Use {card.number[-4:]}: {escape(card.what)}">'
        "Use</button></form></li>"
    )
