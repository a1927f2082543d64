"""The creators as others see them: Discover, and a creator's own page for members and visitors."""

from datetime import timedelta

import pytest
from sqlmodel import Session

from onetoone.community import views
from onetoone.domain.errors import NotFound
from onetoone.models import Presence, RateCard
from tests import factories as cast
from tests.factories import NOON


def test_discover_shows_the_creators_who_take_calls_first(session: Session) -> None:
    away = cast.creator(session, "Abel", handle="abel")
    session.get_one(RateCard, away.id).taking_calls = False
    mara = cast.creator(session, "Mara", handle="mara", price=3000)
    theo = cast.creator(session, "Theo", handle="theo", price=0)
    session.add(Presence(account_id=theo.id, last_seen_at=NOON))
    leo = cast.fan(session, "Leo", subscribed_to=mara)
    session.flush()
    seen = views.discover(session, cast.actor(leo), NOON + timedelta(seconds=30))
    assert [(c.name, c.price, c.online, c.taking_calls, c.subscribed) for c in seen] == [
        ("Theo", "Calls free", True, True, False),
        ("Mara", "Calls from $15", False, True, True),
        ("Abel", "Calls from $12.50", False, False, False),
    ]
    assert seen[0].href == "/creators/theo"


def test_creators_do_not_discover_themselves_and_visitors_see_all(session: Session) -> None:
    mara = cast.creator(session, "Mara")
    cast.creator(session, "Theo")
    assert [c.name for c in views.discover(session, cast.actor(mara), NOON)] == ["Theo"]
    assert [(c.name, c.subscribed) for c in views.discover(session, None, NOON)] == [("Mara", False), ("Theo", False)]


def test_a_creators_page_for_a_visitor(session: Session) -> None:
    cast.creator(session, "Mara", handle="mara", line="Sings.")
    page = views.creator_page(session, "mara", None, NOON)
    assert (page.name, page.line, page.video_price, page.video_minutes) == ("Mara", "Sings.", "$25", 15)
    assert (page.audio_price, page.taking_calls, page.since) == ("$12.50", True, "May 2026")
    assert (page.subscribed, page.acquainted, page.is_viewer) == (False, False, False)
    assert (page.ask_href, page.message_href) == ("/ask/mara", "/messages/to/mara")


def test_whoever_talks_to_the_creator_may_ask_without_being_subscribed(session: Session) -> None:
    mara, leo = cast.creator(session, "Mara", handle="mara"), cast.fan(session, "Leo")
    fan = cast.actor(leo)
    assert not views.creator_page(session, "mara", fan, NOON).acquainted
    cast.thread(session, mara, leo)
    page = views.creator_page(session, "mara", fan, NOON)
    assert (page.subscribed, page.acquainted) == (False, True)
    assert not views.creator_page(session, "mara", None, NOON).acquainted


def test_ones_own_page_and_a_creator_without_a_rate_card(session: Session) -> None:
    bare = cast.account(session, "Nils", handle="nils", is_creator=True)
    page = views.creator_page(session, "nils", cast.actor(bare), NOON)
    assert page.is_viewer
    assert (page.taking_calls, page.video_price, page.audio_price) == (False, "", "")


@pytest.mark.parametrize("handle", ["nobody", "leo", "", None, 5, ["mara"]])
def test_who_is_no_creator_has_no_page(session: Session, handle: object) -> None:
    cast.creator(session, "Mara", handle="mara")
    cast.fan(session, "Leo", handle="leo")
    with pytest.raises(NotFound):
        views.creator_page(session, handle, None, NOON)
