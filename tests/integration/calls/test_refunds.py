"""Money given back, through the real SDK and the sandbox: once, never too much, and healed when it fails."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from onetoone import db
from onetoone.calls import service
from onetoone.calls.service import giving_back, operations
from onetoone.domain.errors import Invalid, OneToOneError, Refused
from onetoone.domain.refunds import By, Status
from onetoone.models import Entry, Message, Payment, Refund
from onetoone.models.payment import For, Paid
from onetoone.payments.service import refunding
from onetoone.workers.loops import heal_once
from tests.integration.calls.after import ended, settled
from tests.integration.calls.conftest import call_now, ledger, lines, operations_left, payments_of
from tests.integration.calls.earning import agrees_with_stripe, is_onboarded


@pytest.fixture
def cast(stripe, cast):
    return cast


def refunds_of(payment):
    with Session(db.engine(), expire_on_commit=False) as session:
        return refunding.of_payment(session, payment.id)


def gives(cast, call, amount, by=By.OPERATOR):
    with db.unit_of_work() as session:
        made = giving_back.give_back(session, call_now(call), amount, by=by, now=cast.clock.now())
        return [refund.id for refund in made]


def at_stripe(stripe):
    return [(refund["amount"], refund["status"]) for refund in stripe.state()["objects"]["refund"]]


async def test_a_full_refund_nets_to_exactly_zero(cast, stripe):
    call = await ended(cast, stripe)
    gives(cast, call, 2500)
    await settled()
    [payment] = payments_of(call)
    assert [(r.amount, r.fee, r.status) for r in refunds_of(payment)] == [(2500, 500, Status.SUCCEEDED)]
    assert payment.refunded == 2500
    assert at_stripe(stripe) == [(2500, "succeeded")]
    books = ledger()
    assert sum(books.values()) == 0
    assert (books["platform_revenue"], books[f"creator:{cast.mara.id}:pending"]) == (0, 0)
    # What Stripe kept for itself stays kept.
    assert (books["stripe_clearing"], books["stripe_fees"]) == (-103, 103)
    assert lines(call)[-1] == "refunded"


async def test_parts_make_a_whole_and_no_more(cast, stripe):
    call = await ended(cast, stripe)
    for amount in (833, 834, 833):
        gives(cast, call, amount)
    with pytest.raises(Invalid, match="nothing left"):
        gives(cast, call, 1)
    await settled()
    assert at_stripe(stripe) == [(833, "succeeded"), (834, "succeeded"), (833, "succeeded")]
    assert ledger()[f"creator:{cast.mara.id}:pending"] == 0
    assert [r.number for r in refunds_of(payments_of(call)[0])] == [1, 2, 3]


@pytest.mark.parametrize("amount", [0, -5, 2501, 10**9, True, 4.5, "500"])
async def test_amounts_that_cannot_be_are_refused(cast, stripe, amount):
    call = await ended(cast, stripe)
    with pytest.raises(Invalid):
        gives(cast, call, amount)
    assert refunds_of(payments_of(call)[0]) == []


async def test_two_refunds_at_once_never_give_more_than_was_taken(cast, stripe):
    call = await ended(cast, stripe)
    [payment] = payments_of(call)

    def one(_):
        try:
            with db.unit_of_work() as session:
                refunding.give(session, payment.id, 1500, by=By.OPERATOR, now=cast.clock.now())
        except OneToOneError:
            return "refused"
        return "given"

    with ThreadPoolExecutor(4) as threads:
        outcomes = sorted(threads.map(one, range(4)))
    assert outcomes == ["given", "refused", "refused", "refused"]
    await settled()
    assert at_stripe(stripe) == [(1500, "succeeded")]


async def test_the_database_itself_refuses_more_than_was_captured(cast, stripe):
    call = await ended(cast, stripe)
    [payment] = payments_of(call)
    too_much = update(Payment).where(col(Payment.id) == payment.id).values(refunded=2501)
    with db.unit_of_work() as session, pytest.raises(IntegrityError):
        session.execute(too_much)
    assert payments_of(call)[0].refunded == 0


async def test_a_refund_that_races_the_capture_waits_its_turn(cast, stripe):
    call = await ended(cast, stripe, carry_out=False)
    [payment] = payments_of(call)
    assert payment.status is Paid.CAPTURING
    with pytest.raises(Refused), db.unit_of_work() as session:
        refunding.give(session, payment.id, 2500, by=By.OPERATOR, now=cast.clock.now())
    await settled()
    gives(cast, call, 2500)
    await settled()
    assert at_stripe(stripe) == [(2500, "succeeded")]


async def test_only_the_captured_share_can_go_back(cast, stripe):
    call = await ended(cast, stripe, seconds=120, by=service.hang_up, who="mara")
    assert payments_of(call)[0].captured == 500
    with pytest.raises(Invalid, match=r"at most \$5"):
        gives(cast, call, 501)
    gives(cast, call, 500)
    await settled()
    assert at_stripe(stripe) == [(500, "succeeded")]


@pytest.mark.parametrize(("fault", "times"), [("500", 3), ("drop-after-commit", 3), ("429", 1)])
async def test_a_refund_whose_answer_is_lost_happens_once(cast, stripe, fault, times):
    call = await ended(cast, stripe)
    gives(cast, call, 1000)
    stripe.control("faults", kind=fault, path="/v1/refunds", method="POST", times=times)
    await settled()
    [payment] = payments_of(call)
    assert f"refund:{payment.id}:1" in operations_left()
    cast.clock.forward(700)
    await settled()
    assert f"refund:{payment.id}:1" not in operations_left()
    assert at_stripe(stripe) == [(1000, "succeeded")]
    assert ledger()["platform_revenue"] == -300


@pytest.mark.parametrize("amount", [2500, 1000])
async def test_a_refund_that_was_made_but_never_answered_is_found_at_stripe(cast, stripe, amount):
    """The idempotency key is forgotten after a day; the refund is known by its metadata."""
    call = await ended(cast, stripe)
    gives(cast, call, amount)
    stripe.control("faults", kind="drop-after-commit", path="/v1/refunds", method="POST", times=3)
    await settled()
    stripe.control("clock", advance=25 * 3600)
    cast.clock.forward(25 * 3600)
    await settled()
    assert at_stripe(stripe) == [(amount, "succeeded")]
    assert [r.status for r in refunds_of(payments_of(call)[0])] == [Status.SUCCEEDED]


async def test_pending_then_succeeded(cast, stripe):
    call = await ended(cast, stripe, card="4000000000007726")
    gives(cast, call, 2500)
    await settled()
    [payment] = payments_of(call)
    assert [r.status for r in refunds_of(payment)] == [Status.PENDING]
    stripe.control("clock", advance=6)
    await operations.sync(payment.id)
    assert [r.status for r in refunds_of(payment)] == [Status.SUCCEEDED]
    assert lines(call).count("refunded") == 1


@pytest.mark.parametrize("webhook_lost", [False, True])
async def test_looked_well_and_failed_later(cast, stripe, webhook_lost):
    call = await ended(cast, stripe, card="4000000000005126")
    gives(cast, call, 1000)
    await settled()
    [payment] = payments_of(call)
    before = ledger()
    assert payment.refunded == 1000
    stripe.control("clock", advance=6)
    if webhook_lost:
        await heal_once()
    else:
        await operations.sync(payment.id, event=("evt_1", "refund.failed"))
    [payment] = payments_of(call)
    assert [(r.status, r.failure) for r in refunds_of(payment)] == [(Status.FAILED, "expired_or_canceled_card")]
    assert payment.refunded == 0
    assert ledger()[f"creator:{cast.mara.id}:pending"] == before[f"creator:{cast.mara.id}:pending"] - 800 == -2000
    assert lines(call)[-1] == "refund_failed"
    # It can be given again, and then it is a refund of its own.
    gives(cast, call, 2500)
    await settled()
    assert [r.number for r in refunds_of(payment)] == [1, 2]


async def test_stripe_says_no_and_the_money_counts_as_not_given(cast, stripe):
    call = await ended(cast, stripe)
    [payment] = payments_of(call)
    stripe.client.v1.refunds.create({"payment_intent": payment.intent_id, "amount": 2000})
    gives(cast, call, 2500)
    await settled()
    [payment] = payments_of(call)
    assert [(r.amount, r.status) for r in refunds_of(payment)] == [(2500, Status.REFUSED)]
    assert payment.refunded == 0
    await operations.sync(payment.id)  # and the one that somebody made at Stripe comes into the books
    [payment] = payments_of(call)
    assert [(r.amount, r.by, r.status) for r in refunds_of(payment)][1:] == [(2000, By.STRIPE, Status.SUCCEEDED)]
    assert payment.refunded == 2000
    assert sum(ledger().values()) == 0


async def test_the_call_is_refunded_first_and_then_its_tips(cast, stripe):
    call = await ended(cast, stripe, tips=["10"])
    gives(cast, call, 3000)
    await settled()
    [hold], [tip] = payments_of(call), payments_of(call, For.TIP)
    assert (hold.refunded, tip.refunded) == (2500, 500)
    with Session(db.engine()) as session:
        told = session.exec(select(Message.data).where(Message.code == "refunded")).all()
    assert [(data["purpose"], data["amount"]) for data in told] == [("call", 2500), ("tip", 500)]


async def test_a_destination_charge_gives_back_from_both(cast, stripe):
    await is_onboarded(cast, stripe)
    call = await ended(cast, stripe)
    gives(cast, call, 1000)
    await settled()
    books, mara = ledger(), cast.mara.id
    assert (books[f"connected:{mara}"], books[f"creator:{mara}:pending"]) == (1200, -1200)
    assert sum(books.values()) == 0
    agrees_with_stripe(cast, stripe)
    moved = {row["type"]: row["amount"] for row in stripe.state()["objects"]["balance_transaction"]}
    # The fee's part is ours to give: the creator's part alone is taken back, by an operation of its own.
    assert (moved["refund"], moved["transfer_refund"]) == (-1000, 800)
    assert "application_fee_refund" not in moved


async def test_news_that_comes_again_changes_nothing(cast, stripe):
    call = await ended(cast, stripe)
    gives(cast, call, 1000)
    await settled()
    [payment] = payments_of(call)
    with Session(db.engine()) as session:
        before = len(session.exec(select(Entry)).all())
    for event in (None, ("evt_1", "refund.updated"), ("evt_1", "refund.updated"), None):
        await operations.sync(payment.id, event=event)
    await heal_once()
    with Session(db.engine()) as session:
        assert len(session.exec(select(Entry)).all()) == before
        assert len(session.exec(select(Refund)).all()) == 1
