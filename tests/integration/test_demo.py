"""The demo: people with a past that holds together, and that asks nothing of anybody."""

import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, col, func, select

from onetoone import config, db
from onetoone.calls import service as calls
from onetoone.community import views
from onetoone.demo.__main__ import main
from onetoone.demo.people import CREATORS, FANS, PEOPLE
from onetoone.demo.seed import STORIES, seed
from onetoone.domain.calls import OVER, TRANSITIONS, Move, Status
from onetoone.messages import views as conversations
from onetoone.models import (
    Account,
    Call,
    CallEvent,
    Entry,
    Message,
    NodeCursor,
    Operation,
    Payment,
    Payout,
    Subscription,
    Throttle,
    TwoWaySpan,
)
from onetoone.models.payment import For, Paid
from tests import factories as cast
from tests.factories import NOON

ASSETS = Path(__file__).parents[2] / "assets"


@pytest.fixture(scope="module")
def moved_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database into which the demo people have just moved, once for all tests that only look."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", f"sqlite:///{tmp_path_factory.mktemp('demo')}/demo.db")
        config.settings.cache_clear()
        engine = db.engine.__wrapped__()
        SQLModel.metadata.create_all(engine)
        with Session(engine) as session, session.begin():
            assert seed(session, NOON) is not None
    config.settings.cache_clear()
    yield engine
    engine.dispose()


@pytest.fixture
def lively(moved_in: Engine) -> Iterator[Session]:
    """The lived-in database; what a test changes is rolled back."""
    with Session(moved_in, expire_on_commit=False) as session:
        yield session


def test_everybody_is_a_demo_person_without_a_password(lively: Session) -> None:
    people = lively.exec(select(Account)).all()
    assert {person.handle for person in people} == {person.handle for person in PEOPLE}
    assert len(CREATORS) == 2
    assert len(FANS) >= 8
    assert FANS[0].handle == "leo"
    assert all(person.is_demo and person.password_hash is None for person in people)


def test_everybody_has_a_picture_that_loads_nothing_else() -> None:
    for person in PEOPLE:
        drawing = (ASSETS / person.picture.removeprefix("/")).read_text()
        assert ET.fromstring(drawing).get("viewBox") == "0 0 320 320"
        assert not any(word in drawing for word in ("href", "<script", "url(", "<style", "onload"))


def test_every_move_is_in_the_table(lively: Session) -> None:
    events = defaultdict(list)
    for event in lively.exec(select(CallEvent).order_by(col(CallEvent.call_id), col(CallEvent.version))):
        events[event.call_id].append(event)
    for call in lively.exec(select(Call)):
        first, *rest = events[call.id]
        assert first.before == ""
        for event in rest:
            assert TRANSITIONS[Status(event.before), Move(event.move)] == event.after
        for one, two in pairwise((first, *rest)):
            assert one.after == two.before
            assert one.at <= two.at <= NOON
        assert (rest or [first])[-1].after == call.status


def test_there_is_a_past_of_every_kind(lively: Session) -> None:
    outcomes = Counter(call.status for call in lively.exec(select(Call)))
    assert set(outcomes) == (OVER | {Status.REQUESTED})
    kinds = {call.ended for call in lively.exec(select(Call).where(Call.status == Status.ENDED))}
    assert len(kinds) == 3
    assert outcomes[Status.REQUESTED] == 1


def test_money_adds_up(lively: Session) -> None:
    sums = select(Entry.txn_id, func.sum(Entry.amount)).group_by(Entry.txn_id)
    transactions = dict(lively.exec(sums).all())
    payments = lively.exec(select(Payment)).all()
    captured = [payment for payment in payments if payment.status is Paid.CAPTURED]
    available = {f"avl:{payment.id}" for payment in captured if (payment.available_on or NOON) <= NOON}
    paid_out = {txn for out in lively.exec(select(Payout.id)) for txn in (f"tr:{out}", f"po:{out}", f"po:{out}:paid")}
    assert set(transactions) == {f"cap:{payment.id}" for payment in captured} | available | paid_out
    assert 0 < len(available) < len(captured)  # the newest is still pending
    assert set(transactions.values()) == {0}
    left = select(func.sum(Entry.amount)).where(col(Entry.account).like("creator:%:available")).group_by(Entry.account)
    assert set(lively.exec(left)) == {0}  # it is at their bank
    assert paid_out
    assert {payment.purpose for payment in captured} == {For.CALL, For.TIP}
    assert {payment.status for payment in payments} == {Paid.CAPTURED, Paid.RELEASED}
    assert any(0 < payment.captured < payment.amount for payment in captured)  # a creator who ended early
    for call in lively.exec(select(Call).where(Call.status == Status.ENDED)):
        spans = lively.exec(select(TwoWaySpan).where(TwoWaySpan.call_id == call.id)).all()
        ran = sum(((span.stopped_at - span.began_at) for span in spans), timedelta())
        assert call.two_way_ms == ran / timedelta(milliseconds=1)


