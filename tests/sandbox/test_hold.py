"""A call's payment: held on Checkout, then captured or released."""

from collections.abc import Callable
from typing import Any

import pytest
import stripe

from tests.sandbox.running import Listener, Running

Make = Callable[..., stripe.checkout.Session]


def paid(sandbox: Running, session: stripe.checkout.Session, card: str = "4242424242424242") -> Any:
    """The session, paid, with its PaymentIntent."""
    assert sandbox.control("pay", session=session.id, card=card)["error"] is None
    return sandbox.client.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent"]})


def test_a_new_session_is_open_and_has_no_payment_yet(sandbox: Running, make_session: Make) -> None:
    session = make_session()
    assert (session.status, session.payment_status, session.payment_intent) == ("open", "unpaid", None)
    assert session.url == f"{sandbox.url}/c/pay/{session.id}"
    assert (session.amount_total, session.currency) == (2500, "usd")
    assert session.metadata
    assert session.metadata["payment_id"] == "pay_1"


def test_paying_holds_the_card(
    sandbox: Running, listener: Listener, make_session: Make, customer: stripe.Customer
) -> None:
    session = paid(sandbox, make_session())
    intent = session.payment_intent
    assert (session.status, session.payment_status, session.url) == ("complete", "unpaid", None)
    assert (intent.status, intent.amount_capturable, intent.amount_received) == ("requires_capture", 2500, 0)
    assert (intent.customer, intent.metadata["call_id"]) == (customer.id, "call_1")
    event = listener.wait_for("checkout.session.completed")
    assert event.data.object.id == session.id
    assert listener.types() == [
        "customer.created",
        "payment_intent.created",
        "payment_method.attached",
        "charge.succeeded",
        "payment_intent.amount_capturable_updated",
        "checkout.session.completed",
    ]
    charge = sandbox.client.v1.charges.retrieve(intent.latest_charge)
    assert (charge.captured, charge.balance_transaction) == (False, None)
    assert charge.payment_method_details.card.capture_before > charge.created + 6 * 24 * 3600


def test_capturing_takes_the_money_and_books_the_fee(sandbox: Running, listener: Listener, make_session: Make) -> None:
    client = sandbox.client
    intent = paid(sandbox, make_session()).payment_intent
    captured = client.v1.payment_intents.capture(
        intent.id, {"expand": ["latest_charge.balance_transaction"]}, {"idempotency_key": "capture:1"}
    )
    booked = captured.latest_charge.balance_transaction
    assert (captured.status, captured.amount_received, captured.amount_capturable) == ("succeeded", 2500, 0)
    assert (booked.amount, booked.fee, booked.net) == (2500, 103, 2397)
    session = client.v1.checkout.sessions.list({"payment_intent": intent.id}).data[0]
    assert session.payment_status == "paid"
    listener.wait_for("payment_intent.succeeded")


def test_a_share_can_be_captured(sandbox: Running, make_session: Make) -> None:
    client = sandbox.client
    intent = paid(sandbox, make_session()).payment_intent
    captured = client.v1.payment_intents.capture(intent.id, {"amount_to_capture": 1000, "expand": ["latest_charge"]})
    assert (captured.amount, captured.amount_received) == (2500, 1000)
    assert (captured.latest_charge.amount_captured, captured.latest_charge.amount_refunded) == (1000, 1500)


def test_more_than_is_held_cannot_be_captured(sandbox: Running, make_session: Make) -> None:
    intent = paid(sandbox, make_session()).payment_intent
    with pytest.raises(stripe.InvalidRequestError) as refused:
        sandbox.client.v1.payment_intents.capture(intent.id, {"amount_to_capture": 2501})
    assert refused.value.code == "amount_too_large"
    assert sandbox.client.v1.payment_intents.retrieve(intent.id).status == "requires_capture"


def test_releasing_lets_the_hold_go(sandbox: Running, listener: Listener, make_session: Make) -> None:
    client = sandbox.client
    intent = paid(sandbox, make_session()).payment_intent
    released = client.v1.payment_intents.cancel(intent.id, {"cancellation_reason": "abandoned"})
    assert (released.status, released.cancellation_reason, released.amount_capturable) == ("canceled", "abandoned", 0)
    assert client.v1.balance_transactions.list().data == []
    listener.wait_for("payment_intent.canceled")


