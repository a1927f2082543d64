"""What each of the two sees: rows of the inbox, the page of a conversation, cards and money in their own words."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import Session

from onetoone import db
from onetoone.accounts import views as accounts
from onetoone.domain.calls import Ended, Kind, Side, Status
from onetoone.domain.errors import NotFound
from onetoone.messages import service, views
from onetoone.models import Account, Call, Presence, Thread
from tests import factories
from tests.factories import NOON, actor


def a_call(thread: Thread | None = None, **more: Any) -> Call:
    known: dict[str, Any] = {
        "id": "call_1",
        "creator_id": thread.creator_id if thread else "c",
        "fan_id": thread.fan_id if thread else "f",
        "thread_id": thread.id if thread else "t",
        "started_by": Side.CREATOR,
        "kind": Kind.VIDEO,
        "status": Status.RINGING,
        "price": 2500,
        "currency": "usd",
        "fee_basis_points": 2000,
        "minutes": 15,
        "created_at": NOON,
        "rang_at": NOON,
    }
    return Call(**known | more)


@contextmanager
def counted() -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_c: object, _cur: object, statement: str, *_: object) -> None:
        if statement.lstrip().upper().startswith("SELECT"):
            statements.append(statement)

    event.listen(db.engine(), "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine(), "before_cursor_execute", note)


def test_the_inbox_shows_the_latest_first_with_what_is_unread(session: Session, mara: Account) -> None:
    for minutes, name in enumerate(["Leo", "Ines", "Noor"]):
        person = factories.fan(session, name, subscribed_to=mara)
        within = factories.thread(session, mara, person)
        factories.message(session, within, person, f"Hello from {name}", NOON + timedelta(minutes=minutes))
        factories.message(session, within, person, "Are\nyou  there?", NOON + timedelta(minutes=minutes))
    rows = views.inbox(session, actor(mara), NOON)
    assert [(row.name, row.last, row.unread) for row in rows] == [
        ("Noor", "Are you there?", 2),
        ("Ines", "Are you there?", 2),
        ("Leo", "Are you there?", 2),
    ]
    service.send(session, actor=actor(mara), thread_id=rows[2].thread_id, body="Yes!", now=NOON + timedelta(hours=1))
    first = views.inbox(session, actor(mara), NOON)[0]
    assert (first.name, first.last, first.unread) == ("Leo", "You: Yes!", 0)


def test_the_inbox_takes_as_many_questions_for_thirty_as_for_three(session: Session, mara: Account) -> None:
    for i in range(30):
        person = factories.fan(session, f"Fan {i}", handle=f"fan-number-{i}")
        within = factories.thread(session, mara, person)
        session.add(a_call(within, id=f"call_{i}", status=Status.ENDED, ended=Ended.BY_FAN))
        service.post_card(session, thread=within, call_id=f"call_{i}", now=NOON)
    with counted() as statements:
        rows = views.inbox(session, actor(mara), NOON)
    assert {row.last for row in rows} == {f"You invited Fan {i} to a video call" for i in range(30)}
    assert len(statements) == 2


def test_an_empty_conversation_is_no_row(session: Session, thread: Thread, mara: Account) -> None:
    assert views.inbox(session, actor(mara), NOON) == []


def test_the_inbox_is_searched_by_name_and_handle(session: Session, mara: Account) -> None:
    for name, handle in (("Leo Park", "leo"), ("Ines 100%", "snow_fox")):
        person = factories.fan(session, name, handle=handle)
        factories.message(session, factories.thread(session, mara, person), person)
    for wanted, found in (("park", ["Leo Park"]), ("FOX", ["Ines 100%"]), ("%", ["Ines 100%"]), ("zz", [])):
        assert [row.name for row in views.inbox(session, actor(mara), NOON, search=wanted)] == found


def test_presence_lasts_a_minute_after_the_last_heartbeat(
    session: Session, thread: Thread, mara: Account, leo: Account
) -> None:
    factories.message(session, thread, leo)
    session.add(Presence(account_id=leo.id, last_seen_at=NOON))
    session.flush()
    for seconds, online in ((0, True), (60, True), (61, False)):
        at = NOON + timedelta(seconds=seconds)
        assert views.inbox(session, actor(mara), at)[0].online is online
        assert views.thread(session, actor(mara), thread.id, at).online is online


def test_the_header_leads_each_side_to_their_call(
    session: Session, thread: Thread, mara: Account, leo: Account
) -> None:
    of_creator = views.thread(session, actor(mara), thread.id, NOON)
    of_fan = views.thread(session, actor(leo), thread.id, NOON)
    assert (of_creator.name, of_creator.start, of_creator.start_href) == ("Leo", "Start 1:1", f"/start/{leo.id}")
    assert (of_fan.start, of_fan.start_href) == ("Get a personal call", f"/ask/{mara.handle}")
    with pytest.raises(NotFound):
        views.thread(session, actor(factories.account(session, "Eve")), thread.id, NOON)


def test_a_conversation_comes_in_pages_of_forty(session: Session, thread: Thread, mara: Account, leo: Account) -> None:
    for i in range(45):
        factories.message(session, thread, leo, f"{i}", NOON + timedelta(minutes=i))
    page = views.thread(session, actor(mara), thread.id, NOON)
    assert ([page.said[0].body, page.said[-1].body], page.earlier) == (["5", "44"], True)
    above = views.thread(session, actor(mara), thread.id, NOON, before=page.first_id)
    assert ([item.body for item in above.said], above.earlier) == (["0", "1", "2", "3", "4"], False)


def test_what_is_being_read_stays_while_more_comes_in(session: Session, thread: Thread, leo: Account) -> None:
    for i in range(45):
        factories.message(session, thread, leo, f"{i}", NOON + timedelta(minutes=i))
    first = views.thread(session, actor(leo), thread.id, NOON).first_id
    for i in range(45, 85):
        factories.message(session, thread, leo, f"{i}", NOON + timedelta(minutes=i))
    page = views.thread(session, actor(leo), thread.id, NOON, since=first)
    assert ([page.said[0].body, page.said[-1].body], page.earlier) == (["5", "84"], True)
    factories.message(session, thread, leo, "one too many", NOON + timedelta(minutes=85))
    page = views.thread(session, actor(leo), thread.id, NOON, since=first)
    assert len(page.said) == views.PAGE


def test_runs_end_with_the_author_and_after_five_quiet_minutes(
    session: Session, thread: Thread, mara: Account, leo: Account
) -> None:
    for minute, by in ((0, leo), (1, leo), (2, mara), (3, leo), (9, leo)):
        factories.message(session, thread, by, str(minute), NOON + timedelta(minutes=minute))
    items = views.thread(session, actor(leo), thread.id, NOON).said
    assert [(item.body, item.mine, item.opens, item.closes) for item in items] == [
        ("0", True, True, False),
        ("1", True, False, True),
        ("2", False, True, True),
        ("3", True, True, True),
        ("9", True, True, True),
    ]


def test_the_author_learns_that_it_was_read(session: Session, thread: Thread, mara: Account, leo: Account) -> None:
    sent = service.send(session, actor=actor(leo), thread_id=thread.id, body="Hello", now=NOON)
    assert views.thread(session, actor(leo), thread.id, NOON).seen_id == 0
    assert views.thread(session, actor(mara), thread.id, NOON).unread
    service.read_up_to(session, actor=actor(mara), thread_id=thread.id, now=NOON)
    assert views.thread(session, actor(leo), thread.id, NOON).seen_id == sent.id
    assert not views.thread(session, actor(mara), thread.id, NOON).unread


def test_the_card_is_the_call_as_it_is_now(session: Session, thread: Thread, mara: Account, leo: Account) -> None:
    call = a_call(thread, note="Let's talk about the mix")
    session.add(call)
    service.post_card(session, thread=thread, call_id=call.id, now=NOON)
    service.post_line(session, thread_id=thread.id, call_id=call.id, code="invited", now=NOON)

    def card(of: Account) -> views.Card:
        (item,) = views.thread(session, actor(of), thread.id, NOON).said  # the line repeats the card: not shown
        return item.card

    assert (card(leo).title, card(leo).action, card(leo).urgent) == ("Mara invited you to a video call", "Join", True)
    assert (card(mara).status, card(mara).action, card(mara).urgent) == ("Ringing Leo", "View", False)
    assert (card(leo).terms, card(leo).note, card(leo).href) == ("$25 · 15 min", call.note, "/call/call_1")
    call.status, call.two_way_ms, call.ended = Status.ENDED, 725_000, Ended.BY_FAN
    assert (card(leo).status, card(leo).action, card(leo).tone) == ("Ended after 12 min 5 s", "Details", "done")


@pytest.mark.parametrize(
    ("status", "side", "action"),
    [
        (Status.REQUESTED, Side.CREATOR, "Answer"),
        (Status.REQUESTED, Side.FAN, "View"),
        (Status.RINGING, Side.FAN, "Join"),
        (Status.MISSED, Side.FAN, "Join"),
        (Status.LIVE, Side.FAN, "Return to call"),
        (Status.INTERRUPTED, Side.CREATOR, "Return to call"),
        (Status.DECLINED, Side.CREATOR, "Details"),
    ],
)
def test_a_card_offers_what_the_viewer_can_do(status: Status, side: Side, action: str) -> None:
    assert views.cards.card(a_call(status=status), side=side, other="Sam").action == action


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("side", list(Side))
def test_every_status_has_its_word_and_an_action(status: Status, side: Side) -> None:
    shown = views.cards.card(a_call(status=status, declined_by=Side.FAN), side=side, other="Sam")
    assert shown.status
    assert shown.action
    assert shown.title


MONEY = {"amount": 2500, "currency": "usd"}


@pytest.mark.parametrize(
    ("code", "data", "fan", "creator"),
    [
        (
            "held",
            MONEY | {"card": "Visa ···· 4242"},
            "$25 is held on your Visa\u00a0····\u00a04242 — charged only after the call.",
            "Leo’s card is held for $25.",
        ),
        ("captured", MONEY, "You were charged $25.", "You earned $20 ($25 less 20 % fee)."),
        (
            "captured",
            {"amount": 1250, "of": 2500, "currency": "usd"},
            "You were charged $12.50 of the $25 held. The rest is released.",
            "You earned $10 ($12.50 less 20 % fee).",
        ),
        (
            "released",
            MONEY,
            "Nothing was charged. The hold of $25 on your card is released.",
            "Nothing was charged. The hold on Leo’s card is released.",
        ),
        (
            "extended",
            {"amount": 1250, "currency": "usd", "minutes": 5, "card": "Visa ···· 4242"},
            "You added 5 minutes for $12.50. Held on your Visa\u00a0····\u00a04242 — charged only after the call.",
            "Leo added 5 minutes for $12.50.",
        ),
        (
            "extension_failed",
            {"amount": 1250, "currency": "usd", "minutes": 5, "why": "The card has expired."},
            "5 more minutes didn’t go through: the card has expired. Nothing was charged for them.",
            "",
        ),
        (
            "captured",
            {"amount": 500, "of": 1250, "fee": 100, "currency": "usd", "minutes": 5},
            "You were charged $5 of the $12.50 held for 5 more minutes. The rest is released.",
            "You earned $4 ($5 less 20 % fee) for 5 more minutes.",
        ),
        (
            "released",
            {"amount": 1250, "currency": "usd", "minutes": 5},
            "5 more minutes are not charged. Their hold of $12.50 is released.",
            "5 more minutes are not charged. Their hold is released.",
        ),
        ("captured", MONEY | {"fee": 500}, "You were charged $25.", "You earned $20 ($25 less 20 % fee)."),
        ("tip", MONEY, "You tipped Mara $25.", "Leo tipped you $25. You keep $20."),
        (
            "tip_failed",
            MONEY | {"why": "Your card was declined."},
            "Your tip of $25 didn’t go through: your card was declined. Nothing was charged.",
            "",
        ),
        (
            "ended",
            {"two_way_ms": 60_000, "ended": "fan"},
            "You ended the call after 1 min.",
            "Leo ended the call after 1 min.",
        ),
        (
            "late",
            MONEY,
            "Your payment came after the call had closed. The hold of $25 is being released.",
            "Leo’s payment came after the call had closed.",
        ),
        ("missed", {}, "You missed Mara’s call.", "Leo missed your call."),
        ("more_time", {}, "Mara gave you two more minutes.", "You gave Leo two more minutes."),
    ],
)
def test_an_event_in_the_words_of_each(code: str, data: dict[str, object], fan: str, creator: str) -> None:
    call = a_call(status=Status.ENDED)
    assert views.words(code, data, side=Side.FAN, other="Mara", call=call) == fan
    assert views.words(code, data, side=Side.CREATOR, other="Leo", call=call) == creator


@pytest.mark.parametrize(
    ("code", "data"),
    [
        ("unheard_of", MONEY),
        ("captured", {}),
        ("held", {"amount": "2500", "currency": "usd"}),
        ("tip", {"amount": -5, "currency": "usd"}),
        ("ended", {"two_way_ms": 5, "ended": "nobody"}),
    ],
)
def test_what_it_does_not_know_it_does_not_say(code: str, data: dict[str, object]) -> None:
    assert views.words(code, data, side=Side.FAN, other="Mara", call=None) == ""


def test_the_badge_counts_what_the_inbox_counts(session: Session, thread: Thread, mara: Account, leo: Account) -> None:
    factories.message(session, thread, leo)
    session.add(a_call(thread, started_by=Side.FAN))
    service.post_card(session, thread=thread, call_id="call_1", now=NOON)
    service.post_line(session, thread_id=thread.id, call_id="call_1", code="missed", now=NOON)
    assert views.inbox(session, actor(mara), NOON)[0].unread == 2
    assert accounts.unread(session, actor(mara)) == 2
