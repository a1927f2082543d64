"""What a person sees of themself and, on the landing page of the demo, of the demo people."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import Session, col, or_, select

from onetoone.config import settings
from onetoone.domain import locale
from onetoone.domain.errors import NotFound
from onetoone.domain.money import Money, symbol, written
from onetoone.domain.people import Actor
from onetoone.domain.prices import currency_name, currency_of
from onetoone.domain.words import _
from onetoone.models import Account, Message, Presence, RateCard, ReadMark, Thread
from onetoone.models.account import Role


@dataclass(frozen=True, slots=True)
class Me:
    """The signed-in person: what the frame around every page shows."""

    id: str
    name: str
    handle: str
    picture: str
    line: str
    is_creator: bool
    is_operator: bool
    unread: int


def me(session: Session, actor: Actor) -> Me:
    """The acting person."""
    account = session.get(Account, actor.id)
    if account is None:
        raise NotFound
    return Me(
        id=account.id,
        name=account.name,
        handle=account.handle,
        picture=account.picture,
        line=account.line,
        is_creator=account.is_creator,
        is_operator=account.role is Role.ADMIN,
        unread=unread(session, actor),
    )


def unread(session: Session, actor: Actor) -> int:
    """How many messages of others the person hasn't read, over all threads."""
    mark = select(func.coalesce(func.max(ReadMark.message_id), 0)).where(
        ReadMark.thread_id == Thread.id, ReadMark.account_id == actor.id
    )
    others = (
        select(func.count())
        .select_from(Message)
        .join(Thread, col(Thread.id) == Message.thread_id)
        .where(
            or_(Thread.creator_id == actor.id, Thread.fan_id == actor.id),
            Message.author_id != actor.id,  # event lines have no author and ask for no attention
            col(Message.id) > mark.scalar_subquery(),
        )
    )
    return session.exec(others).one()


def is_online(session: Session, account_id: str, now: datetime) -> bool:
    """Whether a tab of theirs is open, or was a moment ago (`online_seconds`)."""
    presence = session.get(Presence, account_id)
    return presence is not None and now - presence.last_seen_at < timedelta(seconds=settings().online_seconds)


@dataclass(frozen=True, slots=True)
class Terms:
    """A creator's rate card, as its form shows it."""

    video_price: str  # "25" or "25.50", as typed into the form
    video_minutes: int
    audio_price: str
    audio_minutes: int
    tips_allowed: bool
    taking_calls: bool
    covers_camera: bool = False
    currency: str = ""
    symbol: str = ""


def rate_card(session: Session, actor: Actor) -> Terms:
    """The acting creator's rate card."""
    card = session.get(RateCard, actor.id)
    if card is None:
        raise NotFound
    return Terms(
        video_price=_typed(Money(card.video_price, card.currency)),
        video_minutes=card.video_minutes,
        audio_price=_typed(Money(card.audio_price, card.currency)),
        audio_minutes=card.audio_minutes,
        tips_allowed=card.tips_allowed,
        taking_calls=card.taking_calls,
        covers_camera=card.covers_camera,
        currency=card.currency,
        symbol=symbol(card.currency),
    )


def in_currency(card: Terms, currency: str) -> Terms:
    """The rate card as it would start in another currency."""
    video, audio = settings().prices(currency_of(currency)).usual
    typed = _typed(Money(video, currency)), _typed(Money(audio, currency))
    return replace(card, currency=currency, symbol=symbol(currency), video_price=typed[0], audio_price=typed[1])


def currencies() -> list[tuple[str, str]]:
    """Code and words of what a creator may choose from."""
    return [(code, currency_name(code)) for code in settings().offered_currencies]


def locales() -> list[tuple[str, str]]:
    """The manners of writing amounts, each with an example; "" is the browser's own."""
    listed = [("", _("As my browser does"))]
    for code in locale.OFFERED:
        with locale.speaking(code):
            listed.append((code, f"{locale.name(code)}: {written(123_450, settings().currency)}"))
    return listed


def _typed(price: Money) -> str:
    return price.decimal.removesuffix(".00")


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody whom a visitor of the demo may be."""

    id: str
    name: str
    picture: str
    line: str
    is_creator: bool


def demo_people(session: Session) -> list[DemoPerson]:
    """The demo people, creators first, then in the order they joined; nobody when this is no demo."""
    if not settings().demo:
        return []
    people = select(Account).where(Account.is_demo).order_by(col(Account.is_creator).desc(), col(Account.created_at))
    return [DemoPerson(p.id, p.name, p.picture, p.line, p.is_creator) for p in session.exec(people)]


def password_of(session: Session, email: str) -> tuple[str, str | None]:
    """Account id and password hash of an e-mail address; ("", None) for nobody's."""
    found = session.exec(select(Account.id, Account.password_hash).where(Account.email == email)).first()
    return (found[0], found[1]) if found else ("", None)
