"""A fan's bank takes money back: the share is held, our side is shown, and the bank's word is final."""

import pytest
from sqlmodel import Session, select

from onetoone import db
from onetoone.calls import service
from onetoone.calls.service import giving_back, operations
from onetoone.domain import disputes, problems
from onetoone.domain.errors import NotFound, Refused
from onetoone.domain.refunds import By
from onetoone.messages import service as messages
from onetoone.models import Dispute, Message, Problem
from onetoone.payments.service import disputing, refunding
from onetoone.workers.loops import heal_once
from tests.factories import NOON
from tests.integration.calls.after import ended, settled
from tests.integration.calls.conftest import call_now, ledger, lines, payments_of

DISPUTES = "4000000000000259"
DAY = 24 * 3600


@pytest.fixture
def cast(stripe, cast):
    return cast


def the_dispute():
    with Session(db.engine(), expire_on_commit=False) as session:
        return session.exec(select(Dispute)).one()


async def disputed(cast, stripe, **how):
    """A captured call whose card disputes everything, and the webhook about it."""
    call = await ended(cast, stripe, card=DISPUTES, **how)
    [payment] = payments_of(call)
    await operations.sync(payment.id, event=("evt_dispute", "charge.dispute.created"))
    return call, payment


def at_stripe(stripe):
    return stripe.state()["objects"]["dispute"][0]


async def test_the_creators_share_is_held_while_the_bank_decides(cast, stripe):
    call, _ = await disputed(cast, stripe)
    dispute = the_dispute()
    assert (dispute.status, dispute.amount, dispute.share, dispute.fee) == (disputes.Status.OPEN, 2500, 2000, 1500)
    books, mara = ledger(), cast.mara.id
    assert (books[f"creator:{mara}:pending"], books[f"creator:{mara}:dispute_hold"]) == (0, -2000)
    assert (books["stripe_disputed"], books["stripe_fees"], sum(books.values())) == (2500, 1603, 0)
    assert lines(call)[-1] == "disputed"


@pytest.mark.parametrize("found_by", ["webhook", "sweep"])
@pytest.mark.parametrize("outcome", ["won", "lost"])
async def test_won_is_the_creators_again_and_lost_is_final(cast, stripe, outcome, found_by):
    call, payment = await disputed(cast, stripe)
    stripe.control("dispute", dispute=the_dispute().id, outcome=outcome)
    if found_by == "webhook":
        await operations.sync(payment.id, event=("evt_closed", "charge.dispute.closed"))
    else:
        await heal_once()
    books, mara = ledger(), cast.mara.id
    assert the_dispute().status == outcome
    assert (books[f"creator:{mara}:dispute_hold"], books["stripe_disputed"], sum(books.values())) == (0, 0, 0)
    if outcome == "won":
        assert (books[f"creator:{mara}:pending"], books["platform_revenue"]) == (-2000, -500)
    else:
        assert (books[f"creator:{mara}:pending"], books["platform_revenue"]) == (0, 0)
    assert lines(call)[-1] == f"dispute_{outcome}"
    await heal_once()
    await operations.sync(payment.id)
    assert lines(call).count(f"dispute_{outcome}") == 1


async def test_a_dispute_whose_every_webhook_was_lost_is_found(cast, stripe):
    call = await ended(cast, stripe)
    stripe.control("dispute", payment_intent=payments_of(call)[0].intent_id, reason="product_not_received")
    await heal_once()
    assert (the_dispute().reason, the_dispute().status) == ("product_not_received", disputes.Status.OPEN)


async def test_who_missed_all_of_it_hears_only_the_end(cast, stripe):
    call = await ended(cast, stripe)
    opened = stripe.control("dispute", payment_intent=payments_of(call)[0].intent_id)
    stripe.control("dispute", dispute=opened["id"], outcome="lost")
    await operations.sync(payments_of(call)[0].id)
    assert the_dispute().status is disputes.Status.LOST
    assert ledger()[f"creator:{cast.mara.id}:pending"] == 0
    assert sum(ledger().values()) == 0


async def test_a_disputed_payment_is_not_refunded_as_well(cast, stripe):
    call, payment = await disputed(cast, stripe)
    with pytest.raises(Refused, match="bank is deciding"), db.unit_of_work() as session:
        refunding.give(session, payment.id, 100, by=By.OPERATOR, now=cast.clock.now())
    assert stripe.state()["objects"]["refund"] == []
    assert call is not None


