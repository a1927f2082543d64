"""Which Stripe a start talks to is said loudly, and a mistaken mix refuses to start."""

from pathlib import Path

import pytest

from launcher.failure import Sorry
from launcher.settings import make_plan
from launcher.which_stripe import Stripe, banner, keep_apart

LIVE = {"STRIPE_SECRET_KEY": "sk_live_1", "STRIPE_WEBHOOK_SECRET": "whsec_1", "ENVIRONMENT": "production"}


def which(tmp_path: Path, **given: str) -> Stripe:
    return make_plan(tmp_path, "127.0.0.1", 3400, given).stripe


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, Stripe.SANDBOX),
        ({"STRIPE_SECRET_KEY": "sk_test_sandbox"}, Stripe.SANDBOX),
        ({"STRIPE_SECRET_KEY": "sk_test_1"}, Stripe.TEST),
        ({"STRIPE_SECRET_KEY": "rk_test_1"}, Stripe.TEST),
        (LIVE, Stripe.LIVE),
        (LIVE | {"STRIPE_SECRET_KEY": "rk_live_1"}, Stripe.LIVE),
    ],
)
def test_the_key_says_which(tmp_path: Path, given: dict[str, str], expected: Stripe) -> None:
    assert which(tmp_path, **given) is expected


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"STRIPE_SECRET_KEY": "pk_live_1"}, "not a secret key"),
        ({"STRIPE_SECRET_KEY": "whsec_1"}, "not a secret key"),
        ({"STRIPE_API_BASE": "http://127.0.0.1:9"}, "STRIPE_API_BASE"),
        ({"STRIPE_SECRET_KEY": "sk_test_1", "STRIPE_API_BASE": "http://127.0.0.1:9"}, "STRIPE_API_BASE"),
        (LIVE | {"STRIPE_API_BASE": "http://127.0.0.1:9"}, "STRIPE_API_BASE"),
        (LIVE | {"STRIPE_WEBHOOK_SECRET": ""}, "STRIPE_WEBHOOK_SECRET"),
        (LIVE | {"DEMO_MODE": "1"}, "demo people"),
        (LIVE | {"ENVIRONMENT": ""}, "real money"),
        (LIVE | {"ENVIRONMENT": "development"}, "real money"),
    ],
)
def test_a_mistaken_mix_refuses_to_start(tmp_path: Path, given: dict[str, str], why: str) -> None:
    with pytest.raises(Sorry, match=why):
        which(tmp_path, **given)


def test_data_of_one_stripe_is_not_mixed_with_another(tmp_path: Path) -> None:
    keep_apart(Stripe.SANDBOX, tmp_path)
    keep_apart(Stripe.SANDBOX, tmp_path)
    for other in (Stripe.TEST, Stripe.LIVE):
        with pytest.raises(Sorry, match="made with the Stripe sandbox"):
            keep_apart(other, tmp_path)


def test_it_is_said_loudly() -> None:
    assert "PLAY MONEY" in banner(Stripe.SANDBOX, "http://127.0.0.1:3002")
    assert "http://127.0.0.1:3002" in banner(Stripe.SANDBOX, "http://127.0.0.1:3002")
    assert "TEST MONEY" in banner(Stripe.TEST)
    assert "REAL MONEY" in banner(Stripe.LIVE)
