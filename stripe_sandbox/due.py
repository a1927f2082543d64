"""What happens by itself when its time comes: sessions expire, holds lapse, money becomes available."""

from stripe_sandbox import checkout_sessions, payments
from stripe_sandbox.sandbox import Sandbox


def sweep(sandbox: Sandbox) -> int:
    """Does what is due on the sandbox's clock; returns how much that was. Runs inside a transaction."""
    rows = sandbox.store.due(sandbox.now())
    for body in rows:
        if body["object"] == "checkout.session":
            checkout_sessions.close(sandbox, body)
        elif body["object"] == "payment_intent":
            payments.cancel(sandbox, body, "automatic")
        else:
            sandbox.store.put(body | {"status": "available", "_due": None})
    return len(rows)