def test_nothing_of_it_asks_stripe_or_the_relay_or_a_clock(lively: Session) -> None:
    for left in (Operation, Throttle, NodeCursor):
        assert lively.exec(select(left)).first() is None
    payments = lively.exec(select(Payment)).all()
    assert all(p.intent_id is None and p.session_id is None and not p.flagged for p in payments)
    assert calls.due(lively, NOON + timedelta(hours=12)) == []


def test_conversations_read_in_the_order_in_which_they_happened(lively: Session) -> None:
    said = defaultdict(list)
    for message in lively.exec(select(Message).order_by(col(Message.id))):
        said[message.thread_id].append(message.at)
    assert len(said) == sum(bool(story.beats) for story in STORIES)
    assert all(times == sorted(times) and times[-1] <= NOON for times in said.values())


def test_there_is_news_for_both_sides(lively: Session) -> None:
    person = {account.handle: cast.actor(account) for account in lively.exec(select(Account))}
    unread = {row.handle: row.unread for row in conversations.inbox(lively, person["mara"], NOON) if row.unread}
    assert unread == {"leo": 1, "ana": 1, "kofi": 2}
    assert [row.unread for row in conversations.inbox(lively, person["leo"], NOON)] == [0, 1]
    leo = next(row for row in views.subscribers(lively, person["mara"], NOON).rows if row.handle == "leo")
    assert (leo.online, leo.last_call, leo.spent) == (True, "3 weeks ago · 15 min", "$55")


def test_leo_may_ask_at_once(lively: Session) -> None:
    person = {account.handle: account for account in lively.exec(select(Account))}
    asked = calls.request(
        lively, actor=cast.actor(person["leo"]), creator_id=person["mara"].id, kind="video", note="", now=NOON
    )
    assert asked.status is Status.REQUESTED


def test_moving_in_happens_once(lively: Session) -> None:
    before = lively.exec(select(func.count()).select_from(Subscription)).one()
    assert seed(lively, NOON) is None
    assert lively.exec(select(func.count()).select_from(Subscription)).one() == before


def test_people_who_are_there_are_left_alone(session: Session) -> None:
    cast.account(session, "Somebody")
    assert seed(session, NOON) is None
    assert len(session.exec(select(Account)).all()) == 1


@pytest.mark.parametrize(("currency", "least"), [("usd", "5000"), ("jpy", "100")])
def test_prices_keep_to_the_deployments_bounds(
    session: Session, monkeypatch: pytest.MonkeyPatch, currency: str, least: str
) -> None:
    monkeypatch.setenv("CURRENCY", currency)
    monkeypatch.setenv("LEAST_PRICE", least)
    config.settings.cache_clear()
    assert seed(session, NOON) is not None
    prices = {(call.currency, call.price == 0 or call.price >= int(least)) for call in session.exec(select(Call))}
    theos = "eur" if currency == "usd" else currency  # he asks in euro, where the deployment's own are dollars
    assert prices == {(currency, True), (theos, True)}


def test_the_command_says_what_it_did_and_who_can_sign_in(
    database: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "13 demo people moved in, with 14 conversations and 24 calls behind them."
    ]
    assert main([]) == 0
    assert "already" in capsys.readouterr().out
    assert main(["--print-sign-ins"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[:3]] == ["Mara", "Theo", "Leo"]
    assert len(lines) == len(PEOPLE)


def test_without_demo_mode_nobody_moves_in(
    session: Session, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DEMO_MODE", "0")
    config.settings.cache_clear()
    assert main([]) == 0
    assert "no demo" in capsys.readouterr().out
    assert session.exec(select(Account)).first() is None
