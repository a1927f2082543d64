"""How somebody is reached, as their settings show it; and whether others should disturb them now."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func
from sqlmodel import Session, col, or_, select

from onetoone import routes
from onetoone.config import settings
from onetoone.domain import quiet
from onetoone.domain.calls import Kind, Status
from onetoone.domain.people import Actor
from onetoone.domain.quiet import zone_of
from onetoone.domain.words import _
from onetoone.models import Account, Call, Message, Thread
from onetoone.models.reaching import reach_of

_USUAL = (22 * 60, 8 * 60)
_MOST_NEWS = 20


@dataclass(frozen=True, slots=True)
class Reaching:
    """`hush` says until when nothing rings, empty when it may. `whiles`: for how long one may ask, name and words.
    `begin` and `end` of the quiet hours as a form shows them, also while there are none."""

    is_left_alone: bool = False
    hush: str = ""
    whiles: list[tuple[str, str]] = field(default_factory=list)
    has_hours: bool = False
    begin: str = ""
    end: str = ""
    zone: str = ""
    names_shown: bool = True
    mail_missed: bool = True
    mail_receipts: bool = True
    email: str = ""
    pushes: bool = False
    mails: bool = False


def reaching(session: Session, actor: Actor, now: datetime) -> Reaching:
    """The acting person's own choices."""
    reach = reach_of(session, actor.id)
    begin, end = reach.quiet.hours or _USUAL
    return Reaching(
        is_left_alone=reach.not_disturbed and (reach.not_disturbed_until is None or now < reach.not_disturbed_until),
        hush=hush(session, actor, now),
        whiles=[(name, _while(name, until, reach.time_zone)) for name, until in _whiles(now, reach.time_zone)],
        has_hours=reach.quiet_from is not None,
        begin=quiet.clock(begin),
        end=quiet.clock(end),
        zone=reach.time_zone.replace("_", " "),
        names_shown=reach.names_shown,
        mail_missed=reach.mail_missed,
        mail_receipts=reach.mail_receipts,
        email=session.get_one(Account, actor.id).email,
        pushes=bool(settings().vapid_private_key),
        mails=settings().sends_mail,
    )


def is_quiet(session: Session, account_id: str, now: datetime) -> bool:
    """Whether they are not to be disturbed now."""
    return reach_of(session, account_id).quiet.at(now)


def hush(session: Session, actor: Actor, now: datetime) -> str:
    """ "Nothing rings until 14:30.", or "" when it may."""
    reach = reach_of(session, actor.id)
    chosen = reach.quiet
    if not chosen.at(now):
        return ""
    ends = chosen.ends(now)
    if ends is None:
        return _("Nothing rings until you turn it off.")
    there, today = ends.astimezone(zone_of(reach.time_zone)), now.astimezone(zone_of(reach.time_zone)).date()
    time = f"{there:%H:%M}"
    if there.date() == today:
        return _("Nothing rings until {time}.", time=time)
    return _("Nothing rings until tomorrow, {time}.", time=time)


@dataclass(frozen=True, slots=True)
class News:
    """Something that somebody else did, in words, and where it leads."""

    words: str
    href: str
    is_request: bool


def newest(session: Session, actor: Actor) -> int:
    """How far everything in the actor's conversations has come."""
    mine = or_(Thread.creator_id == actor.id, Thread.fan_id == actor.id)
    last = select(func.max(Message.id)).join(Thread, col(Thread.id) == Message.thread_id).where(mine)
    return session.exec(last).one() or 0


def news(session: Session, actor: Actor, after: int) -> list[News]:
    """What came after that: one for each conversation that somebody wrote in, and one for each request."""
    mine = or_(Thread.creator_id == actor.id, Thread.fan_id == actor.id)
    came = (
        select(Message, Account)
        .join(Thread, col(Thread.id) == Message.thread_id)
        .join(Account, col(Account.id) == Message.author_id)
        .where(mine, Message.author_id != actor.id, col(Message.id) > after, col(Message.kind).in_(("text", "call")))
        .order_by(col(Message.id).desc())
        .limit(_MOST_NEWS)
    )
    found: dict[str, News] = {}
    for message, author in session.exec(came):
        if message.kind == "text":
            href = routes.to(routes.THREAD, thread_id=message.thread_id)
            found.setdefault(href, News(_("{name} wrote to you", name=author.name), href, False))
        elif (call := session.get(Call, message.call_id)) and call.status is Status.REQUESTED:
            href = routes.to(routes.CALL, call_id=call.id)
            if call.kind is Kind.AUDIO:
                asks = _("{name} asks for an audio call", name=author.name)
            else:
                asks = _("{name} asks for a video call", name=author.name)
            found.setdefault(href, News(asks, href, True))
    return list(found.values())


def _whiles(now: datetime, zone: str) -> list[tuple[str, datetime | None]]:
    return list(quiet.whiles(now, zone).items())


def _while(name: str, until: datetime | None, zone: str) -> str:
    at = f"{until.astimezone(zone_of(zone)):%H:%M}" if until else ""
    match name:
        case "hour":
            return _("For 1 hour")
        case "evening":
            return _("Until this evening, {time}", time=at)
        case "morning":
            return _("Until the morning, {time}", time=at)
    return _("Until I turn it off")
