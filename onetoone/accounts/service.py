"""The verbs of people: signing up, keeping a profile and a rate card, taking calls, being here."""

import re
import unicodedata
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, or_, select

from onetoone import db
from onetoone.config import settings
from onetoone.domain import chosen, permissions, prices, text
from onetoone.domain.calls import OVER
from onetoone.domain.errors import Invalid, NotFound, Refused
from onetoone.domain.ids import new_id
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.domain.ports import Notice
from onetoone.domain.words import _
from onetoone.models import Account, Call, Entry, Payment, Presence, RateCard, Thread
from onetoone.models.payment import WAITING, Paid

_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
_BEAT = timedelta(seconds=10)  # an account with several tabs writes no more often than this
_ACQUAINTED = 500  # at most so many others hear at once that somebody came or went


class Taken(Refused):
    """The e-mail address belongs to somebody already."""


def email(typed: object) -> str:
    """The address as it is kept: lower-case; `Invalid` when it can't be one."""
    kept = text.clean(typed, most=254, what=_("The e-mail address")).lower()
    if not _EMAIL.fullmatch(kept):
        raise Invalid(_("That doesn't look like an e-mail address."))
    return kept


def name(typed: object) -> str:
    """What a person calls themself; `Invalid` when empty or too long."""
    return text.clean(typed, most=60, least=1, what=_("Your name"))


def line(typed: object) -> str:
    """One short sentence about a person; may be empty."""
    return text.clean(typed, most=140, what=_("The line about you"))


def minutes(typed: object) -> int:
    """The length of a call as typed: whole minutes within what this deployment allows."""
    bare = typed.strip() if isinstance(typed, str) else ""
    if not re.fullmatch(r"[0-9]{1,4}", bare, re.ASCII):
        raise Invalid(_("Please write the length in whole minutes, like 15."))
    check_minutes(int(bare))
    return int(bare)


def sign_up(session: Session, *, name: str, email: str, password_hash: str, is_creator: bool, now: datetime) -> Account:
    """A new person; `Taken` when the address is somebody's. `name` and `email` as the functions above return them."""
    if session.exec(select(Account.id).where(Account.email == email)).first():
        raise Taken(_("There is an account with that e-mail address. Sign in instead?"))
    account = Account(
        id=new_id("acc"),
        handle=_free_handle(session, name),
        email=email,
        name=name,
        password_hash=password_hash,
        created_at=now,
    )
    session.add(account)
    try:
        session.flush()
    except IntegrityError:  # somebody with the same address or handle was a moment quicker
        raise Taken(_("That didn't work out. Please try again.")) from None
    if is_creator:
        _make_creator(session, account)
    return account


def become_creator(session: Session, *, actor: Actor, now: datetime) -> None:
    """The actor gets a creator's page and a rate card to change; nothing happens to one who has them."""
    account = _own(session, actor)
    if not account.is_creator:
        _make_creator(session, account)
        _announce_self(session, actor)


def save_profile(session: Session, *, actor: Actor, name: str, line: str, now: datetime) -> None:
    """How others see the actor. `name` and `line` as the functions above return them."""
    account = _own(session, actor)
    account.name, account.line = name, line
    session.add(account)
    _announce_self(session, actor)


def save_rate_card(
    session: Session,
    *,
    actor: Actor,
    video: tuple[Money, int],
    audio: tuple[Money, int],
    tips_allowed: bool,
    now: datetime,
) -> None:
    """What a new invitation starts from: price and minutes of each kind of call. Price 0 is a free call.

    The currency is that of the prices; another than until now only while no money is open.
    """
    card = _card(session, actor)
    currency = prices.currency_of(video[0].currency)
    if currency != card.currency:
        require_no_open_money(session, actor)
        if currency not in settings().offered_currencies:
            raise Invalid(_("That currency isn't offered here."))
        card.currency = currency
    for price, minutes in (video, audio):
        settings().prices(currency).check(price)
        check_minutes(minutes)
    card.video_price, card.video_minutes = video[0].amount, video[1]
    card.audio_price, card.audio_minutes = audio[0].amount, audio[1]
    card.tips_allowed = tips_allowed
    session.add(card)
    _announce_self(session, actor)


def take_calls(session: Session, *, actor: Actor, on: bool, now: datetime) -> None:
    """Whether fans may ask the actor for calls."""
    card = _card(session, actor)
    card.taking_calls = on
    session.add(card)
    _announce_self(session, actor)


def cover_cameras(session: Session, *, actor: Actor, on: bool, now: datetime) -> None:
    """Whether fans' cameras start covered in the actor's calls; what is set up already stays as it is."""
    card = _card(session, actor)
    card.covers_camera = on
    session.add(card)
    _announce_self(session, actor)


