"""What operators see and do, and that nobody else can: each action is written down for good."""

import pytest
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, delete, select, update

from onetoone import appoint, db
from onetoone.calls import service as calls
from onetoone.domain.errors import Invalid, NotFound, Refused
from onetoone.domain.people import Actor
from onetoone.domain.problems import Status
from onetoone.domain.refunds import By
from onetoone.models import Account, Operation, OperatorAction, Payment, Problem
from onetoone.models.account import Role
from onetoone.operators import service, views
from onetoone.workers.loops import heal_once
from tests import factories
from tests.integration.calls.after import ended, settled
from tests.integration.calls.conftest import ORIGIN, payments_of
from tests.integration.calls.test_refunds import at_stripe, refunds_of


@pytest.fixture
def cast(stripe, cast):
    return cast


@pytest.fixture
def olive(cast) -> Actor:
    with db.unit_of_work() as session:
        return factories.actor(factories.account(session, "Olive", role=Role.ADMIN))


def actions():
    with Session(db.engine()) as session:
        return [(row.did, row.ref, row.why) for row in session.exec(select(OperatorAction))]


def seen_by(actor, cast, q=""):
    with Session(db.engine()) as session:
        return views.desk(session, actor, q=q, now=cast.clock.now())


async def test_to_all_others_nothing_here_exists(cast, olive, stripe):
    call = await ended(cast, stripe)
    [payment] = payments_of(call)
    for who in (cast.mara, cast.leo, cast.ana):
        with pytest.raises(NotFound):
            seen_by(who, cast)
        for verb in (service.refund, service.retry, service.clear_flag, service.answer_bank):
            how = {"amount": "5"} if verb is service.refund else {}
            with pytest.raises(NotFound):
                cast.does(verb, who, ref=payment.id, why="because I can", **how)
    assert (actions(), at_stripe(stripe)) == ([], [])


async def test_who_was_dismissed_is_out_at_once(cast, olive):
    seen_by(olive, cast)
    cast.does(lambda s, now: setattr(s.get_one(Account, olive.id), "role", Role.MEMBER))
    with pytest.raises(NotFound):
        seen_by(olive, cast)


async def test_a_refund_by_an_operator_is_written_down_and_settles_the_problem(cast, olive, stripe):
    call = await ended(cast, stripe)
    cast.leo_does(calls.report, call, what="behaviour", words="")
    [payment] = payments_of(call)
    cast.does(service.refund, olive, ref=payment.id, amount="10", why="Agreed by e-mail")
    await settled()
    assert at_stripe(stripe) == [(1000, "succeeded")]
    assert [(r.by, r.by_id, r.why) for r in refunds_of(payment)] == [(By.OPERATOR, olive.id, "Agreed by e-mail")]
    assert actions() == [("refund", payment.id, "Agreed by e-mail")]
    with Session(db.engine()) as session:
        assert session.exec(select(Problem.status)).one() is Status.REFUNDED


@pytest.mark.parametrize("how", [{"why": ""}, {"why": "x"}, {"why": None}, {"amount": "26"}, {"amount": -1}])
async def test_without_a_reason_or_with_too_much_nothing_happens(cast, olive, stripe, how):
    call = await ended(cast, stripe)
    with pytest.raises(Invalid):
        cast.does(service.refund, olive, **{"ref": payments_of(call)[0].id, "amount": "5", "why": "a reason"} | how)
    assert (actions(), refunds_of(payments_of(call)[0])) == ([], [])


async def test_an_operation_that_was_given_up_is_tried_again_under_its_key(cast, olive, stripe):
    call = await ended(cast, stripe, carry_out=False)
    key = f"capture:{payments_of(call)[0].id}"
    gave_up = update(Operation).where(col(Operation.key) == key).values(given_up=True, failed="KeyError")
    with db.unit_of_work() as session:
        session.execute(gave_up)
    await settled()
    assert payments_of(call)[0].captured == 0
    lines = [line for line in seen_by(olive, cast).anomalies if line.action == "retry"]
    assert key in [line.ref for line in lines]
    cast.does(service.retry, olive, ref=key, why="Stripe is well again")
    await settled()
    assert payments_of(call)[0].captured == 2500
    with pytest.raises(Refused, match="is done"):
        cast.does(service.retry, olive, ref=key, why="once more")
    assert actions() == [("retry", key, "Stripe is well again")]


