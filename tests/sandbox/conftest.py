"""The cast: a running sandbox, its listener, a customer, a session to pay."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import stripe

from tests.sandbox.running import Listener, Running


@pytest.fixture(scope="session")
def _process(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Running, Listener]]:
    listener = Listener()
    running = Running(tmp_path_factory.mktemp("sandbox") / "state.db", listener.url)
    yield running, listener
    running.stop()
    listener.close()


@pytest.fixture
def sandbox(_process: tuple[Running, Listener]) -> Running:
    """One process for all tests, emptied before each."""
    running, listener = _process
    running.control("reset")
    listener.refuse = 0
    listener.events.clear()
    listener.thin.clear()
    return running


@pytest.fixture
def listener(_process: tuple[Running, Listener], sandbox: Running) -> Listener:
    """Who takes the sandbox's webhooks."""
    return _process[1]


@pytest.fixture
def client(sandbox: Running) -> Any:
    """The real SDK."""
    return sandbox.client


@pytest.fixture
def customer(client: Any) -> stripe.Customer:
    """A fan."""
    made: stripe.Customer = client.v1.customers.create(
        {"email": "leo@example.com", "name": "Leo", "metadata": {"account": "7"}}
    )
    return made


@pytest.fixture
def make_session(client: Any, customer: stripe.Customer) -> Callable[..., stripe.checkout.Session]:
    """Creates the Checkout Session that the product creates; keywords change parts of it."""

    def make(amount: int = 2500, currency: str = "usd", plan: dict[str, Any] | None = None, **changes: Any) -> Any:
        metadata = {"payment_id": "pay_1", "call_id": "call_1", "kind": "call"}
        params: dict[str, Any] = {
            "mode": "payment",
            "ui_mode": "hosted_page",
            "submit_type": "pay",
            "customer": customer.id,
            "client_reference_id": "pay_1",
            "allowed_payment_method_types": ["card"],
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": currency,
                        "unit_amount": amount,
                        "product_data": {"name": "Video call with Mara, 15 min"},
                    },
                }
            ],
            "payment_intent_data": {
                "capture_method": "manual",
                "setup_future_usage": "off_session",
                "description": "Video call with Mara",
                "receipt_email": "leo@example.com",
                "statement_descriptor_suffix": "1TO1 CALL",
                "metadata": metadata,
                **(plan or {}),
            },
            "metadata": metadata,
            "success_url": "http://localhost:3000/return?session_id={CHECKOUT_SESSION_ID}",
            "cancel_url": "http://localhost:3000/review",
        }
        return client.v1.checkout.sessions.create({k: v for k, v in (params | changes).items() if v is not None})

    return make