async def test_after_a_partial_refund_only_the_rest_is_held(cast, stripe):
    call = await ended(cast, stripe)
    with db.unit_of_work() as session:
        giving_back.give_back(session, call_now(call), 1000, by=By.CREATOR, now=cast.clock.now())
    await settled()
    stripe.control("dispute", payment_intent=payments_of(call)[0].intent_id)
    await heal_once()
    assert (the_dispute().amount, the_dispute().share) == (1500, 1200)
    assert ledger()[f"creator:{cast.mara.id}:pending"] == 0


async def test_the_evidence_goes_out_by_itself_without_messages(cast, stripe):
    call, _ = await disputed(cast, stripe)
    with db.unit_of_work() as session:
        messages.send(session, actor=cast.leo, thread_id=call.thread_id, body="for you alone", now=cast.clock.now())
        assert disputing.due(session, cast.clock.now()) == []
    cast.clock.forward(3 * DAY + 1)
    with db.unit_of_work() as session:
        [late] = disputing.due(session, cast.clock.now())
        service.run_out_evidence(session, late, cast.clock.now())
        service.run_out_evidence(session, late, cast.clock.now())
    await settled()
    seen = at_stripe(stripe)
    assert (seen["status"], seen["evidence_details"]["submission_count"]) == ("under_review", 1)
    assert the_dispute().status is disputes.Status.REVIEWED
    said = seen["evidence"]
    assert said["customer_name"] == "Leo"
    assert "(60 s)" in said["access_activity_log"]
    assert 'pressed "Pay and join" on 2026-05-01 12:00:00 UTC' in said["refund_policy_disclosure"]
    assert "for you alone" not in str(said)


async def test_the_creator_may_show_the_messages_and_answers_once(cast, stripe):
    call, _ = await disputed(cast, stripe)
    with db.unit_of_work() as session:
        messages.send(session, actor=cast.leo, thread_id=call.thread_id, body="That was great!", now=cast.clock.now())
        picture = {"picture": "pic_1", "width": 4, "height": 3, "alt": "Our drawing"}
        session.add(Message(thread_id=call.thread_id, kind="picture", author_id=cast.mara.id, data=picture, at=NOON))
    answer = {"dispute_id": the_dispute().id, "with_messages": True}
    for stranger in (cast.leo, cast.ana):
        with pytest.raises(NotFound):
            cast.does(service.answer_bank, stranger, **answer)
    cast.does(service.answer_bank, cast.mara, **answer)
    with pytest.raises(Refused, match="evidence already"):
        cast.does(service.answer_bank, cast.mara, **answer)
    await settled()
    shown = at_stripe(stripe)["evidence"]["uncategorized_text"]
    assert "Customer: That was great!" in shown
    assert "Host: [picture] Our drawing" in shown


async def test_evidence_that_comes_too_late_hears_the_banks_word(cast, stripe):
    await disputed(cast, stripe)
    stripe.control("dispute", dispute=the_dispute().id, outcome="won")
    cast.does(service.answer_bank, cast.mara, dispute_id=the_dispute().id, with_messages=False)
    await settled()
    assert the_dispute().status is disputes.Status.WON


async def test_a_reported_problem_is_the_banks_once_it_is_disputed(cast, stripe):
    call = await ended(cast, stripe)
    cast.leo_does(service.report, call, what="cut_short", words="")
    stripe.control("dispute", payment_intent=payments_of(call)[0].intent_id)
    await heal_once()
    with Session(db.engine()) as session:
        assert session.exec(select(Problem.status)).one() is problems.Status.DISPUTED
    with pytest.raises(Refused, match="bank is deciding"):
        cast.mara_does(service.refund, call, amount="5")


async def test_an_inquiry_takes_nothing_and_leaves_room_for_a_refund(cast, stripe):
    call = await ended(cast, stripe, card="4000000000001976")
    [payment] = payments_of(call)
    await operations.sync(payment.id, event=("evt_1", "charge.dispute.created"))
    assert the_dispute().status is disputes.Status.INQUIRED
    assert ledger()[f"creator:{cast.mara.id}:pending"] == -2000
    with db.unit_of_work() as session:
        giving_back.give_back(session, call_now(call), 2500, by=By.CREATOR, now=cast.clock.now())
    await settled()
    stripe.control("dispute", dispute=the_dispute().id, outcome="lost")
    await heal_once()
    assert the_dispute().status is disputes.Status.CLOSED
    assert ledger()[f"creator:{cast.mara.id}:pending"] == 0
