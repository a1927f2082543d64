"""What happens by itself when its time comes: sessions expire, holds lapse, money ripens, payouts arrive …"""

from stripe_sandbox import accounts, checkout_sessions, disputes, payments, payouts, refunds
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
        elif body["object"] == "payout":
            payouts.arrive(sandbox, body)
        elif body["object"] == accounts.KIND:
            accounts.advance(sandbox, body, "ready")
        else:
            sandbox.store.put(body | {"status": "available", "_due": None})
    return len(rows) + payouts.on_schedule(sandbox)
