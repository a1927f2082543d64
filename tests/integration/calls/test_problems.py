"""A fan reports a problem; the creator gives back or answers; and silence gives everything back."""

import pytest
from sqlmodel import Session, col, select

from onetoone import db
from onetoone.calls import service
from onetoone.domain.errors import Invalid, NotFound, OneToOneError, Refused
from onetoone.domain.problems import Status
from onetoone.domain.refunds import By
from onetoone.models import Message, Problem, Refund
from onetoone.workers.loops import _sweep_once
from tests.integration.calls.after import ended, settled
from tests.integration.calls.conftest import lines, payments_of

HOUR = 3600


@pytest.fixture
def cast(stripe, cast):
    return cast


def reported(cast, call, what="poor_line", words="It kept freezing"):
    return cast.leo_does(service.report, call, what=what, words=words)


def the_problem():
    with Session(db.engine(), expire_on_commit=False) as session:
        return session.exec(select(Problem)).one()


def refunds():
    with Session(db.engine(), expire_on_commit=False) as session:
        return [
            (row.amount, row.by)
            for row in session.exec(select(Refund).order_by(col(Refund.created_at), col(Refund.amount)))
        ]


async def test_a_report_is_a_card_for_both(cast, stripe):
    call = await ended(cast, stripe)
    reported(cast, call)
    with Session(db.engine()) as session:
        card = session.exec(select(Message).where(Message.kind == "problem")).one()
        assert (card.call_id, card.author_id) == (call.id, cast.leo.id)
    assert the_problem().status is Status.OPEN


async def test_who_may_report_and_when(cast, stripe):
    call = await ended(cast, stripe)
    with pytest.raises(Refused, match="Only the fan"):
        cast.mara_does(service.report, call, what="other", words="x")
    with pytest.raises(NotFound):
        cast.does(service.report, cast.ana, call_id=call.id, what="other", words="x")
    for what, words in (("nonsense", "x"), (None, "x"), ("other", ""), ("other", "x" * 501), ("other", 7)):
        with pytest.raises(Invalid):
            reported(cast, call, what, words)
    reported(cast, call)
    with pytest.raises(Refused, match="already"):
        reported(cast, call)


async def test_not_after_two_days(cast, stripe):
    call = await ended(cast, stripe)
    cast.clock.forward(48 * HOUR + 1)
    with pytest.raises(Refused, match="48 hours"):
        reported(cast, call)


async def test_not_about_a_call_that_cost_nothing(cast, stripe):
    call = await ended(cast, stripe, seconds=10)
    with pytest.raises(Refused, match="Nothing was charged"):
        reported(cast, call)


async def test_the_creator_gives_half_back(cast, stripe):
    call = await ended(cast, stripe)
    reported(cast, call)
    cast.mara_does(service.refund, call, amount="12.50")
    await settled()
    assert (the_problem().status, the_problem().given, refunds()) == (Status.REFUNDED, 1250, [(1250, By.CREATOR)])
    assert lines(call)[-1] == "refunded"
    with pytest.raises(Refused, match="settled"):
        cast.mara_does(service.refund, call, amount="12.50")
    assert refunds() == [(1250, By.CREATOR)]


@pytest.mark.parametrize("amount", ["0", "25.01", "-5", "1e3", "NaN", "", None, 5, "٥"])
async def test_amounts_that_cannot_be_leave_everything_as_it_is(cast, stripe, amount):
    call = await ended(cast, stripe)
    reported(cast, call)
    with pytest.raises(Invalid):
        cast.mara_does(service.refund, call, amount=amount)
    assert (the_problem().status, refunds()) == (Status.OPEN, [])


async def test_only_the_creator_answers(cast, stripe):
    call = await ended(cast, stripe)
    reported(cast, call)
    for who in (cast.leo, cast.ana):
        for verb, how in ((service.refund, {"amount": "5"}), (service.answer, {"words": "no"})):
            with pytest.raises(OneToOneError):
                cast.does(verb, who, call_id=call.id, **how)
    assert (the_problem().status, refunds()) == (Status.OPEN, [])


async def test_an_answer_in_words_stops_the_clock_and_a_refund_may_follow(cast, stripe):
    call = await ended(cast, stripe)
    reported(cast, call)
    cast.mara_does(service.answer, call, words="I'm sorry, my train was in a tunnel.")
    cast.clock.forward(100 * HOUR)
    await _sweep_once()
    assert (the_problem().status, refunds()) == (Status.ANSWERED, [])
    cast.mara_does(service.refund, call, amount="5")
    assert refunds() == [(500, By.CREATOR)]


async def test_silence_gives_everything_back_once(cast, stripe):
    call = await ended(cast, stripe, tips=["10"])
    reported(cast, call)
    cast.clock.forward(72 * HOUR - 1)
    await _sweep_once()
    assert refunds() == []
    cast.clock.forward(2)
    await _sweep_once()
    await _sweep_once()
    await settled()
    assert refunds() == [(1000, By.CLOCK), (2500, By.CLOCK)]
    assert (the_problem().status, the_problem().given) == (Status.REFUNDED, 3500)
    assert sorted(row["amount"] for row in stripe.state()["objects"]["refund"]) == [1000, 2500]


async def test_silence_waits_for_a_capture_that_is_under_way(cast, stripe):
    call = await ended(cast, stripe, carry_out=False)
    reported(cast, call)
    cast.clock.forward(72 * HOUR + 1)
    await _sweep_once()
    assert (the_problem().status, refunds()) == (Status.OPEN, [])
    await settled()
    await _sweep_once()
    assert refunds() == [(2500, By.CLOCK)]


async def test_the_fan_takes_it_back(cast, stripe):
    call = await ended(cast, stripe)
    reported(cast, call)
    cast.leo_does(service.withdraw_problem, call)
    cast.clock.forward(100 * HOUR)
    await _sweep_once()
    assert (the_problem().status, refunds()) == (Status.WITHDRAWN, [])
    assert payments_of(call)[0].refunded == 0
