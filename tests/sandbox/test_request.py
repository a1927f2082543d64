"""What every request has in common: keys, parameters, pages, expanding, asking twice."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import stripe

from stripe_sandbox import money, parameters
from tests.sandbox.running import Running
from tests.sandbox.sdk_parameters import ENDPOINTS, known_parameters

Make = Callable[..., Any]


def test_the_known_parameters_are_the_pinned_sdks() -> None:
    file = Path(parameters.__file__).parent / "known_parameters.json"
    assert file.read_text("utf-8") == known_parameters(), "run python -m tests.sandbox.sdk_parameters > that file"


def test_every_endpoint_has_its_parameters(sandbox: Running) -> None:
    from stripe_sandbox.routes import ENDPOINTS as answered

    assert set(answered) == set(ENDPOINTS)


@pytest.mark.parametrize("key", ["sk_test_other", "sk_test_sandbox2", "sk_live_sandbox", "x"])
def test_a_wrong_key_is_refused(sandbox: Running, key: str) -> None:
    with pytest.raises(stripe.AuthenticationError, match="Invalid API Key provided: "):
        sandbox.sdk(key).v1.customers.list()


def test_no_key_is_refused(sandbox: Running) -> None:
    status, body, _ = sandbox.http("GET", "/v1/customers")
    assert (status, body["error"]["type"]) == (401, "invalid_request_error")


@pytest.mark.parametrize(
    ("param", "change"),
    [
        ("payment_method_types", {"payment_method_types": ["card"]}),
        ("payment_intent_data[capture]", {"plan": {"capture": "manual"}}),
        ("line_items[0][amount]", {"line_items": [{"amount": 5}]}),
        ("prefill", {"prefill": "x"}),
    ],
)
def test_an_unknown_parameter_is_refused(make_session: Make, param: str, change: dict[str, Any]) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        make_session(**change)
    assert (refused.value.code, refused.value.param) == ("parameter_unknown", param)
    assert refused.value.user_message == f"Received unknown parameter: {param}"


@pytest.mark.parametrize("amount", ["500.0", "5e2", "4.5", "NaN", "Infinity", "true", "٥٠٠", "", "0x10", "1_000"])
def test_an_amount_is_a_plain_integer(sandbox: Running, amount: str) -> None:
    status, body, _ = sandbox.api("POST", "/v1/payment_intents", {"amount": amount, "currency": "usd"})
    assert (status, body["error"]["param"]) == (400, "amount")
    assert body["error"]["code"] in ("parameter_invalid_integer", "parameter_invalid_empty")


@pytest.mark.parametrize(
    ("amount", "currency", "code"),
    [
        (-5, "usd", "parameter_invalid_integer"),
        (0, "usd", "parameter_invalid_integer"),
        (49, "usd", "amount_too_small"),
        (29, "gbp", "amount_too_small"),
        (49, "jpy", "amount_too_small"),
        (100_000_000, "usd", "amount_too_large"),
        (1001, "kwd", None),
        (1000, "xyz", None),
    ],
)
def test_an_amount_has_bounds(client: Any, amount: int, currency: str, code: str | None) -> None:
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payment_intents.create({"amount": amount, "currency": currency})
    assert refused.value.code == code
    assert client.v1.payment_intents.list().data == []


def test_a_missing_parameter_is_named(client: Any) -> None:
    with pytest.raises(stripe.InvalidRequestError, match=r"Missing required param: currency\.") as refused:
        client.v1.payment_intents.create({"amount": 500})
    assert refused.value.code == "parameter_missing"


def test_a_wrong_choice_is_told_the_right_ones(client: Any) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="must be one of automatic, automatic_async, or manual"):
        client.v1.payment_intents.create({"amount": 500, "currency": "usd", "capture_method": "later"})


@pytest.mark.parametrize("seconds", [29 * 60 - 30, 25 * 3600])
def test_a_session_lives_between_half_an_hour_and_a_day(sandbox: Running, make_session: Make, seconds: int) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="expires_at"):
        make_session(expires_at=sandbox.state()["now"] + seconds)


def test_what_is_not_there_is_not_found(client: Any) -> None:
    with pytest.raises(stripe.InvalidRequestError, match="No such payment_intent: 'pi_nope'") as refused:
        client.v1.payment_intents.retrieve("pi_nope")
    assert (refused.value.http_status, refused.value.code) == (404, "resource_missing")
    with pytest.raises(stripe.InvalidRequestError, match="No such customer: 'cus_nope'") as refused:
        client.v1.payment_intents.create({"amount": 500, "currency": "usd", "customer": "cus_nope"})
    assert (refused.value.http_status, refused.value.param) == (400, "customer")


def test_an_address_nobody_knows(sandbox: Running) -> None:
    status, body, _ = sandbox.api("GET", "/v1/subscriptions")
    assert (status, body["error"]["type"]) == (404, "invalid_request_error")


def test_lists_come_in_pages(client: Any) -> None:
    made = [client.v1.customers.create({"name": str(number)}).id for number in range(7)]
    first = client.v1.customers.list({"limit": 3})
    assert first.has_more
    assert [row.id for row in first.data] == made[:3:-1]
    assert [row.id for row in client.v1.customers.list({"limit": 2}).auto_paging_iter()] == made[::-1]
    before = client.v1.customers.list({"limit": 2, "ending_before": made[2]})
    assert [row.id for row in before.data] == [made[4], made[3]]


def test_an_id_can_be_expanded_and_other_things_cannot(client: Any, customer: Any) -> None:
    params = {"amount": 500, "currency": "usd", "customer": customer.id, "payment_method": "pm_card_visa"}
    client.v1.payment_intents.create(params)
    rows = client.v1.payment_intents.list({"expand": ["data.customer", "data.payment_method"]}).data
    assert (rows[0].customer.name, rows[0].payment_method.card.last4) == ("Leo", "4242")
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        client.v1.payment_intents.list({"expand": ["data.status"]})


def test_metadata_merges_and_unsets(client: Any, customer: Any) -> None:
    changed = client.v1.customers.update(customer.id, {"metadata": {"account": "", "level": "2"}})
    assert changed.metadata.to_dict() == {"level": "2"}
    assert client.v1.customers.update(customer.id, {"metadata": ""}).metadata.to_dict() == {}
    assert client.v1.customers.delete(customer.id).deleted
    assert client.v1.customers.retrieve(customer.id).deleted


def test_the_same_key_gives_the_same_answer(sandbox: Running) -> None:
    first = sandbox.api("POST", "/v1/customers", {"name": "Leo"}, Idempotency_Key="one")
    again = sandbox.api("POST", "/v1/customers", {"name": "Leo"}, Idempotency_Key="one")
    assert (again[1], again[2]["Idempotent-Replayed"]) == (first[1], "true")
    assert again[2]["Original-Request"] == first[2]["Request-Id"] != again[2]["Request-Id"]
    assert first[2]["Idempotent-Replayed"] is None


def test_a_declined_charge_is_remembered_too(client: Any) -> None:
    params = {"amount": 500, "currency": "usd", "payment_method": "pm_card_chargeDeclined", "confirm": True}
    for _ in range(2):
        with pytest.raises(stripe.CardError):
            client.v1.payment_intents.create(params, {"idempotency_key": "declined"})
    assert len(client.v1.payment_intents.list().data) == 1


def test_the_same_key_for_something_else_is_refused(client: Any) -> None:
    option = {"idempotency_key": "one"}
    client.v1.customers.create({"name": "Leo"}, option)
    with pytest.raises(stripe.IdempotencyError, match="same parameters they were first used with"):
        client.v1.customers.create({"name": "Mara"}, option)
    with pytest.raises(stripe.IdempotencyError, match="same endpoint"):
        client.v1.payment_intents.create({"amount": 500, "currency": "usd"}, option)


def test_a_refused_parameter_does_not_use_the_key_up(client: Any) -> None:
    option = {"idempotency_key": "one"}
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.payment_intents.create({"amount": 5, "currency": "usd"}, option)
    assert client.v1.payment_intents.create({"amount": 500, "currency": "usd"}, option).amount == 500


def test_a_key_in_use_is_a_conflict(sandbox: Running) -> None:
    sandbox.control("faults", kind="slow", path="/v1/customers", seconds=0.5)
    answers: list[int] = []

    def ask() -> None:
        answers.append(sandbox.api("POST", "/v1/customers", {"name": "Leo"}, Idempotency_Key="one")[0])

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [200, 409]
    assert len(sandbox.client.v1.customers.list().data) == 1


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (2500, "usd", "$25.00"),
        (99_999_999, "usd", "$999,999.99"),
        (2500, "jpy", "¥2,500"),
        (25_000, "kwd", "KWD\u00a025.000"),
        (5, "eur", "€0.05"),
    ],
)
def test_amounts_are_written_as_people_read_them(amount: int, currency: str, written: str) -> None:
    assert money.written(amount, currency) == written
