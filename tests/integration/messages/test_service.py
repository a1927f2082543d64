"""Conversations: who may begin one, what is said once, and who is told."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import Session, func, select

from onetoone import db
from onetoone.domain.calls import Kind, Side, Status
from onetoone.domain.errors import Invalid, NotFound, Refused
from onetoone.domain.ports import Notice
from onetoone.messages import service
from onetoone.models import Account, Call, Message, ReadMark, Thread
from tests import factories
from tests.factories import NOON, actor

SOON = NOON + timedelta(minutes=1)


def ringing(session: Session, thread: Thread) -> Call:
    made = Call(
        id="call_1",
        creator_id=thread.creator_id,
        fan_id=thread.fan_id,
        thread_id=thread.id,
        started_by=Side.CREATOR,
        kind=Kind.VIDEO,
        status=Status.RINGING,
        price=2500,
        currency="usd",
        fee_basis_points=2000,
        minutes=15,
        created_at=NOON,
    )
    session.add(made)
    return made


def told(session: Session) -> set[str]:
    return {notice.account_id for notice in db.announced(session)}


def test_a_pair_has_one_thread(session: Session, mara: Account, leo: Account) -> None:
    first = service.thread_between(session, creator_id=mara.id, fan_id=leo.id, now=NOON)
    again = service.thread_between(session, creator_id=mara.id, fan_id=leo.id, now=SOON)
    assert first.id == again.id


def test_two_tabs_that_begin_at_once_get_the_same_thread(session: Session, mara: Account, leo: Account) -> None:
    session.commit()

    def begin(_: int) -> str:
        with db.unit_of_work() as own:
            return service.thread_between(own, creator_id=mara.id, fan_id=leo.id, now=NOON).id

    with ThreadPoolExecutor(4) as tabs:
        assert len(set(tabs.map(begin, range(8)))) == 1


def test_nobody_talks_to_themself(session: Session, mara: Account) -> None:
    with pytest.raises(Refused):
        service.thread_between(session, creator_id=mara.id, fan_id=mara.id, now=NOON)
    with pytest.raises(Refused):
        service.open_with(session, actor=actor(mara), other_id=mara.id, now=NOON)


def test_a_subscriber_and_their_creator_may_begin(session: Session, mara: Account, leo: Account) -> None:
    by_fan = service.open_with(session, actor=actor(leo), other_handle=mara.handle, now=NOON)
    by_creator = service.open_with(session, actor=actor(mara), other_id=leo.id, now=NOON)
    assert by_fan.id == by_creator.id
    assert (by_fan.creator_id, by_fan.fan_id) == (mara.id, leo.id)


def test_who_does_not_subscribe_is_refused_in_words(session: Session, mara: Account) -> None:
    ines = factories.fan(session, "Ines")
    with pytest.raises(Refused, match="Subscribe to Mara"):
        service.open_with(session, actor=actor(ines), other_handle=mara.handle, now=NOON)
    with pytest.raises(Refused, match="once they subscribe"):
        service.open_with(session, actor=actor(mara), other_handle=ines.handle, now=NOON)
    with pytest.raises(NotFound):
        service.open_with(session, actor=actor(mara), other_handle="nobody", now=NOON)
    assert session.exec(select(func.count()).select_from(Thread)).one() == 0


def test_a_thread_outlives_the_subscription(session: Session, mara: Account) -> None:
    ines = factories.fan(session, "Ines")
    begun = factories.thread(session, mara, ines)
    assert service.open_with(session, actor=actor(ines), other_handle=mara.handle, now=NOON).id == begun.id


def test_creators_of_each_other_say_which_side_they_are_on(session: Session, mara: Account) -> None:
    juno = factories.creator(session, "Juno")
    factories.subscription(session, mara, juno)
    factories.subscription(session, juno, mara)
    as_fan = service.open_with(session, actor=actor(mara), other_id=juno.id, side=Side.FAN, now=NOON)
    as_creator = service.open_with(session, actor=actor(mara), other_id=juno.id, side=Side.CREATOR, now=NOON)
    assert (as_fan.fan_id, as_creator.creator_id) == (mara.id, mara.id)
    assert as_fan.id != as_creator.id


def test_a_message_is_kept_and_both_are_told(session: Session, thread: Thread, mara: Account, leo: Account) -> None:
    said = service.send(session, actor=actor(leo), thread_id=thread.id, body=" Hi\u202e Mara!\n\n", now=SOON)
    assert (said.body, said.author_id, thread.last_at) == ("Hi Mara!", leo.id, SOON)
    assert db.announced(session) == {Notice(mara.id, "thread", thread.id), Notice(leo.id, "thread", thread.id)}


def test_the_same_message_sent_twice_is_said_once(session: Session, thread: Thread, leo: Account) -> None:
    for _ in range(2):
        service.send(session, actor=actor(leo), thread_id=thread.id, body="Hello", now=SOON, client_id="tab-1")
    assert session.exec(select(func.count()).select_from(Message)).one() == 1


@pytest.mark.parametrize("body", ["", "  \n ", None, 7, ["x"], "x" * 4001])
def test_what_is_no_message_is_refused(session: Session, thread: Thread, leo: Account, body: object) -> None:
    with pytest.raises(Invalid):
        service.send(session, actor=actor(leo), thread_id=thread.id, body=body, now=SOON)


def test_a_stranger_finds_no_thread(session: Session, thread: Thread) -> None:
    stranger = actor(factories.account(session, "Eve"))
    with pytest.raises(NotFound):
        service.send(session, actor=stranger, thread_id=thread.id, body="Hello", now=SOON)
    with pytest.raises(NotFound):
        service.read_up_to(session, actor=stranger, thread_id=thread.id, now=SOON)
    with pytest.raises(NotFound):
        service.send(session, actor=stranger, thread_id="thread_nothing", body="Hello", now=SOON)
    assert session.exec(select(func.count()).select_from(Message)).one() == 0


def test_a_call_has_one_card_that_stays_where_it_is(session: Session, thread: Thread, mara: Account) -> None:
    ringing(session, thread)
    card = service.post_card(session, thread=thread, call_id="call_1", now=NOON)
    service.send(session, actor=actor(mara), thread_id=thread.id, body="Ready?", now=SOON)
    again = service.post_card(session, thread=thread.id, call_id="call_1", now=SOON + timedelta(minutes=1))
    assert (again.id, again.at, again.author_id) == (card.id, NOON, mara.id)
    assert thread.last_at == SOON


def test_a_card_belongs_to_its_own_thread(session: Session, thread: Thread, mara: Account) -> None:
    ringing(session, thread)
    elsewhere = factories.thread(session, mara, factories.fan(session, "Ines"))
    with pytest.raises(NotFound):
        service.post_card(session, thread=elsewhere, call_id="call_1", now=NOON)


def test_an_event_is_said_once(session: Session, thread: Thread, mara: Account, leo: Account) -> None:
    held = {"amount": 2500, "currency": "usd", "card": "Visa ···· 4242"}
    for _ in range(2):
        service.post_line(session, thread_id=thread.id, call_id=None, code="held", data=held, now=SOON, once="held:p1")
    lines = session.exec(select(Message)).all()
    assert [(line.code, line.data, line.author_id) for line in lines] == [("held", held, None)]
    assert told(session) == {mara.id, leo.id}


def test_reading_is_announced_only_when_it_is_news(session: Session, thread: Thread, mara: Account) -> None:
    factories.message(session, thread, mara)
    leo = session.get(Account, thread.fan_id)
    assert leo
    service.read_up_to(session, actor=actor(leo), thread_id=thread.id, now=SOON)
    assert told(session) == {mara.id, leo.id}
    db.announced(session).clear()
    service.read_up_to(session, actor=actor(leo), thread_id=thread.id, now=SOON)
    assert not told(session)


def test_a_read_mark_never_goes_back(session: Session, thread: Thread, mara: Account, leo: Account) -> None:
    factories.message(session, thread, mara)
    answer = service.send(session, actor=actor(leo), thread_id=thread.id, body="Hello", now=SOON)
    service.read_up_to(session, actor=actor(leo), thread_id=thread.id, now=SOON)
    mark = session.get(ReadMark, (thread.id, leo.id))
    assert mark
    assert mark.message_id == answer.id
