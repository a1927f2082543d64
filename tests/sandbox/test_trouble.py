"""Faults, webhooks that don't arrive, restarts, and kill -9."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import stripe

from stripe_sandbox.settings import BadSettings, from_environment
from tests.sandbox.running import ROOT, SECRET, Listener, Running, wait_until

Make = Callable[..., Any]
CUSTOMERS = {"method": "POST", "path": "/v1/customers"}


@pytest.mark.parametrize(
    ("kind", "error"), [("500", stripe.APIError), ("429", stripe.RateLimitError), ("409", stripe.APIError)]
)
def test_an_error_on_request_does_nothing(sandbox: Running, kind: str, error: type[Exception]) -> None:
    sandbox.control("faults", kind=kind, **CUSTOMERS)
    with pytest.raises(error):
        sandbox.client.v1.customers.create({})
    assert sandbox.client.v1.customers.list().data == []
    sandbox.client.v1.customers.create({})


@pytest.mark.parametrize("kind", ["drop", "timeout"])
def test_a_lost_request_does_nothing(sandbox: Running, kind: str) -> None:
    sandbox.control("faults", kind=kind, **CUSTOMERS)
    with pytest.raises(stripe.APIConnectionError):
        sandbox.sdk(timeout=0.3).v1.customers.create({})
    assert sandbox.client.v1.customers.list().data == []


@pytest.mark.parametrize("kind", ["drop-after-commit", "timeout-after-commit", "500-after-commit"])
def test_a_lost_answer_is_made_up_for_by_the_key(sandbox: Running, kind: str) -> None:
    sandbox.control("faults", kind=kind, **CUSTOMERS)
    option = {"idempotency_key": "one"}
    with pytest.raises(stripe.StripeError):
        sandbox.sdk(timeout=0.3).v1.customers.create({"name": "Leo"}, option)
    made = sandbox.client.v1.customers.list().data
    assert sandbox.client.v1.customers.create({"name": "Leo"}, option).id == made[0].id
    assert len(made) == 1


def test_the_sdk_gets_over_a_short_trouble_by_itself(sandbox: Running) -> None:
    sandbox.control("faults", kind="drop-after-commit", **CUSTOMERS)
    made = sandbox.sdk(retries=2).v1.customers.create({"name": "Leo"})
    assert [row.id for row in sandbox.client.v1.customers.list()] == [made.id]


def test_faults_count_down_and_match_by_path(sandbox: Running) -> None:
    sandbox.control("faults", kind="500", method="POST", path="/v1/payment_intents/*/capture", times=2)
    sandbox.client.v1.customers.create({})
    for _ in range(2):
        assert sandbox.api("POST", "/v1/payment_intents/pi_x/capture")[0] == 500
    assert sandbox.api("POST", "/v1/payment_intents/pi_x/capture")[0] == 404


@pytest.mark.parametrize("wish", [{"kind": "earthquake"}, {}])
def test_an_unknown_fault_is_refused(sandbox: Running, wish: dict[str, str]) -> None:
    assert "kind must be one of" in sandbox.control("faults", **wish)["error"]


def test_the_control_api_takes_no_form(sandbox: Running, customer: Any) -> None:
    assert sandbox.submit("/_sandbox/reset")[0] == 415
    assert sandbox.state()["objects"]["customer"][0]["id"] == customer.id


def test_a_webhook_is_sent_until_it_is_taken(listener: Listener, client: Any) -> None:
    listener.refuse = 3
    customer = client.v1.customers.create({})
    assert listener.wait_for("customer.created").data.object.id == customer.id


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        ("deliver", ["customer.created", "customer.updated", "customer.deleted"]),
        ("drop", []),
        ("double", ["customer.created"] * 2 + ["customer.updated"] * 2 + ["customer.deleted"] * 2),
    ],
)
def test_webhooks_as_asked(sandbox: Running, listener: Listener, mode: str, expected: list[str]) -> None:
    sandbox.control("webhooks", mode=mode)
    customers = sandbox.client.v1.customers
    id = customers.create({}).id
    customers.update(id, {"name": "Leo"})
    customers.delete(id)
    wait_until(lambda: all(row["state"] in ("delivered", "dropped") for row in sandbox.state()["deliveries"]))
    assert listener.types() == expected


@pytest.mark.parametrize("order", ["in order", "reversed"])
def test_held_webhooks_come_when_released(sandbox: Running, listener: Listener, order: str) -> None:
    sandbox.control("webhooks", mode="hold")
    id = sandbox.client.v1.customers.create({}).id
    sandbox.client.v1.customers.update(id, {"name": "Leo"})
    assert [row["state"] for row in sandbox.state()["deliveries"]] == ["held", "held"]
    assert sandbox.control("webhooks", mode="deliver", release=order)["released"] == 2
    wait_until(lambda: len(listener.events) == 2)
    assert listener.types() == ["customer.created", "customer.updated"][:: 1 if order == "in order" else -1]


def test_reversed_webhooks_come_newest_first(sandbox: Running, listener: Listener, make_session: Make) -> None:
    session = make_session()
    listener.wait_for("customer.created")
    sandbox.control("webhooks", mode="reverse")
    sandbox.control("pay", session=session.id)
    listener.wait_for("payment_intent.created")
    assert listener.types()[1:] == [
        "checkout.session.completed",
        "payment_intent.amount_capturable_updated",
        "charge.succeeded",
        "payment_method.attached",
        "payment_intent.created",
    ]


def test_an_event_can_be_sent_again_and_read_back(sandbox: Running, listener: Listener, client: Any) -> None:
    client.v1.customers.create({})
    event = listener.wait_for("customer.created")
    sandbox.control("webhooks", again=event.id)
    assert listener.wait_for("customer.created", times=2).id == event.id
    assert client.v1.events.retrieve(event.id).type == "customer.created"
    assert [row.id for row in client.v1.events.list({"types": ["customer.*"]})] == [event.id]


def test_a_signature_by_another_secret_does_not_verify(listener: Listener, client: Any) -> None:
    client.v1.customers.create({})
    listener.wait_for("customer.created")
    header, payload = listener.last
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(payload, header, "whsec_other")
    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(payload.replace(b"customer.created", b"customer.deleted"), header, SECRET)


def test_everything_outlives_a_kill(tmp_path: Path) -> None:
    listener = Listener()
    running = Running(tmp_path / "state.db", listener.url)
    try:
        listener.refuse = 10_000
        option = {"idempotency_key": "one"}
        customer = running.client.v1.customers.create({"name": "Leo"}, option)
        running.control("faults", kind="429", path="/v1/balance")
        wait_until(lambda: listener.refuse < 10_000)
        running.stop(signal.SIGKILL)
        listener.refuse = 0
        running.start()
        assert running.client.v1.customers.create({"name": "Leo"}, option).id == customer.id
        with pytest.raises(stripe.RateLimitError):
            running.client.v1.balance.retrieve()
        assert listener.wait_for("customer.created").data.object.id == customer.id
    finally:
        running.stop()
        listener.close()


def test_it_stops_within_two_seconds_whatever_it_is_doing(tmp_path: Path) -> None:
    running = Running(tmp_path / "folder that is not there" / "state.db", "http://127.0.0.1:9/nobody")
    running.control("faults", kind="timeout", path="/v1/customers")
    body = (
        b"POST /v1/customers HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer sk_test_sandbox\r\nContent-Length: 0\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", running.port)) as hanging:
        hanging.sendall(body)
        wait_until(lambda: running.state()["faults"] == [])
        assert running.stop() < 2
    assert running.process
    assert running.process.returncode == 0


def test_a_taken_port_is_said_in_one_sentence(sandbox: Running, tmp_path: Path) -> None:
    environment = sandbox.environment | {"SANDBOX_STATE": str(tmp_path / "other.db")}
    command = [sys.executable, "-m", "stripe_sandbox"]
    began = time.monotonic()
    done = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=10, check=False)
    assert (done.returncode, done.stderr.count("\n")) == (2, 1), done.stderr
    assert "can't start" in done.stderr
    assert time.monotonic() - began < 8


@pytest.mark.parametrize(
    "environment",
    [
        {"SANDBOX_SECRET_KEY": "sk_live_51"},
        {"SANDBOX_PORT": "many"},
        {"SANDBOX_WEBHOOK_URL": "http://127.0.0.1:1/hook"},
    ],
)
def test_settings_that_make_no_sense_are_refused(environment: dict[str, str]) -> None:
    with pytest.raises(BadSettings):
        from_environment(environment)


def test_only_this_machine_by_default() -> None:
    assert from_environment({}).loopback_only
    assert not from_environment({"SANDBOX_HOST": "0.0.0.0"}).loopback_only


def test_beyond_this_machine_control_needs_the_key(tmp_path: Path) -> None:
    running = Running(tmp_path / "state.db", SANDBOX_HOST="0.0.0.0", expect=401)
    try:
        assert running.http("GET", "/_sandbox/state")[0] == 401
        assert running.http("GET", "/")[0] == 401
        assert running.api("GET", "/_sandbox/state")[0] == 200
    finally:
        running.stop()
