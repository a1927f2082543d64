"""How the actor wants to be reached: not now, not at night, by which e-mail, with whose name on the lock screen."""

import hmac
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session, col, or_, select

from onetoone import db
from onetoone.config import settings
from onetoone.domain import quiet
from onetoone.domain.calls import OVER
from onetoone.domain.errors import Invalid, NotFound
from onetoone.domain.people import Actor
from onetoone.domain.ports import Notice
from onetoone.domain.words import _
from onetoone.models import Account, Call, Reach
from onetoone.models.reaching import reach_of

LETTERS = ("missed", "receipts")
"""What e-mail is about; each can be chosen."""


def be_left_alone(session: Session, *, actor: Actor, how_long: object, now: datetime) -> None:
    """Do not disturb: for one of `quiet.whiles`, or "" to be disturbed again."""
    reach = _own(session, actor)
    ends = quiet.whiles(now, reach.time_zone)
    if how_long != "" and how_long not in ends:
        raise Invalid(_("Please choose for how long."))
    reach.not_disturbed = how_long != ""
    reach.not_disturbed_until = ends[str(how_long)] if how_long else None
    _tell(session, actor)


def keep_quiet(session: Session, *, actor: Actor, begin: object, end: object, now: datetime) -> None:
    """Every day from `begin` to `end` ("22:00") in the person's own time zone."""
    hours = quiet.minutes(begin), quiet.minutes(end)
    if hours[0] == hours[1]:
        raise Invalid(_("Quiet hours need a beginning and another end."))
    reach = _own(session, actor)
    reach.quiet_from, reach.quiet_to = hours
    _tell(session, actor)


def no_quiet_hours(session: Session, *, actor: Actor, now: datetime) -> None:
    """No hour is quiet by itself any more."""
    reach = _own(session, actor)
    reach.quiet_from = reach.quiet_to = None
    _tell(session, actor)


def live_in(session: Session, *, actor: Actor, zone: object, now: datetime) -> None:
    """The time zone of the actor's browser; quiet hours are in it."""
    named = quiet.zone(zone)
    if reach_of(session, actor.id).time_zone != named:
        _own(session, actor).time_zone = named
        _tell(session, actor)


def choose_mail(session: Session, *, actor: Actor, about: object, on: bool, now: datetime) -> None:
    """Whether the actor gets e-mail about missed calls, or receipts."""
    _choose(_own(session, actor), about, on)


def show_names(session: Session, *, actor: Actor, on: bool, now: datetime) -> None:
    """Whether notifications say who it is: anybody who sees the lock screen reads them."""
    _own(session, actor).names_shown = on


def stop_address(account_id: str, about: str) -> str:
    """What a letter's unsubscribe link carries: whose, about what, and our signature."""
    return f"{account_id}.{about}.{_signature(account_id, about)}"


def stop_mail(session: Session, token: str, *, only_look: bool = False) -> str:
    """What the holder of such a link asked for: no more of these letters. What they were about; `NotFound` for a link
    that isn't ours."""
    account_id, _dot, rest = token.partition(".")
    about, _dot, signature = rest.partition(".")
    right = hmac.compare_digest(signature.encode(), _signature(account_id, about).encode())
    if not settings().link_secret or not right or session.get(Account, account_id) is None:
        raise NotFound(_("This link isn't complete."))
    if not only_look:
        reach = reach_of(session, account_id)
        _choose(reach, about, on=False)
        session.add(reach)
    return about


def _choose(reach: Reach, about: object, on: bool) -> None:
    if about not in LETTERS:
        raise Invalid(_("There is no such e-mail."))
    setattr(reach, f"mail_{about}", on)


def _signature(account_id: str, about: str) -> str:
    said = f"stop:{account_id}:{about}".encode()
    return hmac.new(settings().link_secret.encode(), said, sha256).hexdigest()[:32]


def _own(session: Session, actor: Actor) -> Reach:
    reach = reach_of(session, actor.id)
    session.add(reach)
    return reach


def _tell(session: Session, actor: Actor) -> None:
    """Their tabs, and those of whoever waits for them right now."""
    db.announce(session, Notice(actor.id, "call", actor.id))
    mine = or_(col(Call.creator_id) == actor.id, col(Call.fan_id) == actor.id)
    for call in session.exec(select(Call).where(mine, col(Call.status).not_in(OVER)).limit(50)):
        for person in (call.creator_id, call.fan_id):
            db.announce(session, Notice(person, "call", call.id))
