"""A refund that was decided is said at once, to both, and for as long as somebody waits for it."""

import pytest
from sqlmodel import Session

from onetoone import db
from onetoone.calls.service import operations
from onetoone.domain import words
from onetoone.domain.refunds import By
from onetoone.payments import views
from onetoone.payments.views import Kind
from tests.integration.calls.after import ended, settled
from tests.integration.calls.conftest import payments_of
from tests.integration.calls.earning import GOOD, agrees_with_stripe, days_pass, earns, is_onboarded, settles, sweeps
from tests.integration.calls.test_refunds import gives
from tests.integration.calls.test_taking_back import heard

PENDING_FIRST, FAILS_LATER = "4000000000007726", "4000000000005126"


@pytest.fixture
def cast(stripe, cast):
    return cast


def receipt(cast, call):
    with Session(db.engine()) as session:
        return views.receipt(session, cast.leo, payments_of(call)[0].id)


def refund_rows(cast):
    """Words, net and note of what went back, as the creator sees it."""
    with Session(db.engine()) as session:
        seen = views.earnings(session, cast.mara, cast.clock.now(), kind=Kind.BACK)
    return [(row.status, row.words, row.net, row.note) for row in seen.rows]


def sums(cast, call):
    return [(line.name, line.amount) for line in receipt(cast, call).sums][2:]


async def test_what_was_decided_is_on_its_way_before_stripe_has_heard_of_it(cast, stripe):
    call = await ended(cast, stripe)
    gives(cast, call, 1200)
    [coming] = receipt(cast, call).coming
    assert coming.words == "$12 is on its way back to you. Your bank may take up to ten days to show it."
    assert (coming.at, coming.failed) == (cast.clock.now().isoformat(), False)
    assert sums(cast, call) == [("On its way back", "−$12")]
    assert refund_rows(cast) == [("coming", "On its way back", "−$9.60", "onetoone gave it back.")]
    await settled()
    assert receipt(cast, call).coming == []
    assert sums(cast, call) == [("Refunded", "−$12")]
    assert refund_rows(cast) == [("back", "Refunded", "−$9.60", "onetoone gave it back.")]


async def test_what_is_pending_at_stripe_is_on_its_way_until_the_bank_has_it(cast, stripe):
    call = await ended(cast, stripe, card=PENDING_FIRST)
    gives(cast, call, 2500)
    await settled()
    assert [coming.words[:9] for coming in receipt(cast, call).coming] == ["$25 is on"]
    assert sums(cast, call) == [("On its way back", "−$25")]
    assert refund_rows(cast) == [("coming", "On its way back", "−$20", "onetoone gave it back.")]
    stripe.control("clock", advance=6)
    await operations.sync(payments_of(call)[0].id)
    assert receipt(cast, call).coming == []
    assert sums(cast, call) == [("Refunded", "−$25")]


async def test_one_that_failed_is_said_kindly_until_it_was_given_again(cast, stripe):
    call = await ended(cast, stripe, card=FAILS_LATER)
    gives(cast, call, 1000)
    await settled()
    assert receipt(cast, call).coming == []
    stripe.control("clock", advance=6)
    await operations.sync(payments_of(call)[0].id)
    [coming] = receipt(cast, call).coming
    assert (coming.failed, coming.why) == (True, "The card has expired or was canceled.")
    assert coming.words == "$10 couldn’t be put back on your card. It stays yours, and we are seeing to it."
    assert sums(cast, call) == [("Refunded", "−$10"), ("Refund not possible", "$10")]
    assert refund_rows(cast) == [
        ("back", "Returned to you", "$8", ""),
        ("back", "Didn't go through", "−$8", "The card has expired or was canceled."),
    ]
    gives(cast, call, 2500)
    assert [coming.failed for coming in receipt(cast, call).coming] == [False]


async def test_one_that_stripe_refused_is_said_as_well(cast, stripe):
    call = await ended(cast, stripe)
    gives(cast, call, 2500)
    stripe.client.v1.refunds.create({"payment_intent": payments_of(call)[0].intent_id, "amount": 100})
    await settled()
    [coming] = receipt(cast, call).coming
    assert (coming.failed, coming.words[:12]) == (True, "$25 couldn’t")
    assert refund_rows(cast) == []


async def test_her_part_is_said_until_it_has_left_her_account(cast, stripe):
    await is_onboarded(cast, stripe)
    call = await earns(cast, stripe)
    stripe.control("faults", kind="500", method="POST", path="/v1/transfers/*/reversals", times=3)
    gives(cast, call, 2500)
    await settles()
    ours = "onetoone gave it back."
    taking = f"{ours} Your part is being taken from your account at Stripe."
    assert refund_rows(cast) == [("back", "Refunded", "−$20", taking)]
    cast.clock.forward(700)
    await settles()
    assert refund_rows(cast) == [("back", "Refunded", "−$20", ours)]
    agrees_with_stripe(cast, stripe)


async def test_who_was_paid_out_meanwhile_reads_what_goes_into_it(cast, stripe):
    await is_onboarded(cast, stripe, account_number=GOOD)
    call = await earns(cast, stripe)
    for _ in range(4):
        await days_pass(cast, stripe)
        await sweeps()
    stripe.client.v1.refunds.create({"payment_intent": payments_of(call)[0].intent_id, "amount": 1250})
    await heard(cast, stripe, call)
    note = "onetoone gave it back. $10 of what you earn next goes into it."
    assert refund_rows(cast) == [("back", "Refunded", "−$10", note)]


@pytest.mark.parametrize(
    ("by", "to_leo", "to_mara"),
    [
        (By.CREATOR, "Mara hat das Geld zurückgegeben.", "Du hast das Geld zurückgegeben."),
        (By.CLOCK, *["Auf das Problem wurde nicht rechtzeitig geantwortet."] * 2),
        (By.OPERATOR, *["onetoone hat das Geld zurückgegeben."] * 2),
    ],
)
async def test_why_it_went_back_is_said_in_the_readers_language(cast, stripe, by, to_leo, to_mara):
    call = await ended(cast, stripe)
    gives(cast, call, 1000, by=by)
    with words.speaking("de"):
        for _ in range(2):
            assert [line.why for line in receipt(cast, call).sums][-1] == to_leo
            assert refund_rows(cast)[0][3] == to_mara
            await settled()
