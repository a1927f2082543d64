"""Money given back, and the balance that remains."""

from typing import Any

import pytest
import stripe

from tests.sandbox.running import Listener


@pytest.fixture
def charged(client: Any) -> Any:
    """A captured payment of $20."""
    params = {"amount": 2000, "currency": "usd", "payment_method": "pm_card_visa", "confirm": True}
    return client.v1.payment_intents.create(params)


def test_a_whole_refund(client: Any, charged: Any, listener: Listener) -> None:
    refund = client.v1.refunds.create(
        {"payment_intent": charged.id, "reason": "requested_by_customer", "expand": ["balance_transaction"]}
    )
    assert (refund.status, refund.amount, refund.balance_transaction.net) == ("succeeded", 2000, -2000)
    charge = client.v1.charges.retrieve(charged.latest_charge, {"expand": ["refunds"]})
    assert (charge.refunded, charge.amount_refunded, charge.refunds.data[0].id) == (True, 2000, refund.id)
    listener.wait_for("charge.refunded")
    with pytest.raises(stripe.InvalidRequestError) as again:
        client.v1.refunds.create({"payment_intent": charged.id})
    assert again.value.code == "charge_already_refunded"


def test_parts_up_to_the_whole_and_no_further(client: Any, charged: Any) -> None:
    client.v1.refunds.create({"payment_intent": charged.id, "amount": 1500})
    with pytest.raises(stripe.InvalidRequestError, match=r"\(\$6\.00\) is greater than unrefunded .* \(\$5\.00\)"):
        client.v1.refunds.create({"payment_intent": charged.id, "amount": 600})
    client.v1.refunds.create({"charge": charged.latest_charge, "amount": 500})
    assert [row.amount for row in client.v1.refunds.list({"payment_intent": charged.id})] == [500, 1500]
    assert client.v1.charges.retrieve(charged.latest_charge).refunded is True


@pytest.mark.parametrize("amount", [0, -5])
def test_a_refund_of_nothing_is_refused(client: Any, charged: Any, amount: int) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.refunds.create({"payment_intent": charged.id, "amount": amount})


def test_a_hold_is_released_not_refunded(client: Any) -> None:
    held = client.v1.payment_intents.create(
        {
            "amount": 2000,
            "currency": "usd",
            "payment_method": "pm_card_visa",
            "confirm": True,
            "capture_method": "manual",
        }
    )
    with pytest.raises(stripe.InvalidRequestError, match="does not have a successful charge to refund"):
        client.v1.refunds.create({"payment_intent": held.id})


def test_after_a_share_only_the_share_comes_back(client: Any) -> None:
    held = client.v1.payment_intents.create(
        {
            "amount": 2000,
            "currency": "usd",
            "payment_method": "pm_card_visa",
            "confirm": True,
            "capture_method": "manual",
        }
    )
    client.v1.payment_intents.capture(held.id, {"amount_to_capture": 800})
    assert client.v1.refunds.create({"payment_intent": held.id}).amount == 800


def test_a_connected_account_gives_its_share_back(client: Any, sandbox: Any) -> None:
    mara = sandbox.control("account")["account"]
    intent = client.v1.payment_intents.create(
        {
            "amount": 2000,
            "currency": "usd",
            "payment_method": "pm_card_visa",
            "confirm": True,
            "application_fee_amount": 400,
            "transfer_data": {"destination": mara},
        }
    )
    client.v1.refunds.create(
        {"payment_intent": intent.id, "amount": 1000, "reverse_transfer": True, "refund_application_fee": True}
    )
    moved = {row.type: row.amount for row in client.v1.balance_transactions.list()}
    assert moved == {
        "charge": 2000,
        "transfer": -2000,
        "application_fee": 400,
        "transfer_refund": 1000,
        "application_fee_refund": -200,
        "refund": -1000,
    }


@pytest.fixture
def shared(client: Any, sandbox: Any) -> Any:
    """A captured payment of $20, of which $16 went to a connected account."""
    mara = sandbox.control("account")["account"]
    plan = {"application_fee_amount": 400, "transfer_data": {"destination": mara}}
    params = {"amount": 2000, "currency": "usd", "payment_method": "pm_card_visa", "confirm": True, **plan}
    return client.v1.payment_intents.create({**params, "expand": ["latest_charge.application_fee"]})


