"""One's own stars for a call. Whatever the other chose is not shown."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from onetoone.config import settings
from onetoone.domain import ratings
from onetoone.domain.calls import Side, Status
from onetoone.domain.people import Actor
from onetoone.domain.words import _
from onetoone.models import Call, Rating


@dataclass(frozen=True, slots=True)
class RatingSeen:
    """`stars` 0: none yet. `may`: the viewer can choose, or choose anew. `who_sees` says where it goes."""

    stars: int = 0
    line: str = ""
    may: bool = False
    question: str = ""
    who_sees: str = ""


def rating(session: Session, actor: Actor, call: Call, side: Side, other: str, now: datetime) -> RatingSeen:
    """For the summary."""
    kept = session.get(Rating, (call.id, actor.id))
    fan = side is Side.FAN
    together = call.two_way_ms if call.status is Status.ENDED else 0
    why_not = ratings.why_not(together, call.ended_at, kept.at if kept else None, now, settings().rating_window)
    return RatingSeen(
        stars=kept.stars if kept else 0,
        line=kept.line if kept else "",
        may=not why_not,
        question=_("How was your call with {name}?", name=other),
        who_sees=_("Counts in {name}’s average. Nobody learns who gave what.", name=other)
        if fan
        else _("Only you see this."),
    )
