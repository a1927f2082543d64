"""Read marks with their moment, what is new to whom, and "is writing…"."""

from datetime import timedelta

import pytest
from sqlmodel import Session, func, select

from onetoone import db
from onetoone.domain.errors import NotFound
from onetoone.domain.ports import Notice
from onetoone.messages import service, views
from onetoone.models import Account, Block, Thread, Writing
from tests import factories
from tests.factories import NOON, actor


def after(**time: float) -> timedelta:
    return timedelta(**time)


def test_seen_says_when(session: Session, thread: Thread, mara: Account, leo: Account) -> None:
    said = service.send(session, actor=actor(leo), thread_id=thread.id, body="Hello", now=NOON)
    mine = views.thread(session, actor(leo), thread.id, NOON)
    assert (mine.sent_id, mine.seen_id, mine.seen_at) == (said.id, 0, "")
    read = NOON + after(minutes=41)
    service.read_up_to(session, actor=actor(mara), thread_id=thread.id, now=read)
    mine = views.thread(session, actor(leo), thread.id, read)
    assert (mine.sent_id, mine.seen_id, mine.seen_at) == (said.id, said.id, read.isoformat())


def test_seen_is_when_it_was_read_not_when_it_was_answered(
    session: Session, thread: Thread, mara: Account, leo: Account
) -> None:
    service.send(session, actor=actor(leo), thread_id=thread.id, body="Hello", now=NOON)
    service.read_up_to(session, actor=actor(mara), thread_id=thread.id, now=NOON + after(minutes=1))
    call = factories.call(session, mara, leo, within=thread)
    service.post_card(session, thread=thread, call_id=call.id, now=NOON + after(minutes=5))
    service.read_up_to(session, actor=actor(mara), thread_id=thread.id, now=NOON + after(minutes=6))
    service.send(session, actor=actor(mara), thread_id=thread.id, body="Hi!", now=NOON + after(minutes=9))
    seen_at = views.thread(session, actor(leo), thread.id, NOON).seen_at
    assert seen_at == (NOON + after(minutes=1)).isoformat()


def test_an_answer_without_having_opened_anything_has_read_it_too(
    session: Session, thread: Thread, mara: Account, leo: Account
) -> None:
    said = service.send(session, actor=actor(leo), thread_id=thread.id, body="Hello", now=NOON)
    service.send(session, actor=actor(mara), thread_id=thread.id, body="Hi!", now=NOON + after(minutes=2))
    mine = views.thread(session, actor(leo), thread.id, NOON)
    assert (mine.seen_id, mine.seen_at) == (said.id, (NOON + after(minutes=2)).isoformat())


def test_a_second_tab_does_not_read_it_later(session: Session, thread: Thread, mara: Account, leo: Account) -> None:
    service.send(session, actor=actor(leo), thread_id=thread.id, body="Hello", now=NOON)
    for minutes in (1, 30):
        service.read_up_to(session, actor=actor(mara), thread_id=thread.id, now=NOON + after(minutes=minutes))
    assert views.thread(session, actor(leo), thread.id, NOON).seen_at == (NOON + after(minutes=1)).isoformat()


def test_new_begins_with_what_the_other_said(session: Session, thread: Thread, mara: Account, leo: Account) -> None:
    service.send(session, actor=actor(leo), thread_id=thread.id, body="One", now=NOON)
    service.read_up_to(session, actor=actor(mara), thread_id=thread.id, now=NOON)
    assert views.thread(session, actor(mara), thread.id, NOON).new_id == 0
    service.post_line(session, thread_id=thread.id, call_id=None, code="missed", now=NOON)
    two = service.send(session, actor=actor(leo), thread_id=thread.id, body="Two", now=NOON)
    service.send(session, actor=actor(leo), thread_id=thread.id, body="Three", now=NOON)
    assert views.thread(session, actor(mara), thread.id, NOON).new_id == two.id
    assert views.thread(session, actor(leo), thread.id, NOON).new_id == 0, "one's own is not new"


def test_writing_is_told_to_the_other_alone(session: Session, thread: Thread, mara: Account, leo: Account) -> None:
    service.writes(session, actor=actor(leo), thread_id=thread.id, now=NOON)
    assert db.announced(session) == {Notice(mara.id, "writing", thread.id)}
    assert views.writing_at(session, actor(mara), thread.id, NOON) == NOON.isoformat()
    assert views.writing_at(session, actor(leo), thread.id, NOON) == "", "one knows that one writes"


def test_many_keys_are_told_every_two_seconds(session: Session, thread: Thread, leo: Account) -> None:
    told = 0
    for tenth in range(50):
        db.announced(session).clear()
        service.writes(session, actor=actor(leo), thread_id=thread.id, now=NOON + after(seconds=tenth / 10))
        told += len(db.announced(session))
    assert told == 3
    assert session.exec(select(func.count()).select_from(Writing)).one() == 1


def test_writing_is_over_after_five_seconds_or_when_it_is_sent(
    session: Session, thread: Thread, mara: Account, leo: Account
) -> None:
    service.writes(session, actor=actor(leo), thread_id=thread.id, now=NOON)
    assert views.writing_at(session, actor(mara), thread.id, NOON + after(seconds=4.9))
    assert not views.writing_at(session, actor(mara), thread.id, NOON + after(seconds=5))
    service.writes(session, actor=actor(leo), thread_id=thread.id, now=NOON + after(seconds=10))
    service.send(session, actor=actor(leo), thread_id=thread.id, body="Done", now=NOON + after(seconds=11))
    assert not views.writing_at(session, actor(mara), thread.id, NOON + after(seconds=11))
    service.writes(session, actor=actor(leo), thread_id=thread.id, now=NOON + after(seconds=11))
    assert views.writing_at(session, actor(mara), thread.id, NOON + after(seconds=11)), "the next message"


def test_a_stranger_neither_writes_nor_sees_it(session: Session, thread: Thread, leo: Account) -> None:
    eve = actor(factories.account(session, "Eve"))
    service.writes(session, actor=actor(leo), thread_id=thread.id, now=NOON)
    assert views.writing_at(session, eve, thread.id, NOON) == ""
    with pytest.raises(NotFound):
        service.writes(session, actor=eve, thread_id=thread.id, now=NOON)
    with pytest.raises(NotFound):
        service.writes(session, actor=eve, thread_id="", now=NOON)


def test_nothing_of_it_crosses_a_block(session: Session, thread: Thread, mara: Account, leo: Account) -> None:
    said = service.send(session, actor=actor(leo), thread_id=thread.id, body="Hello", now=NOON)
    service.writes(session, actor=actor(leo), thread_id=thread.id, now=NOON)
    session.add(Block(blocker_id=mara.id, blocked_id=leo.id, at=NOON))
    db.announced(session).clear()
    assert views.writing_at(session, actor(mara), thread.id, NOON) == ""
    for person in (mara, leo):
        service.writes(session, actor=actor(person), thread_id=thread.id, now=NOON + after(seconds=3))
    assert not db.announced(session)
    service.read_up_to(session, actor=actor(mara), thread_id=thread.id, now=NOON)
    mine = views.thread(session, actor(leo), thread.id, NOON)
    assert (mine.sent_id, mine.seen_id, mine.seen_at) == (said.id, 0, "")
