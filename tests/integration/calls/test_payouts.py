"""Money on its way to creators: owed, sent, paid out, sent back; once, whatever is lost, doubled or killed."""

import asyncio

import pytest
from sqlmodel import Session

from onetoone import db, runtime
from onetoone.calls.service import operations
from onetoone.domain.errors import OneToOneError, Refused
from onetoone.domain.payouts import Status
from onetoone.models.payout import Sent
from onetoone.payments.service import connecting, onboarding, outbox
from tests.integration.calls.earning import (
    CLOSED,
    agrees_with_stripe,
    days_pass,
    earns,
    goes_to_stripe,
    is_onboarded,
    is_over,
    is_paid,
    mine,
    payouts_of,
    settles,
    standing_of,
    sweeps,
    transfers_of,
)


@pytest.fixture
def cast(stripe, cast):
    return cast


def at_stripe(stripe, kind):
    return stripe.state()["objects"][kind]


async def test_money_earned_before_onboarding_is_owed_and_sent_after_it(cast, stripe):
    await earns(cast, stripe)
    assert mine(cast) == {"pending": -2000}
    assert [transfer.status for transfer in transfers_of(cast)] == [Sent.OWED]
    await is_onboarded(cast, stripe)
    assert mine(cast) == {"pending": -2000, "connected": 2000}
    [transfer] = at_stripe(stripe, "transfer")
    assert (transfer["amount"], transfer["source_transaction"][:3]) == (2000, "ch_")
    agrees_with_stripe(cast, stripe)


async def test_a_charge_of_an_onboarded_creator_goes_straight_to_them_less_the_fee(cast, stripe):
    await is_onboarded(cast, stripe)
    await earns(cast, stripe)
    assert mine(cast) == {"pending": -2000, "connected": 2000}
    assert transfers_of(cast)[0].stripe_id == at_stripe(stripe, "transfer")[0]["id"]
    agrees_with_stripe(cast, stripe)


async def test_of_a_part_the_fee_is_a_part(cast, stripe):
    await is_onboarded(cast, stripe)
    await earns(cast, stripe, seconds=120, ender="mara")
    assert mine(cast) == {"pending": -400, "connected": 400}
    agrees_with_stripe(cast, stripe)


async def test_onboarded_in_the_middle_of_a_call_its_share_is_sent_when_it_is_over(cast, stripe):
    call = await is_paid(cast, stripe)
    await is_onboarded(cast, stripe)
    await is_over(cast, call)
    await settles()
    assert [transfer.status for transfer in transfers_of(cast)] == [Sent.SENT]
    agrees_with_stripe(cast, stripe)


@pytest.mark.parametrize("fault", ["500", "500-after-commit", "drop-after-commit", "timeout-after-commit"])
async def test_a_transfer_that_stripe_stumbles_over_happens_once(cast, stripe, fault):
    await earns(cast, stripe)
    stripe.control("faults", kind=fault, method="POST", path="/v1/transfers", times=3, seconds=0.2)
    await is_onboarded(cast, stripe)
    for _ in range(3):
        cast.clock.forward(700)
        await settles()
    assert len(at_stripe(stripe, "transfer")) == 1
    assert mine(cast) == {"pending": -2000, "connected": 2000}
    agrees_with_stripe(cast, stripe)


async def test_killed_before_and_after_stripe_was_asked_for_the_transfer(cast, stripe):
    await earns(cast, stripe)
    path = await goes_to_stripe(cast, stripe)
    stripe.control("account", account=standing_of(cast).stripe_id, stage="ready", bank="000123456789")
    await connecting.sync(cast.mara.id)  # decided and committed; the process dies before the outbox
    assert transfers_of(cast)[0].status is Sent.ASKED
    with db.unit_of_work() as session:
        [taken] = outbox.claim(session, now=runtime.now(), ref=transfers_of(cast)[0].payment_id)
    await runtime.current().connect.send(taken.key, taken.parameters)  # and dies again before it could write that down
    cast.clock.forward(60)
    await settles()
    assert len(at_stripe(stripe, "transfer")) == 1
    assert transfers_of(cast)[0].status is Sent.SENT
    agrees_with_stripe(cast, stripe)
    assert path


async def test_a_transfer_that_nobody_wrote_down_is_found_when_its_key_is_forgotten(cast, stripe):
    await earns(cast, stripe)
    await goes_to_stripe(cast, stripe)
    stripe.control("account", account=standing_of(cast).stripe_id, stage="ready", bank="000123456789")
    await connecting.sync(cast.mara.id)
    with db.unit_of_work() as session:
        [taken] = outbox.claim(session, now=runtime.now(), ref=transfers_of(cast)[0].payment_id)
    await runtime.current().connect.send(taken.key, taken.parameters)  # the process dies, and is away for days
    await days_pass(cast, stripe, 2)
    await settles()
    assert len(at_stripe(stripe, "transfer")) == 1
    assert transfers_of(cast)[0].status is Sent.SENT
    assert transfers_of(cast)[0].stripe_id == at_stripe(stripe, "transfer")[0]["id"]
    agrees_with_stripe(cast, stripe)


