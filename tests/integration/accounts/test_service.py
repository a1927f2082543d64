"""Signing up, profiles, rate cards, and being here."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from onetoone import db
from onetoone.accounts import service, views
from onetoone.config import settings
from onetoone.domain.calls import Status
from onetoone.domain.errors import Invalid, Refused, TooMany
from onetoone.domain.money import Money
from onetoone.domain.ports import Notice
from onetoone.models import Account, RateCard
from onetoone.models.payment import Paid
from onetoone.security import passwords, sessions, throttle
from tests import factories
from tests.factories import NOON


def signs_up(
    session: Session, name: str = "Zoë Meyer", email: str = "zoe@example.test", *, creator: bool = False
) -> Account:
    return service.sign_up(session, name=name, email=email, password_hash="x", is_creator=creator, now=NOON)


def test_a_handle_comes_from_the_name_and_is_nobody_elses(session: Session) -> None:
    assert signs_up(session).handle == "zoe-meyer"
    assert signs_up(session, email="other@example.test").handle == "zoe-meyer-2"
    assert signs_up(session, "李", email="li@example.test").handle == "someone"


def test_an_address_has_one_account(session: Session) -> None:
    signs_up(session)
    with pytest.raises(service.Taken, match="Sign in instead"):
        signs_up(session, "Somebody Else")


def test_a_creator_begins_with_a_rate_card(session: Session) -> None:
    mara = signs_up(session, creator=True)
    card = session.get_one(RateCard, mara.id)
    assert card.taking_calls
    assert card.currency == settings().currency
    leo = signs_up(session, "Leo", "leo@example.test")
    service.become_creator(session, actor=factories.actor(leo), now=NOON)
    service.become_creator(session, actor=factories.actor(leo), now=NOON)
    assert leo.is_creator


@pytest.mark.parametrize(
    "typed", ["", "x", "a@b", "a b@c.de", "a@b@c.de", "a@.de", None, 7, "x" * 250 + "@a.de", "a\u202e@b@c.d"]
)
def test_what_cannot_be_an_address_is_refused(typed: object) -> None:
    with pytest.raises(Invalid):
        service.email(typed)


def test_an_address_is_kept_in_lower_case() -> None:
    assert service.email(" Mara@Example.Test ") == "mara@example.test"


def test_a_rate_card_stays_within_the_bounds(session: Session) -> None:
    mara = factories.actor(factories.creator(session))

    def saves(price: int, minutes: int) -> None:
        terms = (Money(price, "usd"), minutes)
        service.save_rate_card(session, actor=mara, video=terms, audio=terms, tips_allowed=False, now=NOON)

    saves(0, 10)
    saves(settings().most_price, settings().longest_minutes)
    kept = views.rate_card(session, mara)
    assert (kept.video_price, kept.audio_minutes, kept.tips_allowed) == ("1000", 120, False)
    for price, minutes in ((settings().least_price - 1, 10), (settings().most_price + 1, 10), (500, 0), (500, 121)):
        with pytest.raises(Invalid):
            saves(price, minutes)
    assert views.rate_card(session, mara) == kept


@pytest.mark.parametrize("typed", ["", "1.5", "-5", "5 min", "٥", None, 5, "99999"])
def test_a_length_is_whole_minutes(typed: object) -> None:
    with pytest.raises(Invalid):
        service.minutes(typed)


def test_rate_cards_are_for_creators(session: Session) -> None:
    leo = factories.actor(factories.fan(session))
    terms = (Money(500, "usd"), 10)
    with pytest.raises(Refused):
        service.save_rate_card(session, actor=leo, video=terms, audio=terms, tips_allowed=True, now=NOON)
    with pytest.raises(Refused):
        service.take_calls(session, actor=leo, on=False, now=NOON)


def test_those_who_write_with_somebody_hear_that_they_came_back(session: Session) -> None:
    mara, leo = factories.creator(session), factories.fan(session)
    factories.thread(session, mara, leo)

    def heard_after(seconds: float) -> set[Notice]:
        session.info.clear()
        service.beat(session, actor=factories.actor(leo), now=NOON + timedelta(seconds=seconds))
        session.flush()
        return db.announced(session)

    came = {Notice(mara.id, "people", leo.id)}
    assert heard_after(0) == came
    assert heard_after(20) == set()
    assert heard_after(20 + settings().online_seconds) == came


def test_those_who_may_be_looking_hear_once_that_somebody_went_away(session: Session) -> None:
    mara = factories.creator(session)
    leo = factories.fan(session, subscribed_to=mara)
    factories.thread(session, mara, leo)
    service.beat(session, actor=factories.actor(leo), now=NOON)
    session.flush()
    lapse = settings().online_seconds

    def heard_between(since: float, now: float) -> set[Notice]:
        session.info.clear()
        service.tell_of_absence(session, since=NOON + timedelta(seconds=since), now=NOON + timedelta(seconds=now))
        return db.announced(session)

    assert heard_between(0, lapse - 1) == set()
    assert heard_between(lapse - 1, lapse) == {Notice(mara.id, "people", leo.id)}
    assert not views.is_online(session, leo.id, NOON + timedelta(seconds=lapse))
    assert heard_between(lapse, lapse + 5) == set()


def test_a_limit_counts_by_key_and_forgets_with_time(session: Session) -> None:
    for _ in range(3):
        throttle.limit(session, "ask:leo", 3, 60, NOON)
    with pytest.raises(TooMany):
        throttle.limit(session, "ask:leo", 3, 60, NOON + timedelta(seconds=59))
    throttle.limit(session, "ask:ida", 3, 60, NOON)
    throttle.limit(session, "ask:leo", 3, 60, NOON + timedelta(seconds=60))


def test_taking_back_uncounts_one_and_forgiving_all(session: Session) -> None:
    for _ in range(3):
        throttle.limit(session, "key", 3, 60, NOON)
    throttle.take_back(session, "key")
    throttle.limit(session, "key", 3, 60, NOON)
    with pytest.raises(TooMany):
        throttle.limit(session, "key", 3, 60, NOON)
    throttle.forgive(session, "key")
    throttle.limit(session, "key", 3, 60, NOON)


async def test_passwords() -> None:
    kept = await passwords.hashed("correct horse")
    assert kept.startswith("$argon2id$")
    assert await passwords.matches("correct horse", kept)
    for wrong in ("Correct horse", "", None, 7, "x" * 300):
        assert not await passwords.matches(wrong, kept)
    assert not await passwords.matches("nobody's password", None)
    for impossible in ("short", "x" * 201, None, ["correct horse"]):
        with pytest.raises(Invalid):
            await passwords.hashed(impossible)


def _in(currency: str, price: int) -> dict[str, Any]:
    terms = (Money(price, currency), 15)
    return {"video": terms, "audio": terms, "tips_allowed": True, "now": NOON}


def test_a_creator_chooses_a_currency_with_the_rate_card(session: Session) -> None:
    mara = factories.creator(session)
    service.save_rate_card(session, actor=factories.actor(mara), **_in("kwd", 7_500))
    card = session.get_one(RateCard, mara.id)
    assert (card.currency, card.video_price) == ("kwd", 7_500)
    for currency, price in (("kwd", 7_505), ("jpy", 50), ("xyz", 2_500)):
        with pytest.raises(Invalid):
            service.save_rate_card(session, actor=factories.actor(mara), **_in(currency, price))


@pytest.mark.parametrize(
    ("call", "payment", "words"),
    [
        ({"status": Status.REQUESTED, "ended": None}, None, "still open"),
        ({}, {"status": Paid.HELD}, "still open"),
        ({}, {"captured": 2500}, "have earnings"),
    ],
)
def test_while_money_is_open_the_currency_stays(session: Session, call: Any, payment: Any, words: str) -> None:
    mara, leo = factories.creator(session), factories.fan(session)
    had = factories.call(session, mara, leo, **call)
    if payment:
        factories.payment(session, had, **payment)
    with pytest.raises(Refused, match=words):
        service.save_rate_card(session, actor=factories.actor(mara), **_in("eur", 2_500))
    service.save_rate_card(session, actor=factories.actor(mara), **_in("usd", 3_000))
    assert session.get_one(RateCard, mara.id).currency == "usd"


def test_once_nothing_is_open_the_currency_may_change(session: Session) -> None:
    mara, leo = factories.creator(session), factories.fan(session)
    factories.payment(session, factories.call(session, mara, leo), status=Paid.RELEASED)
    service.save_rate_card(session, actor=factories.actor(mara), **_in("eur", 2_500))
    assert session.get_one(RateCard, mara.id).currency == "eur"


def test_somebody_chooses_how_amounts_are_written(session: Session) -> None:
    leo = factories.fan(session)
    service.speak_as(session, actor=factories.actor(leo), locale="de_DE", now=NOON)
    token = factories.signed_in(session, leo)
    seen = sessions.actor_of(session, token, NOON)
    assert seen is not None
    assert seen.locale == "de_DE"
    with pytest.raises(Invalid):
        service.speak_as(session, actor=factories.actor(leo), locale="xx", now=NOON)