def test_a_fee_says_what_of_it_went_back_with_refunds_and_by_itself(client: Any, shared: Any) -> None:
    fee = shared.latest_charge.application_fee
    assert (fee.originating_transaction, fee.refunds.data) == (shared.latest_charge.id, [])
    refund = {"payment_intent": shared.id, "amount": 333, "reverse_transfer": True, "refund_application_fee": True}
    client.v1.refunds.create(refund)
    alone = client.v1.application_fees.refunds.create(fee.id, {"amount": 34, "metadata": {"why": "kind"}})
    assert (alone.fee, alone.metadata["why"]) == (fee.id, "kind")
    assert [row.amount for row in client.v1.application_fees.refunds.list(fee.id)] == [34, 66]
    fee = client.v1.application_fees.retrieve(fee.id)
    assert (fee.amount_refunded, fee.refunded, [row.amount for row in fee.refunds.data]) == (100, False, [34, 66])
    with pytest.raises(stripe.InvalidRequestError, match=r"\(\$3\.01\) is greater than unrefunded .* \(\$3\.00\)"):
        client.v1.application_fees.refunds.create(fee.id, {"amount": 301})
    assert client.v1.application_fees.refunds.create(fee.id).amount == 300
    with pytest.raises(stripe.InvalidRequestError, match="already been refunded"):
        client.v1.application_fees.refunds.create(fee.id)


def test_a_refund_names_its_reversed_transfer(client: Any, shared: Any) -> None:
    client.v1.refunds.create({"payment_intent": shared.id, "amount": 1000, "reverse_transfer": True})
    client.v1.refunds.create({"payment_intent": shared.id, "amount": 500})
    rows = client.v1.refunds.list({"payment_intent": shared.id, "expand": ["data.transfer_reversal"]}).data
    assert [row.transfer_reversal and row.transfer_reversal.amount for row in rows] == [None, 1000]


def test_transfers_need_money_that_is_there(client: Any, charged: Any, sandbox: Any) -> None:
    mara = sandbox.control("account")["account"]
    # The charge's money is still pending, so it can only be moved by naming the charge.
    plain = {"amount": 500, "currency": "usd", "destination": mara}
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.transfers.create(plain)
    assert refused.value.code == "balance_insufficient"
    transfer = client.v1.transfers.create({**plain, "source_transaction": charged.latest_charge})
    assert client.v1.transfers.retrieve(transfer.id).amount == 500


def test_money_becomes_available_in_two_days(client: Any, charged: Any, sandbox: Any) -> None:
    assert client.v1.balance.retrieve().pending[0].amount == 2000 - 88
    sandbox.control("clock", advance=2 * 24 * 3600 + 1)
    balance = client.v1.balance.retrieve()
    assert (balance.available[0].amount, balance.pending) == (2000 - 88, [])


def _charge(client: Any, card: str) -> Any:
    return client.v1.payment_intents.create(
        {"amount": 2000, "currency": "usd", "payment_method": card, "confirm": True}
    )


def test_a_refund_that_is_pending_first(client: Any, sandbox: Any, listener: Listener) -> None:
    refund = client.v1.refunds.create({"payment_intent": _charge(client, "pm_card_pendingRefund").id})
    assert (refund.status, refund.pending_reason) == ("pending", "processing")
    sandbox.control("clock", advance=6)
    assert client.v1.refunds.retrieve(refund.id).status == "succeeded"
    assert listener.wait_for("refund.updated").data.object.status == "succeeded"


def test_a_refund_that_looked_well_and_fails_later(client: Any, sandbox: Any, listener: Listener) -> None:
    intent = _charge(client, "pm_card_refundFail")
    refund = client.v1.refunds.create({"payment_intent": intent.id, "amount": 1500})
    assert refund.status == "succeeded"
    sandbox.control("clock", advance=6)
    failed = client.v1.refunds.retrieve(refund.id, {"expand": ["failure_balance_transaction"]})
    assert (failed.status, failed.failure_balance_transaction.net) == ("failed", 1500)
    assert listener.wait_for("refund.failed").data.object.id == refund.id
    # What failed can be given back again, by hand.
    assert client.v1.refunds.create({"payment_intent": intent.id}).amount == 2000


def test_the_control_says_how_a_refund_ends(client: Any, charged: Any, sandbox: Any) -> None:
    refund = client.v1.refunds.create({"payment_intent": charged.id})
    assert sandbox.control("refund", refund=refund.id, status="failed")["status"] == "failed"
    assert "error" in sandbox.control("refund", refund=refund.id, status="failed")
