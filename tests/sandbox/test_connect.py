"""Connected accounts: onboarding on the hosted page, what they may, and their payouts."""

from collections.abc import Callable
from typing import Any

import pytest
import stripe

from tests.sandbox.connected import CLOSED, DAY, GOOD, balance_of, paid_in, ripe
from tests.sandbox.running import Listener, Running, wait_until

INCLUDE = ["configuration.recipient", "requirements"]
TRANSFERS = {"stripe_balance": {"stripe_transfers": {"requested": True}}}
FORM = {"name": "Mara Lindqvist", "birth": "1990-01-01", "routing": "110000000", "account_number": GOOD}
Account = Callable[..., Any]


@pytest.fixture
def mara(client: Any) -> Any:
    """The account that the product makes."""
    return client.v2.core.accounts.create(
        {
            "contact_email": "mara@example.com",
            "display_name": "Mara Lindqvist",
            "dashboard": "express",
            "defaults": {"responsibilities": {"fees_collector": "application", "losses_collector": "application"}},
            "identity": {"country": "us"},
            "configuration": {
                "recipient": {"capabilities": {"stripe_balance": {"stripe_transfers": {"requested": True}}}}
            },
            "metadata": {"account_id": "acc_1"},
            "include": INCLUDE,
        },
        {"idempotency_key": "acct:acc_1"},
    )


def link(client: Any, account: str, type: str = "account_onboarding") -> Any:
    urls = {"refresh_url": "http://localhost:3000/again", "return_url": "http://localhost:3000/back"}
    return client.v2.core.account_links.create({"account": account, "use_case": {"type": type, type: urls}})


def goes_through(sandbox: Running, client: Any, account: str, **form: str) -> tuple[int, Any, Any]:
    """Fills the onboarding page in."""
    path = link(client, account).url.removeprefix(sandbox.url)
    return sandbox.submit(path, **(FORM | form))


def transfers_of(client: Any, account: str) -> Any:
    seen = client.v2.core.accounts.retrieve(account, {"include": INCLUDE})
    return seen.configuration.recipient.capabilities.stripe_balance.stripe_transfers


def test_an_account_begins_with_something_to_tell(client: Any, mara: Any) -> None:
    assert (mara.object, mara.dashboard, mara.livemode) == ("v2.core.account", "express", False)
    assert transfers_of(client, mara.id).status == "restricted"
    assert mara.requirements.entries[0].awaiting_action_from == "user"
    assert mara.requirements.summary.minimum_deadline.status == "currently_due"
    assert client.v2.core.accounts.retrieve(mara.id).requirements is None, "only what is included is told"


def test_the_same_key_is_the_same_account(client: Any, mara: Any) -> None:
    with pytest.raises(stripe.IdempotencyError):
        client.v2.core.accounts.create({"display_name": "Somebody"}, {"idempotency_key": "acct:acc_1"})
    assert len(client.v2.core.accounts.list().data) == 1


def test_what_the_sdk_does_not_know_is_refused(client: Any, mara: Any) -> None:
    urls = {"refresh_url": "http://localhost/", "configurations": ["recipient"]}
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v2.core.account_links.create(
            {"account": mara.id, "use_case": {"type": "account_onboarding", "account_onboarding": urls}}
        )
    assert "use_case.account_onboarding.configurations" in str(refused.value)
    with pytest.raises(stripe.InvalidRequestError):
        client.v2.core.accounts.create({"display_name": 7})


def test_somebody_is_onboarded_and_both_kinds_of_event_tell(
    sandbox: Running, client: Any, mara: Any, listener: Listener
) -> None:
    status, _, headers = goes_through(sandbox, client, mara.id)
    assert (status, headers["Location"]) == (303, "http://localhost:3000/back")
    assert transfers_of(client, mara.id).status == "active"
    told = listener.wait_for("account.updated")
    assert (told.account, told.data.object.payouts_enabled) == (mara.id, True)
    wait_until(lambda: any("capability_status_updated" in thin.type for thin in listener.thin))
    thin = next(thin for thin in listener.thin if "capability_status_updated" in thin.type)
    assert (thin.related_object.id, thin.related_object.type) == (mara.id, "v2.core.account")
    fetched = client.v2.core.events.retrieve(thin.id)
    assert fetched.data.updated_capability == "stripe_balance.stripe_transfers"


def test_the_page_left_incomplete_changes_nothing(sandbox: Running, client: Any, mara: Any) -> None:
    status, _, headers = goes_through(sandbox, client, mara.id, act="later")
    assert (status, headers["Location"]) == (303, "http://localhost:3000/back")
    assert transfers_of(client, mara.id).status == "restricted"


def test_a_wrong_number_is_told_on_the_page(sandbox: Running, client: Any, mara: Any) -> None:
    status, html, _ = goes_through(sandbox, client, mara.id, account_number="12", routing="1")
    assert status == 200
    assert "Enter an account number" in html
    assert "routing number is 110000000" in html


def test_details_may_take_a_while(sandbox: Running, client: Any, mara: Any) -> None:
    goes_through(sandbox, client, mara.id, outcome="checking")
    assert transfers_of(client, mara.id).status == "pending"
    sandbox.control("clock", advance=3601)
    assert transfers_of(client, mara.id).status == "active"


