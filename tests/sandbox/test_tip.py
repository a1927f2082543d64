"""A tip: the card that Checkout saved, charged again without leaving the call."""

from collections.abc import Callable
from typing import Any

import pytest
import stripe

from tests.sandbox.running import Listener, Running

Save = Callable[..., Any]
BACK = "http://localhost:3000/calls/1/tip"


@pytest.fixture
def save(sandbox: Running, client: Any, customer: stripe.Customer, make_session: Callable[..., Any]) -> Save:
    """Pays a session with a card, so that it is saved to the customer."""

    def pay(card: str = "4242424242424242") -> Any:
        session = make_session()
        done = sandbox.control("pay", session=session.id, card=card)
        if done["url"].startswith("/3ds/"):
            intent = client.v1.checkout.sessions.retrieve(session.id).payment_intent
            sandbox.control("authenticate", payment_intent=intent)
        return client.v1.payment_methods.list({"customer": customer.id, "type": "card"}).data[0]

    return pay


def told(refused: Any) -> dict[str, Any]:
    """The error as it came over the wire."""
    error: dict[str, Any] = refused.value.json_body["error"]
    return error


def tip(client: Any, customer: Any, method: str, key: str = "tip:1", **changes: Any) -> Any:
    """What the product sends for a tip of $10."""
    params = {
        "amount": 1000,
        "currency": "usd",
        "customer": customer.id,
        "payment_method": method,
        "confirm": True,
        "allowed_payment_method_types": ["card"],
        "return_url": BACK,
        "metadata": {"kind": "tip"},
        **changes,
    }
    params = {name: value for name, value in params.items() if value is not None}
    return client.v1.payment_intents.create(params, {"idempotency_key": key})


def test_the_card_that_paid_is_saved(save: Save, customer: stripe.Customer, client: Any) -> None:
    method = save()
    assert (method.card.brand, method.card.last4, method.customer) == ("visa", "4242", customer.id)
    assert client.v1.customers.payment_methods.list(customer.id).data[0].id == method.id


def test_a_tip_is_charged_at_once(save: Save, customer: Any, client: Any, listener: Listener) -> None:
    intent = tip(client, customer, save().id)
    assert (intent.status, intent.amount_received) == ("succeeded", 1000)
    event = listener.wait_for("payment_intent.succeeded")
    assert event.request
    assert (event.data.object.id, event.request.idempotency_key) == (intent.id, "tip:1")


def test_a_double_click_is_one_charge(save: Save, customer: Any, client: Any) -> None:
    method = save().id
    assert tip(client, customer, method).id == tip(client, customer, method).id
    assert len(client.v1.payment_intents.list({"customer": customer.id}).data) == 2  # the call's and the tip's


@pytest.mark.parametrize("passed", [True, False])
def test_the_bank_asks_and_hears_yes_or_no(
    sandbox: Running, save: Save, customer: Any, client: Any, listener: Listener, passed: bool
) -> None:
    intent = tip(client, customer, save("4000002760003184").id)
    assert intent.status == "requires_action"
    action = intent.next_action.redirect_to_url
    assert action.return_url == BACK
    path = action.url.removeprefix(sandbox.url)
    assert "$10.00" in sandbox.http("GET", path)[1]
    status, _, headers = sandbox.submit(path, outcome="complete" if passed else "fail")
    assert status == 303
    assert headers["Location"].startswith(f"{BACK}?payment_intent={intent.id}")
    assert headers["Location"].endswith("redirect_status=" + ("succeeded" if passed else "failed"))
    after = client.v1.payment_intents.retrieve(intent.id)
    if passed:
        assert after.status == "succeeded"
    else:
        assert after.status == "requires_payment_method"
        assert after.last_payment_error.code == "payment_intent_authentication_failure"
        listener.wait_for("payment_intent.payment_failed")


def test_the_banks_page_needs_its_secret(sandbox: Running, save: Save, customer: Any, client: Any) -> None:
    intent = tip(client, customer, save("4000002760003184").id)
    assert sandbox.http("GET", f"/3ds/{intent.id}?secret=guess")[0] == 404
    assert sandbox.submit(f"/3ds/{intent.id}?secret=guess", outcome="complete")[0] == 404
    assert client.v1.payment_intents.retrieve(intent.id).status == "requires_action"


