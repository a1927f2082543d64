"""Moves the demo people into an empty database."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import zip_longest
from typing import Any

from sqlmodel import Session, delete, select, update

from onetoone.calls import service as calls
from onetoone.community import service as community
from onetoone.config import settings
from onetoone.demo import past
from onetoone.demo.beats import Beat, Say, Story, Waiting
from onetoone.demo.paid_out import pay_out
from onetoone.demo.people import OPERATORS, PEOPLE, Person
from onetoone.demo.stories_mara import MARA
from onetoone.demo.stories_theo import THEO
from onetoone.domain.calls import Side
from onetoone.domain.ids import AccountId, new_id
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.messages import service as messages
from onetoone.models import Account, NodeCursor, Operation, Payment, Presence, RateCard, Throttle, Transfer
from onetoone.models.account import Role
from onetoone.payments.service import ledger

STORIES: tuple[Story, ...] = MARA + THEO


@dataclass(frozen=True, slots=True)
class Seeded:
    """How many of each there are now."""

    people: int
    conversations: int
    calls: int


def seed(session: Session, now: datetime) -> Seeded | None:
    """Make everybody and all that happened between them, told backwards from `now`. None, and no change, when the
    database has people already."""
    if session.exec(select(Account.id).limit(1)).first() is not None:
        return None
    actors = {person.handle: _move_in(session, person, now) for person in PEOPLE}
    session.flush()
    for story in STORIES:
        _tell(session, story, actors[story.creator], actors[story.fan], now)
    _keep(session, actors["mara"], actors["leo"], now)
    _ripen(session, now)
    for actor in actors.values():
        pay_out(session, actor, now)
    _leave_nothing_to_do(session)
    conversations = sum(bool(story.beats) for story in STORIES)
    beats = sum(not isinstance(beat, Say) for story in STORIES for beat in story.beats)
    return Seeded(len(PEOPLE), conversations, beats)


def _move_in(session: Session, person: Person, now: datetime) -> Actor:
    account = Account(
        id=new_id("acc"),
        handle=person.handle,
        email=person.email,
        name=person.name,
        line=person.line,
        picture=person.picture,
        is_creator=person.rates is not None,
        is_demo=True,
        role=Role.ADMIN if person in OPERATORS else Role.MEMBER,
        created_at=now - timedelta(days=person.joined),
    )
    session.add(account)
    session.flush()
    session.add(Presence(account_id=account.id, last_seen_at=now - timedelta(minutes=person.seen)))
    if rates := person.rates:
        offered = rates.currency in settings().offered_currencies
        currency = rates.currency if offered and settings().currency == "usd" else settings().currency
        card = RateCard(
            account_id=account.id,
            currency=currency,
            video_price=past.price(rates.video, currency),
            video_minutes=rates.video_minutes,
            audio_price=past.price(rates.audio, currency),
            audio_minutes=rates.audio_minutes,
        )
        session.add(card)
    return Actor(AccountId(account.id), account.name, account.is_creator)


def _tell(session: Session, story: Story, creator: Actor, fan: Actor, now: datetime) -> None:
    since = now - timedelta(days=story.since)
    community.subscribe(session, actor=fan, creator_handle=story.creator, now=since)
    if not story.beats:
        return
    thread = messages.thread_between(session, creator_id=creator.id, fan_id=fan.id, now=since + timedelta(seconds=1))
    for beat, following in zip_longest(story.beats, story.beats[1:]):
        at = now - timedelta(days=beat.at) if isinstance(beat, Say) else now
        if isinstance(beat, Say):
            by = creator if beat.by is Side.CREATOR else fan
            messages.send(session, actor=by, thread_id=thread.id, body=beat.text, now=at)
        else:
            past.play(session, beat, creator=creator, fan=fan, now=now)
        if not _unseen(beat) and (following is None or _unseen(following)):
            for person in (creator, fan):
                messages.read_up_to(session, actor=person, thread_id=thread.id, now=at)


def _keep(session: Session, creator: Actor, fan: Actor, now: datetime) -> None:
    """What a creator has for herself: a note, and offers to start a call from."""
    community.keep_note(session, actor=creator, fan_id=fan.id, text="Practises in a broom cupboard.", now=now)
    currency = session.get_one(RateCard, creator.id).currency
    for name, kind, amount, minutes, message in _OFFERS:
        cost = Money(past.price(amount, currency), currency).decimal
        terms: dict[str, Any] = {"price": cost, "minutes": minutes, "message": message, "tips_allowed": True}
        calls.keep_offer(session, actor=creator, name=name, kind=kind, now=now, **terms)


_OFFERS = (
    ("Quick check", "audio", 800, 5, "Five minutes, one phrase?"),
    ("A whole lesson", "video", 4500, 30, ""),
)


def _unseen(beat: Beat) -> bool:
    """It is news to the other: nobody there has read or answered it yet."""
    return isinstance(beat, Waiting) or (isinstance(beat, Say) and beat.unread)


def _ripen(session: Session, now: datetime) -> None:
    """Stripe has made available what was earned more than two days ago, on the days that it named."""
    session.flush()
    for day in session.exec(select(Payment.available_on).distinct()).all():
        if day is not None and day <= now:
            ledger.ripen(session, day)
            session.flush()


def _leave_nothing_to_do(session: Session) -> None:
    """Stripe and the relay have never heard of these calls: nothing may ask them. Everything here is ours, because the
    database was empty."""
    session.flush()
    for left in (Operation, Throttle, NodeCursor, Transfer):
        session.exec(delete(left))
    session.exec(update(Payment).values(intent_id=None, payment_method=None))
