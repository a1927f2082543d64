"""What happens by itself when its time comes: sessions expire, holds lapse, money becomes available, refunds end."""

from stripe_sandbox import checkout_sessions, disputes, payments, refunds
from stripe_sandbox.sandbox import Sandbox


def sweep(sandbox: Sandbox) -> int:
    """Does what is due on the sandbox's clock; returns how much that was. Runs inside a transaction."""
    rows = sandbox.store.due(sandbox.now())
    for body in rows:
        if body["object"] == "checkout.session":
            checkout_sessions.close(sandbox, body)
        elif body["object"] == "payment_intent":
            payments.cancel(sandbox, body, "automatic")
        elif body["object"] == "refund":
            refunds.end(sandbox, body, body["_ends"])
        elif body["object"] == "dispute":
            disputes.decide(sandbox, body, won=False)
        else:
            sandbox.store.put(body | {"status": "available", "_due": None})
    return len(rows)
