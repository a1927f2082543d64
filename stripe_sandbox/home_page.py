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
    "transfer": "Transfers",
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
        blocks = [f"<h2>{title}</h2>" + self._objects(kind) for kind, title in KINDS.items()]
        blocks.insert(2, "<h2>Webhook deliveries</h2>" + self._deliveries())
        clock = datetime.datetime.fromtimestamp(self.sandbox.now(), datetime.UTC).strftime("%Y-%m-%d %H:%M:%S")
        told = f" Webhooks go to {escape(settings.webhook_url)}." if settings.webhook_url else " No webhooks are sent."
        intro = f'<h1>Payments sandbox</h1><p class="small">It is {clock} UTC here.{told}</p>'
        return page("Payments sandbox", intro + "".join(blocks))

    def _objects(self, kind: str) -> str:
        rows = [
            (
                row["id"],
                _amount(row),
                row.get("status") or row.get("email") or _card(row),
                row.get("customer") or "",
                row.get("description") or ", ".join(f"{k}={v}" for k, v in (row.get("metadata") or {}).items()),
                _time(row["created"]),
            )
            for row in self.sandbox.store.find(kind, limit=ROWS)
        ]
        return _table(("Id", "Amount", "State", "Customer", "About", "Made"), rows)

    def _deliveries(self) -> str:
        found = self.sandbox.store.db.execute("SELECT * FROM deliveries ORDER BY seq DESC LIMIT ?", (ROWS,))
        rows = [(row["event"], row["type"], row["state"], str(row["attempts"]), row["answer"] or "") for row in found]
        return _table(("Event", "Type", "State", "Attempts", "Answer"), rows)


def _amount(row: Body) -> str:
    amount = row.get("amount", row.get("amount_total"))
    return money.written(amount, row["currency"]) if amount is not None and row.get("currency") else ""


def _card(row: Body) -> str:
    card = row.get("card")
    return f"{card['brand']} {card['last4']}" if card else ""


def _time(at: int) -> str:
    return datetime.datetime.fromtimestamp(at, datetime.UTC).strftime("%m-%d %H:%M:%S")


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    if not rows:
        return '<p class="small">None yet.</p>'
    head = "".join(f"<th>{name}</th>" for name in heads)
    body = "".join(
        "<tr>"
        + "".join(
            f"<td>{f'<code>{escape(cell[:40])}</code>' if not i else escape(cell[:60])}</td>"
            for i, cell in enumerate(row)
        )
        + "</tr>"
        for row in rows
    )
    return f'<div class="scroll"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
