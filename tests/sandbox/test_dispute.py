"""Disputes: money taken back by a bank, evidence, and the bank's last word."""

from typing import Any

import pytest
import stripe

from tests.sandbox.running import Listener, Running


@pytest.fixture
def charge(client: Any) -> Any:
    """Makes a captured payment of $20 with the card of that name."""

    def pay(card: str = "pm_card_visa") -> Any:
        return client.v1.payment_intents.create(
            {"amount": 2000, "currency": "usd", "payment_method": card, "confirm": True}
        )

    return pay


def moved(client: Any) -> list[tuple[str, int, int]]:
    """What a dispute did to the balance, oldest first: (category, amount, fee)."""
    rows = client.v1.balance_transactions.list({"type": "adjustment"}).data
    return [(row.reporting_category, row.amount, row.fee) for row in reversed(rows)]


def test_the_card_that_disputes_takes_the_money_back_with_a_fee(client: Any, charge: Any, listener: Listener) -> None:
    intent = charge("pm_card_createDispute")
    [dispute] = client.v1.disputes.list({"payment_intent": intent.id}).data
    assert (dispute.status, dispute.reason, dispute.amount) == ("needs_response", "fraudulent", 2000)
    assert moved(client) == [("dispute", -2000, 1500)]
    assert client.v1.charges.retrieve(intent.latest_charge).disputed is True
    listener.wait_for("charge.dispute.funds_withdrawn")
    assert listener.types().index("charge.dispute.created") > listener.types().index("charge.succeeded")
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.refunds.create({"payment_intent": intent.id})
    assert refused.value.code == "charge_disputed"


@pytest.mark.parametrize(
    ("words", "status", "books"),
    [
        ("winning_evidence", "won", [("dispute", -2000, 1500), ("dispute_reversal", 2000, 0)]),
        ("losing_evidence", "lost", [("dispute", -2000, 1500)]),
        ("We were both there", "under_review", [("dispute", -2000, 1500)]),
    ],
)
def test_evidence_decides(
    client: Any, charge: Any, listener: Listener, words: str, status: str, books: list[tuple[str, int, int]]
) -> None:
    intent = charge("pm_card_createDispute")
    [dispute] = client.v1.disputes.list({"payment_intent": intent.id}).data
    client.v1.disputes.update(dispute.id, {"evidence": {"customer_name": "Leo"}, "submit": False})
    assert client.v1.disputes.retrieve(dispute.id).status == "needs_response"
    client.v1.disputes.update(dispute.id, {"evidence": {"uncategorized_text": words}})
    seen = client.v1.disputes.retrieve(dispute.id)
    assert (seen.status, seen.evidence.customer_name) == (status, "Leo")
    assert (seen.evidence_details.has_evidence, seen.evidence_details.submission_count) == (True, 1)
    assert moved(client) == books
    listener.wait_for("charge.dispute.updated")
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.disputes.update(dispute.id, {"evidence": {"uncategorized_text": "once more"}})


@pytest.mark.parametrize("outcome", ["won", "lost"])
def test_the_control_opens_and_decides(
    client: Any, charge: Any, sandbox: Running, listener: Listener, outcome: str
) -> None:
    intent = charge()
    opened = sandbox.control("dispute", payment_intent=intent.id, reason="product_not_received", amount=700)
    assert (opened["status"], opened["amount"]) == ("needs_response", 700)
    closed = sandbox.control("dispute", dispute=opened["id"], outcome=outcome)
    assert closed["status"] == outcome
    assert listener.wait_for("charge.dispute.closed").data.object.status == outcome
    assert "ValueError" in sandbox.control("dispute", dispute=opened["id"], outcome="won")["error"]


def test_silence_and_giving_up_both_lose(client: Any, charge: Any, sandbox: Running) -> None:
    charge("pm_card_createDispute")
    charge("pm_card_createDisputeProductNotReceived")
    given_up, silent = client.v1.disputes.list().data
    client.v1.disputes.close(given_up.id)
    sandbox.control("clock", advance=9 * 24 * 3600 + 1)
    assert [row.status for row in client.v1.disputes.list()] == ["lost", "lost"]
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.disputes.close(silent.id)


def test_an_inquiry_takes_nothing(client: Any, charge: Any, sandbox: Running) -> None:
    intent = charge("pm_card_createDisputeInquiry")
    [inquiry] = client.v1.disputes.list({"payment_intent": intent.id}).data
    assert (inquiry.status, inquiry.balance_transactions) == ("warning_needs_response", [])
    assert client.v1.refunds.create({"payment_intent": intent.id}).status == "succeeded"
    assert sandbox.control("dispute", dispute=inquiry.id, outcome="lost")["status"] == "warning_closed"


def test_events_of_a_rare_kind_are_found_behind_many_others(client: Any, charge: Any) -> None:
    charge("pm_card_createDispute")
    for number in range(110):
        client.v1.customers.create({"name": str(number)})
    found = client.v1.events.list({"types": ["charge.dispute.created", "refund.failed"], "limit": 5})
    assert [row.type for row in found.data] == ["charge.dispute.created"]
    assert found.has_more is False


def test_the_front_page_shows_disputes(charge: Any, sandbox: Running) -> None:
    charge("pm_card_createDispute")
    page = sandbox.http("GET", "/")[1]
    assert "Disputes" in page
    assert "fraudulent" in page


def test_a_card_is_saved_without_a_charge_and_detached(client: Any, customer: stripe.Customer) -> None:
    saved = client.v1.setup_intents.create(
        {
            "customer": customer.id,
            "payment_method": "pm_card_visa",
            "confirm": True,
            "allowed_payment_method_types": ["card"],
            "return_url": "http://localhost:3000/back",
        }
    )
    assert saved.status == "succeeded"
    assert [row.id for row in client.v1.customers.payment_methods.list(customer.id)] == [saved.payment_method]
    client.v1.payment_methods.detach(saved.payment_method)
    assert client.v1.customers.payment_methods.list(customer.id).data == []


@pytest.mark.parametrize(("outcome", "status"), [("complete", "succeeded"), ("fail", "requires_payment_method")])
def test_the_bank_is_asked_before_a_card_is_saved(
    client: Any, customer: stripe.Customer, sandbox: Running, outcome: str, status: str
) -> None:
    asked = client.v1.setup_intents.create(
        {
            "customer": customer.id,
            "payment_method": "pm_card_authenticationRequired",
            "confirm": True,
            "return_url": "http://localhost:3000/back",
        }
    )
    assert asked.status == "requires_action"
    path = asked.next_action.redirect_to_url.url.removeprefix(sandbox.url)
    assert "saving this card" in sandbox.http("GET", path)[1]
    code, _, headers = sandbox.submit(path, outcome=outcome)
    assert code == 303
    assert f"setup_intent={asked.id}" in headers["Location"]
    assert client.v1.setup_intents.retrieve(asked.id).status == status


def test_a_card_that_declines_is_not_saved(client: Any, customer: stripe.Customer) -> None:
    with pytest.raises(stripe.CardError) as refused:
        client.v1.setup_intents.create(
            {"customer": customer.id, "payment_method": "pm_card_chargeDeclined", "confirm": True}
        )
    assert refused.value.code == "card_declined"
    assert client.v1.setup_intents.list({"customer": customer.id}).data[0].status == "requires_payment_method"
