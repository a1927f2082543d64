"""The creators as everyone may see them: who they are, what a call costs, whether the viewer follows them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, and_, col, select

from onetoone import routes
from onetoone.community.views.words import month
from onetoone.config import settings
from onetoone.domain import ratings
from onetoone.domain.calls import Side
from onetoone.domain.errors import NotFound
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.domain.words import _
from onetoone.models import Account, Presence, RateCard, Rating, Subscription, Thread
from onetoone.security import apart


@dataclass(frozen=True)
class CreatorCard:
    """One creator in Discover. `price` is the least a call starts at: "Calls from $15", or "" without a rate card."""

    handle: str
    name: str
    picture: str
    line: str
    online: bool
    taking_calls: bool
    price: str
    subscribed: bool
    href: str
    rating: str  # "4.8", empty while there are too few
    ratings: int


@dataclass(frozen=True)
class CreatorPage:
    """A creator's own page, for one viewer. Prices are words ("$25" or "Free"), empty without a rate card.

    `acquainted`: the viewer may write and ask for a call, being subscribed or in a conversation already.
    """

    id: str = ""
    handle: str = ""
    name: str = ""
    picture: str = ""
    line: str = ""
    since: str = ""
    online: bool = False
    taking_calls: bool = False
    video_price: str = ""
    video_minutes: int = 0
    audio_price: str = ""
    audio_minutes: int = 0
    tips_allowed: bool = False
    subscribed: bool = False
    acquainted: bool = False
    is_viewer: bool = False
    rating: str = ""  # "4.8", empty while there are too few
    ratings: int = 0
    ask_href: str = ""
    message_href: str = ""


def discover(session: Session, viewer: Actor | None, now: datetime, *, most: int = 50) -> list[CreatorCard]:
    """The creators, those who take calls and are here first; the viewer is not among them. One statement."""
    taking = func.coalesce(RateCard.taking_calls, False)
    here = func.coalesce(col(Presence.last_seen_at) > _here_since(now), False)
    found = (
        _creators(viewer)
        .where(Account.id != (viewer.id if viewer else ""))
        .where(col(Account.id).not_in(apart.from_whom(viewer.id if viewer else "")))
        .order_by(taking.desc(), here.desc(), func.lower(Account.name), Account.id)
        .limit(most)
    )
    return [_card(row, now) for row in session.execute(found)]


def creator_page(session: Session, handle: object, viewer: Actor | None, now: datetime) -> CreatorPage:
    """One creator, for a member or (None) a visitor. `NotFound` when nobody of that handle is a creator."""
    if not isinstance(handle, str):
        raise NotFound(_("We couldn't find that creator."))
    row = session.execute(_creators(viewer).where(Account.handle == handle)).first()
    if row is None:
        raise NotFound(_("We couldn't find that creator."))
    account, card, seen_at, subscribed, talking, total, count = row
    reachable = viewer is None or not apart.are_apart(session, viewer.id, account.id)
    return CreatorPage(
        id=account.id,
        handle=account.handle,
        name=account.name,
        picture=account.picture,
        line=account.line,
        since=month(account.created_at),
        online=reachable and seen_at is not None and seen_at > _here_since(now),
        taking_calls=reachable and card is not None and card.taking_calls,
        video_price=_price(card.video_price, card.currency) if card else "",
        video_minutes=card.video_minutes if card else 0,
        audio_price=_price(card.audio_price, card.currency) if card else "",
        audio_minutes=card.audio_minutes if card else 0,
        tips_allowed=card is not None and card.tips_allowed,
        subscribed=subscribed is not None,
        acquainted=subscribed is not None or talking is not None,
        is_viewer=viewer is not None and viewer.id == account.id,
        rating=ratings.average(int(total or 0), count or 0),
        ratings=count or 0,
        ask_href=routes.to(routes.ASK, handle=account.handle),
        message_href=routes.to(routes.MESSAGE_TO, handle=account.handle),
    )


def _creators(viewer: Actor | None) -> Any:
    me = viewer.id if viewer else ""
    mine = and_(
        col(Subscription.creator_id) == Account.id, Subscription.fan_id == me, col(Subscription.ended_at).is_(None)
    )
    rated = (
        select(Rating.about_id, func.sum(Rating.stars).label("total"), func.count().label("ratings"))
        .where(Rating.by == Side.FAN)
        .group_by(col(Rating.about_id))
        .subquery()
    )
    return (
        select(Account, RateCard, Presence.last_seen_at, Subscription.id, Thread.id, rated.c.total, rated.c.ratings)  # type: ignore[call-overload]
        .outerjoin(rated, rated.c.about_id == Account.id)
        .outerjoin(RateCard, RateCard.account_id == Account.id)
        .outerjoin(Presence, Presence.account_id == Account.id)
        .outerjoin(Subscription, mine)
        .outerjoin(Thread, and_(col(Thread.creator_id) == Account.id, Thread.fan_id == me))
        .where(col(Account.is_creator))
    )


def _card(row: Any, now: datetime) -> CreatorCard:
    account, card, seen_at, subscribed, _talking, total, count = row
    return CreatorCard(
        handle=account.handle,
        name=account.name,
        picture=account.picture,
        line=account.line,
        online=seen_at is not None and seen_at > _here_since(now),
        taking_calls=card is not None and card.taking_calls,
        price=_least(card) if card else "",
        subscribed=subscribed is not None,
        href=routes.to(routes.CREATOR, handle=account.handle),
        rating=ratings.average(int(total or 0), count or 0),
        ratings=count or 0,
    )


def _least(card: RateCard) -> str:
    least = min(card.video_price, card.audio_price)
    return _("Calls from {price}", price=Money(least, card.currency)) if least else _("Calls free")


def _price(amount: int, currency: str) -> str:
    return str(Money(amount, currency)) if amount else _("Free")


def _here_since(now: datetime) -> datetime:
    return now - timedelta(seconds=settings().online_seconds)
