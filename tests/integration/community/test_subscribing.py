"""Subscribing to a creator and leaving again."""

from datetime import timedelta

import pytest
from sqlmodel import Session, select

from onetoone import db
from onetoone.community import service, views
from onetoone.domain.errors import NotFound, Refused
from onetoone.domain.ports import Notice
from onetoone.models import Subscription
from tests import factories as cast
from tests.factories import NOON


def test_a_fan_subscribes_once_however_often_they_press(session: Session) -> None:
    mara, leo = cast.creator(session, "Mara", handle="mara"), cast.fan(session, "Leo")
    service.subscribe(session, actor=cast.actor(leo), creator_handle="mara", now=NOON)
    again = service.subscribe(session, actor=cast.actor(leo), creator_handle="mara", now=NOON + timedelta(hours=1))
    assert again.since == NOON
    assert len(session.exec(select(Subscription)).all()) == 1
    assert db.announced(session) == {Notice(mara.id, "people", leo.id), Notice(leo.id, "people", mara.id)}


def test_leaving_ends_it_and_coming_back_begins_it_anew(session: Session) -> None:
    mara, leo = cast.creator(session, "Mara", handle="mara"), cast.fan(session, "Leo")
    fan, later = cast.actor(leo), NOON + timedelta(days=40)
    service.subscribe(session, actor=fan, creator_handle="mara", now=NOON)
    service.unsubscribe(session, actor=fan, creator_handle="mara", now=NOON + timedelta(days=1))
    assert views.subscribers(session, cast.actor(mara), NOON + timedelta(days=2)).rows == []
    assert not views.creator_page(session, "mara", fan, NOON).subscribed

    service.subscribe(session, actor=fan, creator_handle="mara", now=later)
    assert [row.since for row in views.subscribers(session, cast.actor(mara), later).rows] == ["June 2026"]
    assert len(session.exec(select(Subscription)).all()) == 1


def test_leaving_where_one_never_was_changes_and_announces_nothing(session: Session) -> None:
    cast.creator(session, "Mara", handle="mara")
    leo = cast.fan(session, "Leo")
    service.unsubscribe(session, actor=cast.actor(leo), creator_handle="mara", now=NOON)
    assert db.announced(session) == set()


@pytest.mark.parametrize("handle", ["nobody", "leo", "", None, 7, ["mara"], {"handle": "mara"}])
def test_only_creators_can_be_followed(session: Session, handle: object) -> None:
    cast.creator(session, "Mara", handle="mara")
    leo = cast.fan(session, "Leo", handle="leo")
    with pytest.raises(NotFound):
        service.subscribe(session, actor=cast.actor(leo), creator_handle=handle, now=NOON)


def test_nobody_follows_themself(session: Session) -> None:
    mara = cast.creator(session, "Mara", handle="mara")
    with pytest.raises(Refused):
        service.subscribe(session, actor=cast.actor(mara), creator_handle="mara", now=NOON)
