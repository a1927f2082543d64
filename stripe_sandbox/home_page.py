"""The page at the root: a look inside, for a person."""

import datetime
from collections.abc import Sequence
from html import escape
from typing import Any

from aiohttp import web

from stripe_sandbox import money
from stripe_sandbox.api import authorized
from stripe_sandbox.page import page
from stripe_sandbox.sandbox import Sandbox

Body = dict[str, Any]
KINDS = {
    "payment_intent": "Payments",
    "checkout.session": "Checkout Sessions",
    "customer": "Customers",
    "payment_method": "Cards",
    "charge": "Charges",
    "refund": "Refunds",
    "dispute": "Disputes",
    "setup_intent": "Setup Intents",
    "transfer": "Transfers",
    "application_fee": "Application fees",
    "v2.core.account": "Connected accounts",
    "payout": "Payouts",
}
ROWS = 20


class HomePage:
    """GET /"""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox

    async def show(self, request: web.Request) -> web.StreamResponse:
        """The newest objects of each kind and the newest webhook deliveries."""
        settings = self.sandbox.settings
        if not settings.loopback_only and not authorized(request, settings.secret_key):
            return web.Response(status=401, headers={"WWW-Authenticate": 'Basic realm="sandbox"'})
        blocks = [self._objects(kind) for kind in KINDS]
        blocks.insert(2, self._deliveries())
        clock = datetime.datetime.fromtimestamp(self.sandbox.now(), datetime.UTC).strftime("%Y-%m-%d %H:%M:%S")
        told = f" Webhooks go to {escape(settings.webhook_url)}." if settings.webhook_url else " No webhooks are sent."
        intro = f'<h1>Payments sandbox</h1><p class="small">It is {clock} UTC here.{told}</p>'
        return page("Payments sandbox", intro + "".join(blocks))

    def _objects(self, kind: str) -> str:
        rows = [
            (
                row["id"],
                row.get("status") or row.get("email") or row.get("_stage") or _card(row),
                _amount(row),
                _about(row),
                row.get("customer") or row.get("destination") or "",
                _time(row["created"]),
            )
            for row in self.sandbox.store.find(kind, limit=ROWS)
        ]
        return _table(KINDS[kind], ("Id", "State", "Amount", "About", "For", "Made"), rows)

    def _deliveries(self) -> str:
        found = self.sandbox.store.db.execute("SELECT * FROM deliveries ORDER BY seq DESC LIMIT ?", (ROWS,))
        rows = [(row["event"], row["type"], row["state"], str(row["attempts"]), row["answer"] or "") for row in found]
        return _table("Webhook deliveries", ("Event", "Type", "State", "Attempts", "Answer"), rows)


def _about(row: Body) -> str:
    words = row.get("description") or row.get("display_name") or row.get("reason")
    return words or ", ".join(f"{key}={value}" for key, value in (row.get("metadata") or {}).items())


def _amount(row: Body) -> str:
    amount = row.get("amount", row.get("amount_total"))
    return money.written(amount, row["currency"]) if amount is not None and row.get("currency") else ""


def _metadata(row: Body) -> str:
    return ", ".join(f"{key}={value}" for key, value in (row.get("metadata") or {}).items())


def _card(row: Body) -> str:
    card = row.get("card")
    return f"{card['brand']} {card['last4']}" if card else ""


def _time(at: int | str) -> str:
    if isinstance(at, str):  # a v2 object's
        return at[5:19].replace("T", " ")
    return datetime.datetime.fromtimestamp(at, datetime.UTC).strftime("%m-%d %H:%M:%S")


def _table(title: str, heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    if not rows:
        return f'<h2>{title}</h2><p class="small">None yet.</p>'
    # A column that has nothing to say is left out.
    shown = [index for index in range(len(heads)) if any(row[index] for row in rows)]
    head = "".join(f"<th>{heads[index]}</th>" for index in shown)
    body = "".join("<tr>" + "".join(_cell(row[index], index) for index in shown) + "</tr>" for row in rows)
    return (
        f'<h2>{title}</h2><div class="scroll" tabindex="0" role="region" aria-label="{title}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(text: str, index: int) -> str:
    short = text if len(text) < 34 else text[:33] + "…"
    return f"<td><code>{escape(short)}</code></td>" if index == 0 else f"<td>{escape(short)}</td>"