async def test_restricted_in_the_second_of_the_transfer_it_stays_owed_and_goes_later(cast, stripe):
    await earns(cast, stripe)
    await goes_to_stripe(cast, stripe)
    account = str(standing_of(cast).stripe_id)
    stripe.control("account", account=account, stage="ready")
    await connecting.sync(cast.mara.id)
    stripe.control("account", account=account, stage="restricted")
    await settles()
    [transfer] = transfers_of(cast)
    assert (transfer.status, transfer.refused) == (Sent.OWED, "insufficient_capabilities_for_transfer")
    stripe.control("account", account=account, stage="ready")
    cast.clock.forward(1)
    await connecting.sync(cast.mara.id)
    await settles()
    assert transfers_of(cast)[0].status is Sent.SENT
    agrees_with_stripe(cast, stripe)


async def rich(cast, stripe, **form):
    """Mara is onboarded, and $20 are available."""
    await is_onboarded(cast, stripe, **form)
    await earns(cast, stripe)
    await days_pass(cast, stripe, 2)
    assert mine(cast) == {"available": -2000, "connected": 2000}


async def asks(cast):
    await connecting.pay_out_now(cast.mara)
    await settles()


async def test_a_payout_on_demand_and_each_step_of_it_in_the_ledger(cast, stripe):
    await rich(cast, stripe)
    await asks(cast)
    [payout] = payouts_of(cast)
    assert (payout.status, payout.amount, payout.automatic) == (Status.ON_ITS_WAY, 2000, False)
    assert payout.bank == "Stripe Test Bank ···· 6789"
    assert mine(cast) == {"payouts_in_transit": -2000, "connected": 2000}
    agrees_with_stripe(cast, stripe)
    await days_pass(cast, stripe)
    await sweeps()
    assert payouts_of(cast)[0].status is Status.ARRIVED
    assert mine(cast) == {}
    agrees_with_stripe(cast, stripe)


async def test_asking_twice_pays_once(cast, stripe):
    await rich(cast, stripe)
    outcomes = await asyncio.gather(*(connecting.pay_out_now(cast.mara) for _ in range(3)), return_exceptions=True)
    assert sorted(isinstance(outcome, OneToOneError) for outcome in outcomes) == [False, True, True]
    await settles()
    assert [payout["amount"] for payout in at_stripe(stripe, "payout")] == [2000]
    agrees_with_stripe(cast, stripe)


async def test_less_than_the_minimum_waits(cast, stripe):
    await is_onboarded(cast, stripe)
    await earns(cast, stripe, seconds=120, ender="mara")
    await days_pass(cast, stripe, 2)
    with pytest.raises(Refused, match=r"from \$10 on"):
        await asks(cast)
    assert payouts_of(cast) == []


async def test_what_stripe_has_not_made_available_is_not_paid_out(cast, stripe):
    await is_onboarded(cast, stripe)
    await earns(cast, stripe)
    with pytest.raises(Refused, match="isn’t available yet"):
        await asks(cast)


async def test_who_is_not_onboarded_is_told_to_begin(cast, stripe):
    with pytest.raises(Refused, match="Set up payouts first"):
        await asks(cast)
    await goes_to_stripe(cast, stripe)
    with pytest.raises(Refused, match="still needs a few details"):
        await asks(cast)


async def test_once_a_day_by_itself(cast, stripe):
    await rich(cast, stripe)
    await sweeps()
    await sweeps()
    [payout] = payouts_of(cast)
    assert (payout.automatic, payout.amount) == (True, 2000)
    await earns(cast, stripe)
    await days_pass(cast, stripe, 0.5)
    await sweeps()
    assert len(payouts_of(cast)) == 1, "not again on the same day"
    await days_pass(cast, stripe, 2)
    await sweeps()
    assert [payout.amount for payout in payouts_of(cast)] == [2000, 2000]
    agrees_with_stripe(cast, stripe)


async def test_only_by_hand_when_that_is_what_she_wants(cast, stripe):
    await rich(cast, stripe)
    cast.does(onboarding.pay_by_itself, cast.mara, on=False)
    await days_pass(cast, stripe, 3)
    await sweeps()
    assert payouts_of(cast) == []


