"""Words are found in one's own conversations, on both databases alike, and never in anybody else's."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlmodel import Session

from onetoone.domain.calls import Side
from onetoone.messages import service, views
from onetoone.messages.views.thread import AFTER
from onetoone.models import Account, Thread
from tests import factories
from tests.factories import NOON, actor


def found(session: Session, by: Account, query: str) -> list[str]:
    return ["".join(part.text for part in hit.parts) for hit in views.search(session, actor(by), query)]


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("The Élan of it", "elan"),
        ("the elan of it", "ÉLAN"),
        ("Straße nach Süden", "strasse süd"),
        ("Два слова", "ДВА"),
        ("one two three", "three one"),
        ("line\nbreak", "line break"),
        ("100% sure", "0%"),
        ("snake_case", "e_c"),
        ("a/b \\ c", "/b \\"),
        ("'; DROP TABLE message; --", "'; drop"),
    ],
)
def test_what_was_said_is_found(
    session: Session, thread: Thread, leo: Account, mara: Account, said: str, asked: str
) -> None:
    service.send(session, actor=actor(leo), thread_id=thread.id, body=said, now=NOON)
    for person in (mara, leo):
        assert found(session, person, asked) == [" ".join(said.split())]


@pytest.mark.parametrize("asked", ["", " ", "x", "%", "__", "b%d", "a_c", "nothing", "\x00", "ab\x00x", "%%"])
def test_what_was_not_said_is_not_found(session: Session, thread: Thread, leo: Account, asked: str) -> None:
    service.send(session, actor=actor(leo), thread_id=thread.id, body="abc bcd", now=NOON)
    assert found(session, leo, asked) == []


def test_nobody_finds_a_word_of_others(session: Session, thread: Thread, mara: Account, leo: Account) -> None:
    theirs = factories.thread(session, mara, factories.fan(session, "Ines"))
    service.send(session, actor=actor(mara), thread_id=theirs.id, body="A secret for Ines", now=NOON)
    for stranger in (leo, factories.account(session, "Eve")):
        for asked in ("secret", "for Ines", "%%", "__"):
            assert found(session, stranger, asked) == []
    assert found(session, mara, "secret") == ["A secret for Ines"]


def test_only_what_people_said_counts(session: Session, thread: Thread, mara: Account, leo: Account) -> None:
    call = factories.call(session, mara, leo, within=thread, note="a note about a cello")
    service.post_card(session, thread=thread, call_id=call.id, now=NOON)
    service.post_line(session, thread_id=thread.id, call_id=call.id, code="missed", now=NOON)
    assert found(session, mara, "cello") == found(session, mara, "missed") == []


def test_a_hit_leads_to_its_place(session: Session, thread: Thread, mara: Account, leo: Account) -> None:
    for i in range(120):
        body = "the needle" if i == 50 else f"hay {i}"
        factories.message(session, thread, leo if i % 2 else mara, body, NOON + timedelta(minutes=i))
    (hit,) = views.search(session, actor(mara), "needle")
    assert (hit.name, hit.mine, urlsplit(hit.href).path) == ("Leo", True, f"/messages/{thread.id}")
    at = int(parse_qs(urlsplit(hit.href).query)["at"][0])
    page = views.thread(session, actor(mara), thread.id, NOON, around=at)
    bodies = [item.body for item in page.said]
    assert bodies.index("the needle") == len(bodies) - 1 - AFTER
    assert (page.earlier, page.later, page.unread, page.sent_id) == (True, True, False, 0)
    assert page.side == Side.CREATOR
    on = views.thread(session, actor(mara), thread.id, NOON, upto=page.last_id)
    assert on.said == page.said, "read again, it is the same page"
    further = views.thread(session, actor(mara), thread.id, NOON, around=page.last_id, limit=80, since=page.first_id)
    assert [item.body for item in further.said][-1] == "hay 90"
    assert further.first_id <= page.first_id


def test_near_the_end_the_page_is_the_newest(session: Session, thread: Thread, mara: Account, leo: Account) -> None:
    messages = [factories.message(session, thread, leo, f"{i}", NOON + timedelta(minutes=i)) for i in range(60)]
    page = views.thread(session, actor(mara), thread.id, NOON, around=messages[-AFTER].id or 0)
    assert (page.later, page.unread, page.said[-1].body) == (False, True, "59")


def test_a_place_in_another_conversation_shows_nothing_of_it(
    session: Session, thread: Thread, mara: Account, leo: Account
) -> None:
    theirs = factories.thread(session, mara, factories.fan(session, "Ines"))
    elsewhere = factories.message(session, theirs, mara, "A secret for Ines")
    factories.message(session, thread, mara, "Hello Leo", NOON)
    for at in (elsewhere.id or 0, 10**8):
        page = views.thread(session, actor(leo), thread.id, NOON, around=at)
        assert [item.body for item in page.said] == ["Hello Leo"]


def test_names_are_found_whatever_their_case(session: Session, mara: Account) -> None:
    person = factories.fan(session, "Ümit Öz", handle="umit")
    factories.message(session, factories.thread(session, mara, person), person)
    assert [row.name for row in views.inbox(session, actor(mara), NOON, search="uMIT ö")] == ["Ümit Öz"]