@pytest.mark.parametrize(
    ("first", "then", "words"),
    [
        ("capture", "capture", "it has already been captured"),
        ("capture", "cancel", "You cannot cancel this PaymentIntent because it has a status of succeeded."),
        ("cancel", "capture", "could not be captured because it has a status of canceled"),
        ("cancel", "cancel", "You cannot cancel this PaymentIntent because it has a status of canceled."),
        ("capture", "confirm", "because it has already succeeded"),
    ],
)
def test_a_move_out_of_turn_is_refused(sandbox: Running, make_session: Make, first: str, then: str, words: str) -> None:
    intents = sandbox.client.v1.payment_intents
    intent = paid(sandbox, make_session()).payment_intent
    # Confirming a Checkout payment is refused for being Checkout's; one of its own shows its status.
    if then == "confirm":
        intent = intents.create(
            {
                "amount": 500,
                "currency": "usd",
                "payment_method": "pm_card_visa",
                "confirm": True,
                "capture_method": "manual",
                "return_url": "http://localhost/x",
            }
        )
    getattr(intents, first)(intent.id)
    refused: Any
    with pytest.raises(stripe.InvalidRequestError, match=words) as refused:
        getattr(intents, then)(intent.id)
    assert refused.value.code == "payment_intent_unexpected_state"
    assert refused.value.json_body["error"]["payment_intent"]["id"] == intent.id


def test_expiring_an_open_session_shuts_its_page(sandbox: Running, listener: Listener, make_session: Make) -> None:
    session = make_session()
    expired = sandbox.client.v1.checkout.sessions.expire(session.id)
    assert (expired.status, expired.url) == ("expired", None)
    assert "expired" in sandbox.http("GET", f"/c/pay/{session.id}")[1]
    assert sandbox.control("pay", session=session.id)["error"]["status"] == "expired"
    listener.wait_for("checkout.session.expired")


@pytest.mark.parametrize("ended", ["complete", "expired"])
def test_an_ended_session_cannot_be_expired(sandbox: Running, make_session: Make, ended: str) -> None:
    session = make_session()
    if ended == "complete":
        paid(sandbox, session)
    else:
        sandbox.client.v1.checkout.sessions.expire(session.id)
    with pytest.raises(stripe.InvalidRequestError, match=f"has a status of `{ended}`") as refused:
        sandbox.client.v1.checkout.sessions.expire(session.id)
    assert refused.value.http_status == 400


def test_time_ends_a_session_and_a_hold(sandbox: Running, listener: Listener, make_session: Make) -> None:
    waiting = make_session(expires_at=sandbox.state()["now"] + 30 * 60)
    held = paid(sandbox, make_session()).payment_intent
    sandbox.control("clock", advance=31 * 60)
    assert sandbox.client.v1.checkout.sessions.retrieve(waiting.id).status == "expired"
    sandbox.control("clock", advance=7 * 24 * 3600)
    lapsed = sandbox.client.v1.payment_intents.retrieve(held.id)
    assert (lapsed.status, lapsed.cancellation_reason) == ("canceled", "automatic")
    listener.wait_for("charge.expired")


def test_a_connected_creator_gets_the_money_less_the_fee(sandbox: Running, make_session: Make) -> None:
    mara = sandbox.control("account")["account"]
    plan = {"application_fee_amount": 500, "transfer_data": {"destination": mara}}
    intent = paid(sandbox, make_session(plan=plan)).payment_intent
    sandbox.client.v1.payment_intents.capture(intent.id)
    transfer = sandbox.client.v1.transfers.list({"destination": mara}).data[0]
    booked = {row.type: row.net for row in sandbox.client.v1.balance_transactions.list()}
    assert (transfer.amount, transfer.source_transaction) == (2500, intent.latest_charge)
    assert booked == {"charge": 2397, "transfer": -2500, "application_fee": 500}