def test_a_link_works_once_and_for_five_minutes(sandbox: Running, client: Any, mara: Any) -> None:
    once = link(client, mara.id).url.removeprefix(sandbox.url)
    assert sandbox.submit(once, **FORM)[0] == 303
    again = sandbox.http("GET", once)
    assert (again[0], again[2]["Location"]) == (303, "http://localhost:3000/again")
    late = link(client, mara.id).url.removeprefix(sandbox.url)
    sandbox.control("clock", advance=301)
    assert sandbox.http("GET", late)[2]["Location"] == "http://localhost:3000/again"


@pytest.mark.parametrize("stage", ["new", "checking", "restricted", "rejected"])
def test_only_a_ready_account_is_sent_money(sandbox: Running, client: Any, stage: str) -> None:
    account = sandbox.control("account", stage=stage)["account"]
    with pytest.raises(stripe.InvalidRequestError) as refused:
        paid_in(client, account)
    assert refused.value.code == "insufficient_capabilities_for_transfer"
    with pytest.raises(stripe.InvalidRequestError):
        client.v1.transfers.create({"amount": 500, "currency": "usd", "destination": account})


def test_money_that_was_held_before_a_restriction_still_arrives(sandbox: Running, client: Any) -> None:
    account = sandbox.control("account")["account"]
    held = client.v1.payment_intents.create(
        {
            "amount": 2500,
            "currency": "usd",
            "payment_method": "pm_card_visa",
            "confirm": True,
            "capture_method": "manual",
            "application_fee_amount": 500,
            "transfer_data": {"destination": account},
        }
    )
    sandbox.control("account", account=account, stage="restricted")
    client.v1.payment_intents.capture(held.id, {"amount_to_capture": 1000, "application_fee_amount": 200})
    assert balance_of(client, account) == (0, 800)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payouts.create({"amount": 1, "currency": "usd"}, {"stripe_account": account})
    assert refused.value.code == "payouts_not_allowed"


def test_a_payout_arrives_the_next_day(sandbox: Running, client: Any, listener: Listener) -> None:
    account = ripe(sandbox, client)
    of = {"stripe_account": account}
    payout = client.v1.payouts.create({"amount": 2000, "currency": "usd", "metadata": {"payout_id": "out_1"}}, of)
    assert (payout.status, payout.automatic) == ("pending", False)
    assert balance_of(client, account) == (0, 0)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        client.v1.payouts.create({"amount": 1, "currency": "usd"}, of)
    assert refused.value.code == "balance_insufficient"
    sandbox.control("clock", advance=DAY)
    assert client.v1.payouts.retrieve(payout.id, {}, of).status == "paid"
    assert listener.wait_for("payout.paid").account == account
    assert client.v1.payouts.list({}).data == [], "the platform's own list is another"


def test_a_payout_to_a_closed_account_comes_back(sandbox: Running, client: Any, listener: Listener) -> None:
    account = ripe(sandbox, client, bank=CLOSED)
    of = {"stripe_account": account}
    payout = client.v1.payouts.create({"amount": 2000, "currency": "usd"}, of)
    sandbox.control("clock", advance=DAY)
    failed = client.v1.payouts.retrieve(payout.id, {"expand": ["destination"]}, of)
    assert (failed.status, failed.failure_code) == ("failed", "account_closed")
    assert (failed.destination.status, failed.destination.last4) == ("errored", "1113")
    assert balance_of(client, account) == (2000, 0)
    listener.wait_for("payout.failed")


def test_a_payout_may_fail_after_it_was_paid(sandbox: Running, client: Any) -> None:
    account = ripe(sandbox, client)
    payout = client.v1.payouts.create({"amount": 2000, "currency": "usd"}, {"stripe_account": account})
    assert sandbox.control("payout", payout=payout.id, outcome="paid")["status"] == "paid"
    assert sandbox.control("payout", payout=payout.id, outcome="failed")["status"] == "failed"
    assert balance_of(client, account) == (2000, 0)


def test_a_payout_can_be_called_off_while_it_is_pending(sandbox: Running, client: Any) -> None:
    account = ripe(sandbox, client)
    of = {"stripe_account": account}
    payout = client.v1.payouts.create({"amount": 500, "currency": "usd"}, of)
    assert client.v1.payouts.cancel(payout.id, {}, of).status == "canceled"
    assert balance_of(client, account) == (2000, 0)


def test_left_alone_an_account_is_paid_out_daily_above_its_minimum(sandbox: Running, client: Any) -> None:
    account = sandbox.control("account")["account"]
    of = {"stripe_account": account}
    client.v1.balance_settings.update({"payments": {"payouts": {"minimum_balance_by_currency": {"usd": 300}}}}, of)
    client.v1.payouts.list({}, of)
    paid_in(client, account)
    sandbox.control("clock", advance=2 * DAY + 1)
    [payout] = client.v1.payouts.list({}, of).data
    assert (payout.automatic, payout.amount) == (True, 1700)
    assert balance_of(client, account) == (300, 0)
    sandbox.control("clock", advance=DAY)
    assert client.v1.payouts.retrieve(payout.id, {}, of).status == "paid"
