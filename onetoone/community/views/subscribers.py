"""A creator's subscribers: who they are, whether they are here, their last call, what they have spent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, func, or_, union
from sqlmodel import Session, col, select

from onetoone import routes
from onetoone.community.views.words import ago, length, month
from onetoone.config import settings
from onetoone.domain import permissions
from onetoone.domain.calls import ACTIVE, Status
from onetoone.domain.money import written
from onetoone.domain.people import Actor
from onetoone.models import Account, Call, FanNote, Payment, Presence, RateCard, Subscription
from onetoone.models.payment import Paid
from onetoone.security import apart

_TOP = 10  # so many make the top
_GLANCE = 120  # characters of a note that a row shows


class Shown(StrEnum):
    """Which of them a list shows."""

    ALL = "all"
    ONLINE = "online"
    CALLED = "called"
    TOP = "top"


class Sort(StrEnum):
    """In which order."""

    RECENT = "recent"  # the newest subscription or call first
    NAME = "name"
    SPENT = "spent"


@dataclass(frozen=True)
class SubscriberRow:
    """One subscriber. Times and money are words; `last_call` is empty when there was none, `spent` at zero."""

    account_id: str
    handle: str
    name: str
    picture: str
    online: bool
    busy: bool
    since: str
    last_call: str
    last_call_kind: str
    spent: str
    note: str  # how the creator's own note on them begins
    start_href: str
    message_href: str


@dataclass(frozen=True)
class SubscriberList:
    """The rows of one page, how many there are in all, and how many each filter would show (by its value)."""

    rows: list[SubscriberRow]
    found: int
    counts: dict[str, int]


def subscribers(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    search: str = "",
    shown: Shown = Shown.ALL,
    sort: Sort = Sort.RECENT,
    most: int = 30,
) -> SubscriberList:
    """The actor's own subscribers, in two statements whatever their number. `Refused` for who isn't a creator."""
    permissions.require_creator(actor)
    spent, last, busy = _spent(actor), _last_calls(actor), _busy()
    columns = _joined(actor, spent, last)
    chosen = _chosen(now, spent, last)
    named = _named(search)
    latest = func.max if session.get_bind().dialect.name == "sqlite" else func.greatest
    order: dict[Sort, list[Any]] = {
        Sort.RECENT: [latest(Subscription.since, func.coalesce(last.c.ended_at, Subscription.since)).desc()],
        Sort.NAME: [],
        Sort.SPENT: [func.coalesce(spent.c.amount, 0).desc()],
    }
    rows = (
        columns.add_columns(and_(col(Account.id).in_(select(busy.c.account_id)), _in_reach(actor)))
        .where(named, chosen[shown])
        .order_by(*order[sort], func.lower(Account.name), Account.id)
        .limit(most)
    )
    found = session.execute(rows).all()
    counts = _counts(session, columns, named, chosen)
    here_since = now - timedelta(seconds=settings().online_seconds)
    return SubscriberList(
        [_row(row, now, here_since) for row in found],
        counts[shown],
        {str(each): count for each, count in counts.items()},
    )


def note(session: Session, actor: Actor, fan_id: object) -> str:
    """What the actor noted down about a fan."""
    kept = session.get(FanNote, (actor.id, fan_id)) if isinstance(fan_id, str) else None
    return kept.text if kept else ""


def _spent(actor: Actor) -> Subquery:
    """What each fan has paid this creator, in the currency of their rate card."""
    return (
        select(Payment.payer_id, func.sum(Payment.captured).label("amount"))
        .where(Payment.payee_id == actor.id, Payment.status == Paid.CAPTURED, Payment.currency == _currency(actor))
        .group_by(Payment.payer_id)
        .subquery()
    )


def _currency(actor: Actor) -> Any:
    return select(RateCard.currency).where(RateCard.account_id == actor.id).scalar_subquery()


def _last_calls(actor: Actor) -> Subquery:
    """Each fan's latest call with this creator that really was one."""
    place = func.row_number().over(partition_by=Call.fan_id, order_by=(col(Call.ended_at).desc(), Call.id))
    ranked = (
        select(Call.fan_id, Call.kind, Call.two_way_ms, Call.ended_at, place.label("place"))  # type: ignore[call-overload]
        .where(Call.creator_id == actor.id, Call.status == Status.ENDED)
        .subquery()
    )
    return select(ranked).where(ranked.c.place == 1).subquery()