def test_a_card_set_up_with_the_bank_pays_off_session(save: Save, customer: Any, client: Any) -> None:
    method = save("4000002500003155").id
    assert tip(client, customer, method).status == "requires_action"
    alone = tip(client, customer, method, "tip:2", off_session=True, return_url=None)
    assert alone.status == "succeeded"


def test_off_session_a_bank_that_must_ask_declines(save: Save, customer: Any, client: Any) -> None:
    method = save("4000002760003184").id
    with pytest.raises(stripe.CardError) as refused:
        tip(client, customer, method, off_session=True, return_url=None)
    assert refused.value.code == "authentication_required"


@pytest.mark.parametrize(
    ("token", "code", "decline_code", "words"),
    [
        ("pm_card_chargeDeclined", "card_declined", "generic_decline", "Your card was declined."),
        ("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds", "insufficient funds"),
        ("pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card", "has expired"),
        ("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", "incorrect_cvc", "security code is incorrect"),
    ],
)
def test_a_bad_card_says_why(client: Any, token: str, code: str, decline_code: str, words: str) -> None:
    with pytest.raises(stripe.CardError, match=words) as refused:
        client.v1.payment_intents.create(
            {"amount": 1000, "currency": "usd", "payment_method": token, "confirm": True, "return_url": BACK}
        )
    error = told(refused)
    assert (refused.value.http_status, error["code"], error["decline_code"]) == (402, code, decline_code)
    # What was tried stays: the intent waits for another card, and its failed charge can be read.
    intent = client.v1.payment_intents.retrieve(error["payment_intent"]["id"], {"expand": ["latest_charge"]})
    assert (intent.status, intent.latest_charge.status) == ("requires_payment_method", "failed")
    assert intent.last_payment_error.decline_code == decline_code


def test_a_card_may_save_and_decline_later(client: Any, customer: Any) -> None:
    method = client.v1.payment_methods.attach("pm_card_chargeCustomerFail", {"customer": customer.id})
    with pytest.raises(stripe.CardError, match="declined"):
        tip(client, customer, method.id)


def test_a_declined_card_is_not_saved(client: Any, customer: Any) -> None:
    with pytest.raises(stripe.CardError):
        client.v1.payment_methods.attach("pm_card_chargeDeclined", {"customer": customer.id})
    assert client.v1.payment_methods.list({"customer": customer.id}).data == []


def test_a_removed_card_pays_no_more(save: Save, customer: Any, client: Any, listener: Listener) -> None:
    method = save()
    assert client.v1.payment_methods.detach(method.id).customer is None
    listener.wait_for("payment_method.detached")
    with pytest.raises(stripe.InvalidRequestError, match="It may not be used again"):
        tip(client, customer, method.id)


def test_a_strangers_card_is_refused(save: Save, client: Any) -> None:
    method = save()
    stranger = client.v1.customers.create({})
    with pytest.raises(stripe.InvalidRequestError, match="does not belong to the Customer"):
        tip(client, stranger, method.id)


def test_an_intent_can_be_confirmed_later(client: Any, customer: Any) -> None:
    intent = client.v1.payment_intents.create({"amount": 700, "currency": "eur", "customer": customer.id})
    assert intent.status == "requires_payment_method"
    with pytest.raises(stripe.InvalidRequestError, match="missing a payment method"):
        client.v1.payment_intents.confirm(intent.id, {"return_url": BACK})
    done = client.v1.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa", "return_url": BACK})
    assert done.status == "succeeded"


def test_without_a_return_url_the_bank_is_asked_by_script(client: Any) -> None:
    params = {"amount": 700, "currency": "eur", "payment_method": "pm_card_authenticationRequired", "confirm": True}
    intent = client.v1.payment_intents.create(params)
    assert (intent.status, intent.next_action.type) == ("requires_action", "use_stripe_sdk")
