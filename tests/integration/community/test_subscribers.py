"""A creator's list of subscribers: what a row says, filters, search, order; nobody else's money or people in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from onetoone import db
from onetoone.community import views
from onetoone.community.views import Shown, Sort
from onetoone.domain.calls import Ended, Kind, Side, Status
from onetoone.domain.errors import Refused
from onetoone.domain.ids import new_id
from onetoone.models import Account, Call, Payment, Presence
from onetoone.models.payment import For, Paid
from tests import factories as cast
from tests.factories import NOON


def call(session: Session, creator: Account, fan: Account, *, status: Status = Status.ENDED, **more: Any) -> Call:
    """A video call of 12 minutes that ended at noon."""
    made = Call(
        **{
            "id": new_id("call"),
            "creator_id": creator.id,
            "fan_id": fan.id,
            "thread_id": more.pop("thread", None) or cast.thread(session, creator, fan).id,
            "started_by": Side.FAN,
            "kind": Kind.VIDEO,
            "status": status,
            "currency": "usd",
            "fee_basis_points": 2000,
            "minutes": 15,
            "created_at": NOON,
            "two_way_ms": 725_000,
            "ended": Ended.BY_FAN,
            "ended_at": NOON,
            **more,
        }
    )
    session.add(made)
    session.flush()
    return made


def paid(
    session: Session, for_call: Call, captured: int, status: Paid = Paid.CAPTURED, purpose: For = For.CALL
) -> None:
    session.add(
        Payment(
            id=new_id("pay"),
            purpose=purpose,
            call_id=for_call.id,
            payer_id=for_call.fan_id,
            payee_id=for_call.creator_id,
            amount=2500,
            captured=captured,
            currency="usd",
            fee_basis_points=2000,
            status=status,
            created_at=NOON,
            changed_at=NOON,
        )
    )
    session.flush()


def names(session: Session, mara: Account, now: datetime = NOON, **wish: Any) -> list[str]:
    return [row.name for row in views.subscribers(session, cast.actor(mara), now, **wish).rows]


def test_a_row_says_who_since_when_last_call_and_what_they_spent(session: Session) -> None:
    mara = cast.creator(session, "Mara")
    leo = cast.fan(session, "Leo", handle="leo", picture="/people/leo.svg", subscribed_to=mara)
    first = call(session, mara, leo, kind=Kind.AUDIO, ended_at=NOON - timedelta(days=9))
    last = call(session, mara, leo, thread=first.thread_id)
    paid(session, first, 2500)
    paid(session, last, 1250)
    paid(session, last, 500, purpose=For.TIP)
    paid(session, last, 0, status=Paid.RELEASED)
    session.add(Presence(account_id=leo.id, last_seen_at=NOON + timedelta(days=3)))
    [row] = views.subscribers(session, cast.actor(mara), NOON + timedelta(days=3)).rows
    assert row == views.SubscriberRow(
        account_id=leo.id,
        handle="leo",
        name="Leo",
        picture="/people/leo.svg",
        online=True,
        busy=False,
        since="May 2026",
        last_call="3 days ago · 12 min",
        last_call_kind="video",
        spent="$42.50",
        note="",
        start_href=f"/start/{leo.id}",
        message_href="/messages/to/leo",
    )


def test_money_and_calls_with_other_creators_stay_theirs(session: Session) -> None:
    mara, theo = cast.creator(session, "Mara"), cast.creator(session, "Theo")
    leo = cast.fan(session, "Leo", subscribed_to=mara)
    paid(session, call(session, theo, leo), 4000)
    cast.fan(session, "Ana", subscribed_to=theo)
    [row] = views.subscribers(session, cast.actor(mara), NOON).rows
    assert (row.name, row.last_call, row.last_call_kind, row.spent) == ("Leo", "", "", "")
    assert names(session, mara, shown=Shown.CALLED) == []
    assert names(session, mara, shown=Shown.TOP) == []


def test_a_fan_in_any_call_is_busy(session: Session) -> None:
    mara, theo = cast.creator(session, "Mara"), cast.creator(session, "Theo")
    leo = cast.fan(session, "Leo", subscribed_to=mara)
    cast.fan(session, "Ana", subscribed_to=mara)
    call(session, theo, leo, status=Status.LIVE, ended=None, ended_at=None)
    busy = {row.name: row.busy for row in views.subscribers(session, cast.actor(mara), NOON).rows}
    assert busy == {"Leo": True, "Ana": False}


@pytest.fixture
def mara(session: Session) -> Account:
    """A creator with Ana (here, spent most), Leo (called) and Émile (newest)."""
    creator = cast.creator(session, "Mara")
    ana, leo = cast.fan(session, "Ana", handle="samba"), cast.fan(session, "Leo", handle="leo")
    cast.subscription(session, creator, ana, NOON - timedelta(days=90))
    cast.subscription(session, creator, leo, NOON - timedelta(days=60))
    cast.subscription(session, creator, cast.fan(session, "Émile", handle="emile"), NOON - timedelta(days=1))
    paid(session, call(session, creator, ana, ended_at=NOON - timedelta(days=30)), 5000)
    paid(session, call(session, creator, leo, ended_at=NOON - timedelta(days=20)), 2500)
    call(session, creator, cast.fan(session, "June", subscribed_to=creator), status=Status.DECLINED)
    session.add(Presence(account_id=ana.id, last_seen_at=NOON - timedelta(seconds=20)))
    session.add(Presence(account_id=leo.id, last_seen_at=NOON - timedelta(minutes=20)))
    session.flush()
    return creator


def test_filters_and_their_counts(session: Session, mara: Account) -> None:
    assert names(session, mara, shown=Shown.ONLINE) == ["Ana"]
    assert names(session, mara, shown=Shown.CALLED) == ["Leo", "Ana"]
    assert names(session, mara, shown=Shown.TOP, sort=Sort.SPENT) == ["Ana", "Leo"]
    seen = views.subscribers(session, cast.actor(mara), NOON, shown=Shown.CALLED)
    assert (seen.found, seen.counts) == (2, {"all": 4, "online": 1, "called": 2, "top": 2})


def test_order(session: Session, mara: Account) -> None:
    assert names(session, mara, sort=Sort.RECENT) == ["June", "Émile", "Leo", "Ana"]
    assert names(session, mara, sort=Sort.SPENT)[:2] == ["Ana", "Leo"]
    assert [name for name in names(session, mara, sort=Sort.NAME) if name.isascii()] == ["Ana", "June", "Leo"]


@pytest.mark.parametrize(
    ("search", "found"),
    [("leo", ["Leo"]), ("LEO", ["Leo"]), ("samba", ["Ana"]), ("émile", ["Émile"]), ("%", []), ("_", []), ("zz", [])],
)
def test_search_by_name_or_handle(session: Session, mara: Account, search: str, found: list[str]) -> None:
    assert names(session, mara, search=search) == found


def test_a_page_tells_how_many_there_are_in_all(session: Session, mara: Account) -> None:
    seen = views.subscribers(session, cast.actor(mara), NOON, most=2)
    assert (len(seen.rows), seen.found) == (2, 4)


def test_the_list_is_for_creators(session: Session) -> None:
    leo = cast.fan(session, "Leo")
    with pytest.raises(Refused):
        views.subscribers(session, cast.actor(leo), NOON)


def test_two_statements_however_many_they_are(session: Session, mara: Account) -> None:
    for n in range(25):
        cast.fan(session, f"Fan {n}", handle=f"fan-{n}", subscribed_to=mara)
    who = cast.actor(mara)
    with statements() as asked:
        assert len(views.subscribers(session, who, NOON).rows) == 29
    assert len(asked) == 2
    with statements() as asked:
        views.discover(session, who, NOON)
    assert len(asked) == 1


@contextmanager
def statements() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(db.engine(), "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine(), "before_cursor_execute", note)
