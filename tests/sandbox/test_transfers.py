"""Money that moves to connected accounts, and back."""

from typing import Any

import pytest
import stripe

from tests.sandbox.connected import DAY, balance_of, paid_in, ripe
from tests.sandbox.running import Listener, Running


def plain_transfer(client: Any, account: str, amount: int = 2000) -> Any:
    """Made later than the charge that it is of."""
    charged = client.v1.payment_intents.create(
        {"amount": 2500, "currency": "usd", "payment_method": "pm_card_visa", "confirm": True}
    )
    plan = {"amount": amount, "currency": "usd", "destination": account, "source_transaction": charged.latest_charge}
    return client.v1.transfers.create(plan)


def test_an_accounts_money_is_its_own(sandbox: Running, client: Any) -> None:
    account = sandbox.control("account")["account"]
    intent = paid_in(client, account)
    assert balance_of(client, account) == (0, 2000)
    assert sum(row.net for row in client.v1.balance_transactions.list()) == 2500 - 103 - 2500 + 500
    client.v1.refunds.create(
        {"payment_intent": intent.id, "reverse_transfer": True, "refund_application_fee": True, "amount": 1250}
    )
    assert balance_of(client, account) == (0, 1000)
    with pytest.raises(stripe.PermissionError):
        balance_of(client, "acct_nobodys")


def test_a_later_transfer_ripens_with_its_charge_and_can_be_taken_back(sandbox: Running, client: Any) -> None:
    account = sandbox.control("account")["account"]
    moved = plain_transfer(client, account)
    assert balance_of(client, account) == (0, 2000)
    client.v1.transfers.reversals.create(moved.id, {"amount": 500})
    sandbox.control("clock", advance=2 * DAY + 1)
    [paid_out] = client.v1.payouts.list({}, {"stripe_account": account})
    assert paid_out.amount == 1500
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.transfers.reversals.create(moved.id, {"amount": 1501})


def test_what_came_back_of_a_transfer_is_listed_with_whether_a_refund_took_it(
    sandbox: Running, client: Any, listener: Listener
) -> None:
    account = sandbox.control("account")["account"]
    intent = paid_in(client, account)
    [moved] = client.v1.transfers.list().data
    by_itself = client.v1.transfers.reversals.create(
        moved.id, {"amount": 500, "refund_application_fee": True, "metadata": {"why": "a mistake"}}
    )
    assert balance_of(client, account) == (0, 2000 - 500 + 100)
    refund = client.v1.refunds.create({"payment_intent": intent.id, "amount": 250, "reverse_transfer": True})
    seen = client.v1.transfers.reversals.list(moved.id).data
    assert [(one.amount, one.source_refund, one.metadata.to_dict()) for one in seen] == [
        (250, refund.id, {}),
        (500, None, {"why": "a mistake"}),
    ]
    assert seen[1].id == by_itself.id
    told = listener.wait_for("transfer.reversed")
    assert (told.data.object.id, told.data.object.amount_reversed) == (moved.id, 750)
    with pytest.raises(stripe.InvalidRequestError, match="does not have an associated application fee"):
        client.v1.transfers.reversals.create(plain_transfer(client, account).id, {"refund_application_fee": True})


def test_a_transfer_is_taken_back_only_from_money_that_is_there(sandbox: Running, client: Any) -> None:
    account = ripe(sandbox, client)
    later = plain_transfer(client, account, 1000)
    of = {"stripe_account": account}
    client.v1.payouts.create({"amount": 2000, "currency": "usd"}, of)
    [with_its_charge] = [row for row in client.v1.transfers.list().data if row.id != later.id]
    client.v1.transfers.reversals.create(with_its_charge.id, {"amount": 1500})  # may go below zero
    assert sum(balance_of(client, account)) == -500
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.transfers.reversals.create(later.id, {"amount": 1})
    assert refused.value.code == "balance_insufficient"
    # And never more than has not come back yet, with a refund neither.
    charge = client.v1.charges.retrieve(with_its_charge.source_transaction)
    too_much = {"payment_intent": charge.payment_intent, "amount": 1250, "reverse_transfer": True}
    with pytest.raises(stripe.InvalidRequestError, match="greater than the unreversed amount"):
        client.v1.refunds.create(too_much)
