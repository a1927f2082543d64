"""The page of past calls: one's own, on either side, in words and figures; page by page."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from onetoone import db
from onetoone.calls import service, views
from onetoone.calls.views import Took
from onetoone.domain.calls import Side, Status
from onetoone.models import Account, Rating
from onetoone.models.payment import For, Paid
from tests import factories
from tests.factories import NOON, actor


@pytest.fixture
def mara(session: Session) -> Account:
    return factories.creator(session, "Mara")


@pytest.fixture
def leo(session: Session, mara: Account) -> Account:
    return factories.fan(session, "Leo", subscribed_to=mara)


def shows(session: Session, person: Account, **how: Any) -> views.PastCalls:
    return views.history(session, actor(person), **how)


def test_what_was_paid_and_what_was_earned(session: Session, mara: Account, leo: Account) -> None:
    call = factories.call(session, mara, leo)
    factories.payment(session, call, captured=2500)
    factories.payment(session, call, captured=500, purpose=For.TIP, amount=500)
    [his], [hers] = shows(session, leo).rows, shows(session, mara).rows
    assert (his.name, his.money, his.amount, his.lasted, his.outcome) == (
        "Mara", "Paid", "$30", "10 min 0 s", "The time was up.",
    )  # fmt: skip
    assert (hers.name, hers.money, hers.amount) == ("Leo", "Earned", "$24")
    assert his.receipt_href.startswith("/payments/pay_")
    assert hers.receipt_href == ""
    assert his.again_href == f"/ask/{mara.handle}?again={call.id}"
    assert hers.again_href == f"/start/{leo.id}?again={call.id}"


def test_what_never_took_place(session: Session, mara: Account, leo: Account) -> None:
    factories.call(
        session, mara, leo, status=Status.DECLINED, declined_by=Side.CREATOR, started_by=Side.FAN, two_way_ms=0,
        live_at=None, ended=None,
    )  # fmt: skip
    held = factories.call(session, mara, leo, status=Status.UNCONNECTED, two_way_ms=0, live_at=None)
    factories.payment(session, held, status=Paid.RELEASED)
    rows = shows(session, leo).rows
    assert {row.outcome for row in rows} == {"Mara can't take a call right now", "You didn't get connected"}
    assert all((row.lasted, row.amount, row.took_place) == ("", "", False) for row in rows)


def test_what_still_goes_on_is_no_past_call(session: Session, mara: Account, leo: Account) -> None:
    factories.call(session, mara, leo, status=Status.LIVE, ended_at=None)
    assert shows(session, leo).rows == []


def test_nobody_elses(session: Session, mara: Account, leo: Account) -> None:
    factories.call(session, mara, leo)
    ana = factories.fan(session, "Ana", subscribed_to=mara)
    assert shows(session, ana).rows == []


def test_filters_search_and_pages(session: Session, mara: Account, leo: Account) -> None:
    ana = factories.fan(session, "Ana", subscribed_to=mara)
    for number in range(3):
        factories.call(session, mara, leo, ended_at=NOON + timedelta(hours=number))
    factories.call(session, mara, ana, status=Status.EXPIRED, ended_at=NOON + timedelta(hours=9))
    everything = shows(session, mara)
    assert everything.counts == {"all": 4, "place": 3, "none": 1}
    assert [row.name for row in everything.rows] == ["Ana", "Leo", "Leo", "Leo"]
    assert [row.name for row in shows(session, mara, shown=Took.NONE).rows] == ["Ana"]
    assert shows(session, mara, search="le").counts["all"] == 3
    first = shows(session, mara, most=2)
    assert (len(first.rows), first.more) == (2, True)
    assert not shows(session, mara, most=4).more


def test_ones_own_stars_and_no_call_to_whom_one_blocked(session: Session, mara: Account, leo: Account) -> None:
    call = factories.call(session, mara, leo)
    for who, stars in ((leo, 4), (mara, 2)):
        about = mara.id if who is leo else leo.id
        side = Side.FAN if who is leo else Side.CREATOR
        session.add(
            Rating(call_id=call.id, by_id=who.id, about_id=about, by=side, stars=stars, at=NOON, changed_at=NOON)
        )
    session.flush()
    service.block(session, actor=actor(leo), other_id=mara.id, now=NOON)
    session.flush()
    [his], [hers] = shows(session, leo).rows, shows(session, mara).rows
    assert (his.stars, his.again_href) == (4, "")
    assert hers.stars == 2
    assert hers.again_href  # she isn't told


def test_so_many_statements_whatever_the_number(session: Session, mara: Account, leo: Account) -> None:
    for _ in range(12):
        factories.payment(session, factories.call(session, mara, leo), captured=2500)
    asked: list[str] = []
    listener = lambda *args: asked.append(args[2])  # noqa: E731
    event.listen(db.engine(), "before_cursor_execute", listener)
    shows(session, mara)
    event.remove(db.engine(), "before_cursor_execute", listener)
    assert len(asked) <= 4, asked
