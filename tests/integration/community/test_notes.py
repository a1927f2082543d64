"""A creator's notes on fans: for their own eyes, kept and forgotten as they type."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session, select

from onetoone.community import service, views
from onetoone.domain.errors import Invalid, NotFound, Refused
from onetoone.models import Account, FanNote
from tests import factories
from tests.factories import NOON, actor


@pytest.fixture
def mara(session: Session) -> Account:
    return factories.creator(session, "Mara")


@pytest.fixture
def leo(session: Session, mara: Account) -> Account:
    return factories.fan(session, "Leo", subscribed_to=mara)


def keeps(session: Session, who: Account, fan: Any, text: Any) -> None:
    service.keep_note(session, actor=actor(who), fan_id=fan, text=text, now=NOON)


def test_a_note_is_kept_changed_and_forgotten(session: Session, mara: Account, leo: Account) -> None:
    for text in ("Sings alto", "Sings  alto\nHas a cat"):
        keeps(session, mara, leo.id, text)
        assert views.note(session, actor(mara), leo.id) == text
    [row] = views.subscribers(session, actor(mara), NOON + timedelta(days=1)).rows
    assert row.note == "Sings alto Has a cat"
    keeps(session, mara, leo.id, "  ")
    assert session.exec(select(FanNote)).first() is None
    assert views.note(session, actor(mara), leo.id) == ""


def test_nobody_else_sees_it(session: Session, mara: Account, leo: Account) -> None:
    keeps(session, mara, leo.id, "Sings alto")
    theo = factories.creator(session, "Theo")
    factories.subscription(session, theo, leo)
    for other in (leo, theo):
        assert views.note(session, actor(other), leo.id) == ""
    assert [row.note for row in views.subscribers(session, actor(theo), NOON).rows] == [""]


def test_about_whom_and_how_long(session: Session, mara: Account, leo: Account) -> None:
    stranger = factories.fan(session, "Ana")
    for nobody in (stranger.id, mara.id, "acc_x", None, 7):
        with pytest.raises(NotFound):
            keeps(session, mara, nobody, "x")
    with pytest.raises(Refused):
        keeps(session, leo, mara.id, "x")
    keeps(session, mara, leo.id, "x" * 2000)
    for text in ("x" * 2001, None, 7):
        with pytest.raises(Invalid):
            keeps(session, mara, leo.id, text)
    factories.thread(session, mara, stranger)
    keeps(session, mara, stranger.id, "wrote once")