def _busy() -> Subquery:
    """Everybody who is in a call, whoever with."""
    under_way = col(Call.status).in_(ACTIVE)
    both: Any = union(
        select(col(Call.creator_id).label("account_id")).where(under_way),
        select(col(Call.fan_id).label("account_id")).where(under_way),
    )
    subquery: Subquery = both.subquery()
    return subquery


def _joined(actor: Actor, spent: Subquery, last: Subquery) -> Any:
    return (
        select(  # type: ignore[call-overload]
            Account.id,
            Account.handle,
            Account.name,
            Account.picture,
            Subscription.since,
            Presence.last_seen_at,
            func.coalesce(spent.c.amount, 0).label("spent"),
            _currency(actor).label("currency"),
            last.c.kind,
            last.c.two_way_ms,
            last.c.ended_at,
            FanNote.text,
        )
        .select_from(Account)
        .join(Subscription, Subscription.fan_id == Account.id)
        .outerjoin(Presence, and_(col(Presence.account_id) == Account.id, _in_reach(actor)))
        .outerjoin(spent, spent.c.payer_id == Account.id)
        .outerjoin(last, last.c.fan_id == Account.id)
        .outerjoin(FanNote, and_(col(FanNote.creator_id) == actor.id, col(FanNote.fan_id) == Account.id))
        .where(Subscription.creator_id == actor.id, col(Subscription.ended_at).is_(None))
        .where(col(Account.id).not_in(apart.blocked_by(actor.id)))
    )


def _in_reach(actor: Actor) -> Any:
    """No block stands between the subscriber and the actor: of those who blocked, nobody sees whether they are here."""
    return col(Account.id).not_in(apart.from_whom(actor.id))


def _chosen(now: datetime, spent: Subquery, last: Subquery) -> Mapping[Shown, ColumnElement[bool]]:
    here_since = now - timedelta(seconds=settings().online_seconds)
    best = select(spent.c.payer_id).where(spent.c.amount > 0).order_by(spent.c.amount.desc(), spent.c.payer_id)
    return {
        Shown.ALL: col(Account.id).is_not(None),
        Shown.ONLINE: func.coalesce(col(Presence.last_seen_at) > here_since, False),
        Shown.CALLED: last.c.ended_at.is_not(None),
        Shown.TOP: col(Account.id).in_(best.limit(_TOP)),
    }


def _named(search: str) -> ColumnElement[bool]:
    """Name or handle contains it. SQLite lowers ASCII letters only, so the usual spellings are tried too."""
    spellings = {search, search.lower(), search.title()}
    fields = (col(Account.name), col(Account.handle))
    return or_(*(field.icontains(spelling, autoescape=True) for spelling in spellings for field in fields))


def _counts(
    session: Session, columns: Any, named: ColumnElement[bool], chosen: Mapping[Shown, ColumnElement[bool]]
) -> dict[Shown, int]:
    sums = [func.count().filter(condition) for condition in chosen.values()]
    return dict(zip(chosen, session.execute(columns.where(named).with_only_columns(*sums)).one(), strict=True))


def _row(row: Any, now: datetime, here_since: datetime) -> SubscriberRow:
    account_id, handle, name, picture, since, seen_at, spent, currency, kind, two_way_ms, ended_at, note, busy = row
    return SubscriberRow(
        account_id=account_id,
        handle=handle,
        name=name,
        picture=picture,
        online=seen_at is not None and seen_at > here_since,
        busy=bool(busy),
        since=month(since),
        last_call=f"{ago(ended_at, now)} · {length(two_way_ms)}" if ended_at else "",
        last_call_kind=str(kind or ""),
        spent=written(spent, currency) if spent else "",
        note=" ".join((note or "").split())[:_GLANCE],
        start_href=routes.to(routes.SET_UP, fan_id=account_id),
        message_href=routes.to(routes.MESSAGE_TO, handle=handle),
    )
