"""The fair meter's timeline, to the second: when both were together, and whose line it was when they were not."""

from datetime import datetime
from itertools import pairwise

from sqlmodel import Session, col, select

from onetoone.calls.views.durations import length
from onetoone.calls.views.shapes import Stretch
from onetoone.domain.calls import Side
from onetoone.domain.words import _
from onetoone.models import Account, Call, TwoWaySpan

_WORTH_A_WORD = 1000  # ms


def timeline(session: Session, row: Call, side: Side, people: dict[Side, Account]) -> list[Stretch]:
    """Stretches in order, from the first moment together to the end of the call, or to where it stands now."""
    recorded = select(TwoWaySpan).where(TwoWaySpan.call_id == row.id).order_by(col(TwoWaySpan.began_at))
    spans = list(session.exec(recorded))
    if not spans:
        return []
    parts: list[tuple[datetime, datetime, bool, Side | None]] = []
    for span, after in pairwise([*spans, None]):
        assert span is not None
        parts.append((span.began_at, span.stopped_at, True, None))
        again = after.began_at if after else row.ended_at or span.stopped_at
        parts.append((span.stopped_at, again, False, span.missing))
    whole = max(row.length_ms, sum(_ms(began, ended) for began, ended, *_ in parts))

    def stretch(began: datetime, ended: datetime, together: bool, missing: Side | None) -> Stretch:
        ms = _ms(began, ended)
        return Stretch(
            at=_as_time(_ms(spans[0].began_at, began)),
            together=together,
            line=_("{time} together", time=length(ms)) if together else down(length(ms), missing),
            share=round(100 * ms / whole, 1),
        )

    def down(lasted: str, missing: Side | None) -> str:
        if missing is None:
            return _("The line was down for {time}; the clock stood still", time=lasted)
        if missing is side:
            return _("Your line was down for {time}; the clock stood still", time=lasted)
        name = people[missing].name
        return _("{name}'s line was down for {time}; the clock stood still", name=name, time=lasted)

    return [stretch(*part) for part in parts if part[2] or _ms(part[0], part[1]) >= _WORTH_A_WORD]


def _ms(began: datetime, ended: datetime) -> int:
    return max(0, round((ended - began).total_seconds() * 1000))


def _as_time(ms: int) -> str:
    minutes, seconds = divmod(ms // 1000, 60)
    return f"{minutes}:{seconds:02}"