def require_no_open_money(session: Session, actor: Actor) -> None:
    """A creator changes the currency between two tides: `Refused` while a call or earnings are still in the old one."""
    card = _card(session, actor)
    currency = prices.currency_name(card.currency)
    asked = select(Call.id).where(Call.creator_id == actor.id, Call.price > 0, col(Call.status).not_in(OVER))
    moving = select(Payment.id).where(
        Payment.payee_id == actor.id, col(Payment.status).in_((*WAITING, Paid.HELD)), Payment.currency == card.currency
    )
    if session.exec(asked.limit(1)).first() or session.exec(moving.limit(1)).first():
        raise Refused(
            _("A call in {currency} is still open. Once it's settled, you can change your currency.", currency=currency)
        )
    owed = (
        select(Entry.account)
        .where(col(Entry.account).startswith(f"creator:{actor.id}:"), Entry.currency == card.currency)
        .group_by(Entry.account)
        .having(func.sum(Entry.amount) != 0)
    )
    if session.exec(owed.limit(1)).first():
        raise Refused(
            _(
                "You have earnings in {currency}. Once they have been paid out, you can change your currency.",
                currency=currency,
            )
        )


def speak_as(session: Session, *, actor: Actor, locale: object, now: datetime) -> None:
    """In whose manner amounts are written for the actor; "" as their browser does."""
    account = _own(session, actor)
    account.locale = chosen.locale(locale)
    session.add(account)


def read_in(session: Session, *, account_id: str, language: str) -> None:
    """In which language they are written to from now on."""
    account = session.get_one(Account, account_id)
    account.language = chosen.language(language)
    session.add(account)


def check_minutes(minutes: int) -> None:
    s = settings()
    if not s.shortest_minutes <= minutes <= s.longest_minutes:
        raise Invalid(_("A call takes {least} to {most} minutes.", least=s.shortest_minutes, most=s.longest_minutes))


def beat(session: Session, *, actor: Actor, now: datetime) -> None:
    """A tab of theirs is open. Those they write with hear of it when they had been away."""
    presence = session.get(Presence, actor.id)
    if presence is None:
        presence = Presence(account_id=actor.id, last_seen_at=now)
        tell_acquainted(session, actor.id)
    elif now - presence.last_seen_at < _BEAT:
        return
    elif now - presence.last_seen_at >= timedelta(seconds=settings().online_seconds):
        tell_acquainted(session, actor.id)
    presence.last_seen_at = now
    session.add(presence)


def tell_of_absence(session: Session, *, since: datetime, now: datetime) -> None:
    """Those whom somebody writes with hear of it when that person went away after `since`, up to `now`."""
    lapse = timedelta(seconds=settings().online_seconds)
    seen = col(Presence.last_seen_at)
    for account_id in session.exec(select(Presence.account_id).where(seen > since - lapse, seen <= now - lapse)):
        tell_acquainted(session, account_id)


def _own(session: Session, actor: Actor) -> Account:
    account = session.get(Account, actor.id)
    if account is None:
        raise NotFound
    return account


def _card(session: Session, actor: Actor) -> RateCard:
    permissions.require_creator(actor)
    card = session.get(RateCard, actor.id)
    if card is None:
        raise NotFound
    return card


def _make_creator(session: Session, account: Account) -> None:
    account.is_creator = True
    session.add(account)
    session.flush()
    video, audio = settings().prices(settings().currency).usual
    card = RateCard(
        account_id=account.id,
        currency=settings().currency,
        video_price=video,
        video_minutes=15,
        audio_price=audio,
        audio_minutes=15,
    )
    session.add(card)


def _free_handle(session: Session, name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:24].rstrip("-")
    base = base if len(base) >= 2 else "someone"
    taken = set(session.exec(select(Account.handle).where(Account.handle.startswith(base))))
    return base if base not in taken else next(h for n in range(2, 10**6) if (h := f"{base}-{n}") not in taken)


def _announce_self(session: Session, actor: Actor) -> None:
    db.announce(session, Notice(actor.id, "me", actor.id))
    tell_acquainted(session, actor.id)


def tell_acquainted(session: Session, account_id: str) -> None:
    """Those whom the person writes with read their lists again."""
    mine = or_(Thread.creator_id == account_id, Thread.fan_id == account_id)
    pairs = session.exec(select(Thread.creator_id, Thread.fan_id).where(mine).limit(_ACQUAINTED))
    others = {person for pair in pairs for person in pair} - {account_id}
    db.announce(session, *(Notice(other, "people", account_id) for other in others))