async def test_a_payout_that_failed_is_available_again_and_waits_for_another_bank(cast, stripe):
    await rich(cast, stripe, account_number=CLOSED)
    await asks(cast)
    await days_pass(cast, stripe)
    await sweeps()
    assert (payouts_of(cast)[0].status, payouts_of(cast)[0].failure) == (Status.FAILED, "account_closed")
    assert mine(cast) == {"available": -2000, "connected": 2000}
    agrees_with_stripe(cast, stripe)
    with pytest.raises(Refused, match="Change your bank account first"):
        await asks(cast)
    await days_pass(cast, stripe)
    await sweeps()
    assert len(payouts_of(cast)) == 1, "nor by itself"
    await is_onboarded(cast, stripe)  # the same page again, with a good number
    await asks(cast)
    await days_pass(cast, stripe)
    await sweeps()
    assert payouts_of(cast)[-1].status is Status.ARRIVED
    assert mine(cast) == {}
    agrees_with_stripe(cast, stripe)


async def test_a_bank_may_send_money_back_after_it_had_arrived(cast, stripe):
    await rich(cast, stripe)
    await asks(cast)
    payout = payouts_of(cast)[0].stripe_id
    stripe.control("payout", payout=payout, outcome="paid")
    await connecting.sync(cast.mara.id)
    assert mine(cast) == {}
    stripe.control("payout", payout=payout, outcome="failed")
    for _ in range(2):
        await connecting.sync(cast.mara.id)
    assert payouts_of(cast)[0].status is Status.FAILED
    assert mine(cast) == {"available": -2000, "connected": 2000}
    agrees_with_stripe(cast, stripe)


@pytest.mark.parametrize("fault", ["500", "500-after-commit", "drop-after-commit", "timeout-after-commit"])
async def test_a_payout_that_stripe_stumbles_over_happens_once(cast, stripe, fault):
    await rich(cast, stripe)
    stripe.control("faults", kind=fault, method="POST", path="/v1/payouts", times=3, seconds=0.2)
    await asks(cast)
    assert mine(cast) == {"payouts_in_transit": -2000, "connected": 2000}
    await connecting.sync(cast.mara.id)  # finds it at Stripe, where it may be, before the outbox comes round again
    for _ in range(3):
        cast.clock.forward(700)
        await settles()
    assert len(at_stripe(stripe, "payout")) == len(payouts_of(cast)) == 1
    assert payouts_of(cast)[0].status is Status.ON_ITS_WAY
    agrees_with_stripe(cast, stripe)


async def test_killed_between_the_decision_and_stripe(cast, stripe):
    await rich(cast, stripe)
    await connecting.pay_out_now(cast.mara)
    assert at_stripe(stripe, "payout") == []
    with db.unit_of_work() as session:
        [taken] = outbox.claim(session, now=runtime.now(), ref=payouts_of(cast)[0].id)
    await runtime.current().connect.pay_out(taken.key, taken.parameters["account"], taken.parameters["payout"])
    cast.clock.forward(60)
    await settles()
    assert len(at_stripe(stripe, "payout")) == len(payouts_of(cast)) == 1
    agrees_with_stripe(cast, stripe)


async def test_a_payout_that_nobody_wrote_down_is_found_when_its_key_is_forgotten(cast, stripe):
    await rich(cast, stripe)
    await connecting.pay_out_now(cast.mara)
    with db.unit_of_work() as session:
        [taken] = outbox.claim(session, now=runtime.now(), ref=payouts_of(cast)[0].id)
    await runtime.current().connect.pay_out(taken.key, taken.parameters["account"], taken.parameters["payout"])
    await days_pass(cast, stripe, 2)  # the process died
    await settles()
    assert [payout.stripe_id for payout in payouts_of(cast)] == [one["id"] for one in at_stripe(stripe, "payout")]
    assert payouts_of(cast)[0].status is not Status.FAILED
    agrees_with_stripe(cast, stripe)


async def test_stripe_refuses_a_payout_and_the_amount_is_available_again(cast, stripe):
    await rich(cast, stripe)
    await connecting.pay_out_now(cast.mara)
    stripe.control("account", account=standing_of(cast).stripe_id, stage="restricted")
    await settles()
    assert (payouts_of(cast)[0].status, payouts_of(cast)[0].failure) == (Status.FAILED, "payouts_not_allowed")
    assert mine(cast) == {"available": -2000, "connected": 2000}
    agrees_with_stripe(cast, stripe)


async def test_a_payout_made_at_stripe_itself_is_taken_into_the_books_once(cast, stripe):
    await rich(cast, stripe)
    of = {"stripe_account": standing_of(cast).stripe_id}
    stripe.client.v1.payouts.create({"amount": 1500, "currency": "usd"}, of)
    for _ in range(2):
        await connecting.sync(cast.mara.id)
    assert [payout.amount for payout in payouts_of(cast)] == [1500]
    agrees_with_stripe(cast, stripe)


async def test_all_operations_of_payouts_come_to_an_end(cast, stripe):
    await rich(cast, stripe)
    await asks(cast)
    with Session(db.engine()) as session:
        assert outbox.claim(session, now=runtime.now()) == []
    assert await operations.carry_out_due() == 0
