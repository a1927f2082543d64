"""Ratings: once per call and person, changed for two days, and nobody learns who gave what."""

from typing import Any

import pytest
from sqlmodel import Session, select

from onetoone import db
from onetoone.calls import service, views
from onetoone.community import views as people
from onetoone.domain.errors import Invalid, NotFound, Refused
from onetoone.models import Account, Call, Rating
from tests import factories
from tests.integration.calls.conftest import Cast

DAY = 24 * 3600


def seen(reading: Any, *args: Any, **how: Any) -> Any:
    with Session(db.engine()) as session:
        return reading(session, *args, **how)


def talked(cast: Cast, seconds: float = 60) -> Call:
    call = cast.seated()
    cast.node_says("two_way_started", call)
    cast.clock.forward(seconds)
    over: Call = cast.leo_does(service.hang_up, call)
    return over


def test_each_rates_for_themself_and_may_change_it_for_two_days(cast: Cast) -> None:
    call = talked(cast)
    cast.leo_does(service.rate, call, stars=4)
    cast.leo_does(service.rate, call, stars="5")
    cast.leo_does(service.rate_in_words, call, line="  Lovely  ")
    cast.mara_does(service.rate, call, stars=3)
    with Session(db.engine()) as session:
        kept = {row.by_id: (row.stars, row.line, row.about_id) for row in session.exec(select(Rating))}
    assert kept == {cast.leo.id: (5, "Lovely", cast.mara.id), cast.mara.id: (3, "", cast.leo.id)}
    cast.clock.forward(2 * DAY + 1)
    for attempt in ((service.rate, {"stars": 1}), (service.rate_in_words, {"line": "No"})):
        with pytest.raises(Refused, match="can’t be changed"):
            cast.leo_does(attempt[0], call, **attempt[1])


def test_who_sees_what(cast: Cast) -> None:
    call = talked(cast)
    cast.leo_does(service.rate, call, stars=1)
    cast.leo_does(service.rate_in_words, call, line="Dull")
    own = seen(views.after, cast.leo, call.id, cast.clock.now()).rating
    hers = seen(views.after, cast.mara, call.id, cast.clock.now()).rating
    assert (own.stars, own.line, own.may) == (1, "Dull", True)
    assert (hers.stars, hers.line, hers.may) == (0, "", True)


def test_what_can_not_be_rated(cast: Cast) -> None:
    short = talked(cast, seconds=29)
    with pytest.raises(Refused, match="took place"):
        cast.leo_does(service.rate, short, stars=5)
    asked = cast.asks()
    with pytest.raises(Refused, match="took place"):
        cast.leo_does(service.rate, asked, stars=5)
    cast.mara_does(service.decline, asked)
    call = talked(cast)
    with pytest.raises(NotFound):
        cast.does(service.rate, cast.ana, call_id=call.id, stars=5)
    with pytest.raises(Invalid):
        cast.leo_does(service.rate, call, stars=9)
    with pytest.raises(NotFound):
        cast.leo_does(service.rate_in_words, call, line="first")
    cast.leo_does(service.rate, call, stars=5)
    with pytest.raises(Invalid):
        cast.leo_does(service.rate_in_words, call, line="x" * 201)
    cast.clock.forward(31 * DAY)
    with pytest.raises(Refused, match="too long ago"):
        cast.mara_does(service.rate, call, stars=5)


def test_the_creators_page_shows_an_average_of_three_fans_or_more(cast: Cast) -> None:
    handle = seen(lambda s: s.get_one(Account, cast.mara.id).handle)
    for stars in (5, 4, 5):
        before = seen(people.creator_page, handle, cast.leo, cast.clock.now())
        assert (before.rating, seen(people.discover, cast.leo, cast.clock.now())[0].rating) == ("", "")
        call = talked(cast)
        cast.leo_does(service.rate, call, stars=stars)
        cast.mara_does(service.rate, call, stars=1)  # her own eyes only
    page = seen(people.creator_page, handle, cast.leo, cast.clock.now())
    assert (page.rating, page.ratings) == ("4.7", 3)
    assert seen(people.discover, cast.leo, cast.clock.now())[0].rating == "4.7"


def test_call_again_starts_from_what_was_agreed(cast: Cast) -> None:
    with db.unit_of_work() as session:
        mara, leo = session.get_one(Account, cast.mara.id), session.get_one(Account, cast.leo.id)
        old = factories.call(session, mara, leo, kind="audio", price=1800, minutes=20, tips_allowed=False)
        other = factories.call(session, mara, session.get_one(Account, cast.ana.id))
        yen = factories.call(session, mara, leo, currency="jpy")
        handle = mara.handle
    before = seen(views.set_up, cast.mara, fan_id=cast.leo.id, again=old.id).again
    assert (before.kind, before.price_typed, before.minutes, before.tips_allowed) == ("audio", "18", 20, False)
    assert seen(views.set_up, cast.leo, handle=handle, again=old.id).again.kind == "audio"
    for strange in (other.id, yen.id, "call_x", ""):
        assert seen(views.set_up, cast.mara, fan_id=cast.leo.id, again=strange).again.price == ""