async def test_what_needs_a_person_is_said(cast, olive, stripe):
    call = await ended(cast, stripe, card="4000000000005126")
    [payment] = payments_of(call)
    assert seen_by(olive, cast).balanced
    cast.does(service.refund, olive, ref=payment.id, amount="5", why="a courtesy")
    await settled()
    stripe.control("clock", advance=6)
    await heal_once()
    cast.does(lambda s, now: setattr(s.get_one(Payment, payment.id), "flagged", "other_customer"))
    said = {line.title: line for line in seen_by(olive, cast).anomalies}
    assert said["A refund did not arrive"].most == "5.00"
    assert "another customer paid" in next(title for title in said if title.startswith("Flagged"))
    cast.does(service.clear_flag, olive, ref=payment.id, why="it was his other card")
    assert not [line for line in seen_by(olive, cast).anomalies if line.title.startswith("Flagged")]


async def test_a_hold_that_is_about_to_lapse_is_said(cast, olive, stripe):
    call = cast.invites()
    cast.leo_does(calls.join, call)
    payment = cast.leo_does(calls.pay, call, origin=ORIGIN)
    await settled()
    stripe.control("pay", session=payments_of(call)[0].session_id)
    await heal_once()
    cast.clock.forward(31)
    await heal_once()
    assert [line for line in seen_by(olive, cast).anomalies if line.ref == payment.id] == []
    cast.clock.forward(6 * 24 * 3600 + 3600)
    [line] = [line for line in seen_by(olive, cast).anomalies if line.ref == payment.id]
    assert line.title == "A hold is about to lapse"


async def test_payments_are_found_by_a_person_or_an_id(cast, olive, stripe):
    call = await ended(cast, stripe)
    [payment] = payments_of(call)
    for q in ("leo", "MARA", payment.id, payment.intent_id, call.id, "  Leo "):
        assert [line.ref for line in seen_by(olive, cast, q).payments] == [payment.id]
    for q in ("nobody", "%", "_"):
        assert seen_by(olive, cast, q).payments == []


async def test_the_evidence_goes_out_by_an_operator_without_messages(cast, olive, stripe):
    await ended(cast, stripe, card="4000000000000259")
    await heal_once()
    [line] = seen_by(olive, cast).disputes
    cast.does(service.answer_bank, olive, ref=line.ref, why="due tomorrow")
    await settled()
    assert stripe.state()["objects"]["dispute"][0]["status"] == "under_review"
    assert actions() == [("answer_bank", line.ref, "due tomorrow")]


async def test_the_books_are_shown_by_kind_of_account(cast, olive, stripe):
    await ended(cast, stripe)
    sums = {line.name: line.amount for line in seen_by(olive, cast).books[0].lines}
    assert sums["Creators: pending"].endswith("$20")
    assert sums["Sum in USD"] == "$0"


@pytest.mark.parametrize("harm", [update(OperatorAction).values(why="I was never here"), delete(OperatorAction)])
async def test_what_was_done_stays_written(cast, olive, stripe, harm):
    call = await ended(cast, stripe)
    cast.does(service.refund, olive, ref=payments_of(call)[0].id, amount="5", why="a courtesy")
    with Session(db.engine()) as session, pytest.raises(DBAPIError, match="append-only"):
        session.execute(harm)
    assert len(actions()) == 1


def test_somebody_with_a_shell_appoints_and_dismisses(cast, capsys):
    with Session(db.engine()) as session:
        email = session.get_one(Account, cast.ana.id).email

    def role():
        with Session(db.engine()) as session:
            return session.get_one(Account, cast.ana.id).role

    assert appoint.main([email.upper()]) == 0
    assert role() is Role.ADMIN
    assert appoint.main([email, "--dismiss"]) == 0
    assert role() is Role.MEMBER
    assert appoint.main(["nobody@example.test"]) == 1
    assert [did for did, _, _ in actions()] == ["appoint", "dismiss"]
