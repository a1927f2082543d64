"""What somebody thought of a call: once per call and person, and to be changed for a while."""

from datetime import datetime

from sqlmodel import Session

from onetoone.calls.service.moves import find, tell
from onetoone.config import settings
from onetoone.domain import ratings
from onetoone.domain.calls import Status
from onetoone.domain.errors import NotFound, Refused
from onetoone.domain.people import Actor
from onetoone.domain.permissions import side_of
from onetoone.domain.text import clean
from onetoone.domain.words import _
from onetoone.models import Call, Rating

_LONGEST = 200


def rate(session: Session, *, actor: Actor, call_id: str, stars: object, now: datetime) -> Rating:
    """One to five stars for a call that took place; again to change them."""
    call = find(session, actor, call_id)
    chosen = ratings.stars(stars)
    kept = session.get(Rating, (call.id, actor.id))
    _require_open(call, kept, now)
    if kept is None:
        side = side_of(call, actor)
        about = call.creator_id if actor.id == call.fan_id else call.fan_id
        kept = Rating(call_id=call.id, by_id=actor.id, about_id=about, by=side, stars=chosen, at=now, changed_at=now)
    kept.stars, kept.changed_at = chosen, now
    session.add(kept)
    session.flush()
    tell(session, call)
    return kept


def rate_in_words(session: Session, *, actor: Actor, call_id: str, line: object, now: datetime) -> Rating:
    """A line to the stars, for oneself."""
    call = find(session, actor, call_id)
    said = clean(line, most=_LONGEST, what=_("The line"))
    kept = session.get(Rating, (call.id, actor.id))
    if kept is None:
        raise NotFound(_("Choose the stars first."))
    _require_open(call, kept, now)
    kept.line, kept.changed_at = said, now
    session.add(kept)
    return kept


def _require_open(call: Call, kept: Rating | None, now: datetime) -> None:
    together = call.two_way_ms if call.status is Status.ENDED else 0
    why_not = ratings.why_not(together, call.ended_at, kept.at if kept else None, now, settings().rating_window)
    if why_not:
        raise Refused(why_not)
