"""Cookie sessions."""

from datetime import timedelta

from sqlmodel import Session, select

from onetoone.accounts import service, views
from onetoone.config import settings
from onetoone.models import SignIn
from onetoone.security import sessions
from tests import factories
from tests.factories import NOON


def test_a_cookie_names_its_person_until_it_expires(session: Session) -> None:
    mara = factories.creator(session)
    cookie = factories.signed_in(session, mara, now=NOON)
    late = NOON + timedelta(seconds=settings().session_seconds)
    assert sessions.actor_of(session, cookie, NOON) == factories.actor(mara)
    assert sessions.actor_of(session, f"theme=dark; {cookie}; x=y", NOON) == factories.actor(mara)
    assert sessions.actor_of(session, cookie, late) is None


def test_signing_out_ends_the_session_at_once_and_only_that_one(session: Session) -> None:
    leo = factories.fan(session)
    phone, laptop = factories.signed_in(session, leo, now=NOON), factories.signed_in(session, leo, now=NOON)
    assert sessions.end(session, phone, NOON) == leo.id
    session.flush()
    assert sessions.actor_of(session, phone, NOON) is None
    assert sessions.end(session, phone, NOON) is None
    assert sessions.actor_of(session, laptop, NOON) == factories.actor(leo)


def test_the_database_does_not_know_the_token(session: Session) -> None:
    leo = factories.fan(session)
    token = factories.signed_in(session, leo, now=NOON).partition("=")[2]
    row = session.exec(select(SignIn)).one()
    assert len(token) >= 43
    assert token not in str(row.model_dump())


def test_nobody_is_behind_garbage(session: Session) -> None:
    for cookie in ("", "onetoone=", "onetoone=x", "onetoone", ";;;", "onetoone=é", "onetoone=a=b; onetoone=c"):
        assert sessions.actor_of(session, cookie, NOON) is None


def test_somebody_is_online_for_a_while_after_the_last_beat(session: Session) -> None:
    leo = factories.fan(session)
    assert not views.is_online(session, leo.id, NOON)
    service.beat(session, actor=factories.actor(leo), now=NOON)
    session.flush()
    assert views.is_online(session, leo.id, NOON + timedelta(seconds=settings().online_seconds - 1))
    assert not views.is_online(session, leo.id, NOON + timedelta(seconds=settings().online_seconds))


def test_unread_counts_what_others_wrote_after_the_mark(session: Session) -> None:
    mara, leo = factories.creator(session), factories.fan(session)
    thread = factories.thread(session, mara, leo)
    factories.message(session, thread, leo, "from me")
    assert views.unread(session, factories.actor(leo)) == 0
    factories.message(session, thread, mara, "one")
    factories.message(session, thread, mara, "two")
    assert views.unread(session, factories.actor(leo)) == 2
    assert views.unread(session, factories.actor(mara)) == 1
    assert views.unread(session, factories.actor(factories.fan(session, "Ida"))) == 0
