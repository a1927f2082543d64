"""Reactions: one of each kind for each of the two, given and taken back, on what people said and on nothing else."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, func, select

from onetoone import db
from onetoone.config import settings
from onetoone.domain.errors import Invalid, NotFound, Refused, TooMany
from onetoone.domain.ports import Notice
from onetoone.domain.reactions import Reaction as Kind
from onetoone.messages import service, views
from onetoone.models import Account, Block, Message, Reaction, Thread
from tests import factories
from tests.factories import NOON, actor


@pytest.fixture
def said(session: Session, thread: Thread, leo: Account) -> Message:
    return factories.message(session, thread, leo)


def react(session: Session, by: Account, message_id: Any, kind: Any = "love", *, on: bool = True) -> None:
    service.react(session, actor=actor(by), message_id=message_id, kind=kind, on=on, now=NOON)


def seen(session: Session, thread: Thread, by: Account) -> list[str]:
    (item,) = views.thread(session, actor(by), thread.id, NOON).said
    return [reacted.label for reacted in item.reactions]


def test_a_reaction_is_told_to_both(
    session: Session, thread: Thread, said: Message, mara: Account, leo: Account
) -> None:
    react(session, mara, said.id)
    assert db.announced(session) == {Notice(person.id, "thread", thread.id) for person in (mara, leo)}
    assert seen(session, thread, mara) == ["Love, 1, you"]
    assert seen(session, thread, leo) == ["Love, 1"]


def test_each_has_one_of_each(session: Session, thread: Thread, said: Message, mara: Account, leo: Account) -> None:
    for kind in ("fire", "love"):
        for person in (mara, leo):
            react(session, person, said.id, kind)
    react(session, mara, said.id, "sad")
    assert seen(session, thread, mara) == ["Love, 2, you too", "Fire, 2, you too", "Sad, 1, you"]
    react(session, mara, said.id, "love", on=False)
    assert seen(session, thread, mara) == ["Love, 1", "Fire, 2, you too", "Sad, 1, you"]


def test_a_click_that_comes_twice_changes_and_tells_nothing_more(
    session: Session, said: Message, mara: Account
) -> None:
    for on in (True, False):
        react(session, mara, said.id, on=on)
        db.announced(session).clear()
        react(session, mara, said.id, on=on)
        assert not db.announced(session)


def test_two_tabs_at_once_give_one(session: Session, said: Message, mara: Account) -> None:
    session.commit()

    def tab(_: int) -> None:
        with db.unit_of_work() as own:
            react(own, mara, said.id)

    with ThreadPoolExecutor(4) as tabs:
        list(tabs.map(tab, range(8)))
    assert session.exec(select(func.count()).select_from(Reaction)).one() == 1


@pytest.mark.parametrize("kind", ["", "LOVE", "heart", None, 1, ["love"], {"a": 1}])
def test_there_are_six(session: Session, said: Message, mara: Account, kind: Any) -> None:
    assert len(Kind) == 6
    with pytest.raises(Invalid):
        react(session, mara, said.id, kind)


@pytest.mark.parametrize("message_id", [0, -1, 10**30, None, "1", [1], 1.5, True])
def test_what_is_no_message_is_not_found(session: Session, mara: Account, message_id: Any) -> None:
    with pytest.raises(NotFound):
        react(session, mara, message_id)


def test_a_stranger_finds_no_message(session: Session, said: Message) -> None:
    with pytest.raises(NotFound):
        react(session, factories.account(session, "Eve"), said.id)
    assert session.exec(select(func.count()).select_from(Reaction)).one() == 0


def test_cards_and_lines_are_no_ones_words(session: Session, thread: Thread, mara: Account, leo: Account) -> None:
    call = factories.call(session, mara, leo, within=thread)
    for stands in (
        service.post_card(session, thread=thread, call_id=call.id, now=NOON),
        service.post_line(session, thread_id=thread.id, call_id=call.id, code="missed", now=NOON),
    ):
        with pytest.raises(Refused):
            react(session, mara, stands.id)


def test_no_reaction_crosses_a_block(session: Session, said: Message, mara: Account, leo: Account) -> None:
    session.add(Block(blocker_id=mara.id, blocked_id=leo.id, at=NOON))
    for person in (mara, leo):
        with pytest.raises(Refused):
            react(session, person, said.id)


def test_a_flood_of_them_ends(session: Session, thread: Thread, leo: Account, mara: Account) -> None:
    most = settings().reactions_per_minute
    messages = [factories.message(session, thread, leo) for _ in range(most // len(Kind) + 1)]
    every = [(message.id, kind) for message in messages for kind in Kind]
    for message_id, kind in every[:most]:
        react(session, mara, message_id, kind)
    with pytest.raises(TooMany):
        react(session, mara, *every[most])
    later = NOON + timedelta(minutes=2)
    service.react(session, actor=actor(mara), message_id=every[most][0], kind="love", on=True, now=later)
