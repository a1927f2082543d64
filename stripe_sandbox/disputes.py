"""Disputes: a cardholder's bank takes a charge back, we may answer, the bank decides (https://docs.stripe.com/disputes)."""

from typing import Any

from stripe_sandbox import balance, cards, customers
from stripe_sandbox.errors import ApiError
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id

Body = dict[str, Any]
# What Stripe keeps of each dispute: https://stripe.com/pricing
FEE = 1500
DAYS_TO_ANSWER = 9
EVIDENCE = [
    "access_activity_log",
    "billing_address",
    "cancellation_policy",
    "cancellation_policy_disclosure",
    "cancellation_rebuttal",
    "customer_communication",
    "customer_email_address",
    "customer_name",
    "customer_purchase_ip",
    "customer_signature",
    "duplicate_charge_documentation",
    "duplicate_charge_explanation",
    "duplicate_charge_id",
    "product_description",
    "receipt",
    "refund_policy",
    "refund_policy_disclosure",
    "refund_refusal_explanation",
    "service_date",
    "service_documentation",
    "shipping_address",
    "shipping_carrier",
    "shipping_date",
    "shipping_documentation",
    "shipping_tracking_number",
    "uncategorized_file",
    "uncategorized_text",
]
NEEDED = ("needs_response", "warning_needs_response")
OPEN = (*NEEDED, "under_review", "warning_under_review")
MOST_TEXT = 150_000
# What the bank makes of the answer: https://docs.stripe.com/testing#evidence
WORDS = {"winning_evidence": True, "losing_evidence": False}


def follow_card(sandbox: Sandbox, charge: Body) -> None:
    """A captured charge of a card whose owner disputes everything."""
    card = cards.card_of(sandbox.find("payment_method", charge["payment_method"]))
    if card.disputes:
        make(sandbox, charge, card.disputes, inquiry=card.inquires)


def make(sandbox: Sandbox, charge: Body, reason: str, *, amount: int | None = None, inquiry: bool = False) -> Body:
    """The bank takes the money back until it has decided; an inquiry takes nothing yet."""
    if not charge["captured"] or charge["disputed"]:
        raise ValueError(f"charge {charge['id']} can't be disputed now")
    id, now = new_id("du"), sandbox.now()
    dispute: Body = {
        "id": id,
        "object": "dispute",
        "amount": amount or charge["amount_captured"] - charge.get("_returned", 0),
        "balance_transactions": [],
        "charge": charge["id"],
        "created": now,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": dict.fromkeys(EVIDENCE) | {"enhanced_evidence": {}},
        "evidence_details": {
            "due_by": now + DAYS_TO_ANSWER * 24 * 3600,
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        "intended_submission_method": None,
        "is_charge_refundable": inquiry,
        "livemode": False,
        "metadata": {},
        "network_reason_code": None,
        "payment_intent": charge["payment_intent"],
        "payment_method_details": {
            "card": {"brand": "visa", "case_type": "inquiry" if inquiry else "chargeback", "network_reason_code": "10"},
            "type": "card",
        },
        "reason": reason,
        "status": "warning_needs_response" if inquiry else "needs_response",
    }
    dispute["_due"] = dispute["evidence_details"]["due_by"]
    if not inquiry:
        charge["disputed"] = True
        sandbox.store.put(charge)
        _move_money(sandbox, dispute, -dispute["amount"], fee=FEE)
    sandbox.store.put(dispute)
    sandbox.emit("charge.dispute.created", dispute)
    if not inquiry:
        sandbox.emit("charge.dispute.funds_withdrawn", dispute)
    return dispute


def decide(sandbox: Sandbox, dispute: Body, *, won: bool) -> Body:
    """The bank's last word. Of an inquiry nothing comes, whichever way it ends."""
    if dispute["status"] not in OPEN:
        raise ValueError(f"the dispute is {dispute['status']}")
    dispute |= {"_due": None, "is_charge_refundable": False}
    if dispute["status"].startswith("warning"):
        dispute["status"] = "warning_closed"
    else:
        dispute["status"] = "won" if won else "lost"
        if won:
            _move_money(sandbox, dispute, dispute["amount"])
    sandbox.store.put(dispute)
    sandbox.emit("charge.dispute.closed", dispute)
    if dispute["status"] == "won":
        sandbox.emit("charge.dispute.funds_reinstated", dispute)
    return dispute


def retrieve(sandbox: Sandbox, params: Body, id: str) -> Body:
    """GET /v1/disputes/{id}"""
    return sandbox.find("dispute", id)


def listed(sandbox: Sandbox, params: Body) -> Body:
    """GET /v1/disputes"""
    where: Body = {key: params[key] for key in ("charge", "payment_intent") if key in params}
    return sandbox.listing("dispute", "/v1/disputes", params, where)


def update(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/disputes/{id}: evidence, gathered bit by bit, and handed in once with `submit` (the default)."""
    dispute = sandbox.find("dispute", id)
    if dispute["status"] not in NEEDED and "evidence" in params:
        raise ApiError("This dispute is already closed or its evidence was submitted.", param="evidence", began=True)
    evidence = params.get("evidence") or {}
    if sum(len(text) for text in evidence.values() if isinstance(text, str)) > MOST_TEXT:
        raise ApiError("The evidence has more than 150,000 characters.", param="evidence")
    dispute["evidence"] |= {name: text or None for name, text in evidence.items()}
    dispute["metadata"] = customers.merged(dispute["metadata"], params.get("metadata"))
    details = dispute["evidence_details"]
    details["has_evidence"] = any(dispute["evidence"].get(name) for name in EVIDENCE)
    submit = params.get("submit", True) not in (False, "false")
    if "evidence" in params and submit:
        dispute["status"] = "warning_under_review" if dispute["status"].startswith("warning") else "under_review"
        details |= {"submission_count": details["submission_count"] + 1, "submission_method": "manual"}
        dispute["_due"] = None
    sandbox.store.put(dispute)
    sandbox.emit("charge.dispute.updated", dispute)
    word = str(dispute["evidence"]["uncategorized_text"] or "").strip()
    if dispute["status"].endswith("under_review") and word in WORDS:
        decide(sandbox, dispute, won=WORDS[word])
    return dispute


def close(sandbox: Sandbox, params: Body, id: str) -> Body:
    """POST /v1/disputes/{id}/close: given up, and so lost."""
    dispute = sandbox.find("dispute", id)
    if dispute["status"] not in NEEDED:
        raise ApiError("This dispute is already closed.", began=True)
    return decide(sandbox, dispute, won=False)


def _move_money(sandbox: Sandbox, dispute: Body, amount: int, *, fee: int = 0) -> None:
    words = f"Chargeback {'withdrawal' if amount < 0 else 'reversal'} for {dispute['charge']}"
    booked = balance.book(sandbox, "adjustment", amount, dispute["currency"], dispute["id"], fee=fee, description=words)
    entry = sandbox.find("balance_transaction", booked)
    entry["reporting_category"] = "dispute" if amount < 0 else "dispute_reversal"
    if fee:
        entry["fee_details"][0]["description"] = "Dispute fee"
    sandbox.store.put(entry)
    dispute["balance_transactions"].insert(0, entry)
