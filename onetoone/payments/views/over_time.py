"""What was earned over time, as bars."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from babel.dates import format_date, format_skeleton

from onetoone.domain import dates
from onetoone.domain.money import written
from onetoone.payments.views.filters import Period

_LEAST_MONTHS, _MOST_MONTHS = 6, 24  # before the first earnings there is nothing to see


@dataclass(frozen=True)
class Bar:
    """One stretch of time. `height` in hundredths of the tallest; `label` is on the axis, `words` are read out."""

    label: str = ""
    words: str = ""
    amount: str = ""
    height: float = 0
    x: float = 0
    width: float = 0


def bars(earned: Iterable[tuple[datetime, int]], period: Period, currency: str, now: datetime) -> list[Bar]:
    """Net earnings by day, week or month, up to `now`; minor units in, bars out. Days are UTC's."""
    known = [(at.date(), amount) for at, amount in earned]
    starts, words = _grid(period, min((day for day, _ in known), default=now.date()), now.date())
    sums = [sum(amount for day, amount in known if begin <= day < end) for begin, end in pairwise(starts)]
    tallest = max((*sums, 1))
    room = 100 / len(sums)
    return [
        Bar(
            label=words(begin),
            words=words(begin),
            amount=written(amount, currency),
            height=round(max(amount, 0) * 100 / tallest, 2),
            x=round(i * room + room * 0.15, 3),
            width=round(room * 0.7, 3),
        )
        for i, (begin, amount) in enumerate(zip(starts[:-1], sums, strict=True))
    ]


def _grid(period: Period, first: date, today: date) -> tuple[list[date], Callable[[date], str]]:
    """Where each bar begins, and where the last one ends; and how a bar is called."""
    if period is Period.MONTH:
        return [today - timedelta(days=29 - i) for i in range(31)], _day
    if period is Period.QUARTER:
        monday = today - timedelta(days=today.weekday())
        return [monday - timedelta(weeks=12 - i) for i in range(14)], _day
    since = (today.year - first.year) * 12 + today.month - first.month + 1
    months = min(max(since, _LEAST_MONTHS), 12 if period is Period.YEAR else _MOST_MONTHS)
    return [_month_before(today, months - 1 - i) for i in range(months + 1)], _month


def _month_before(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def _day(day: date) -> str:
    return str(format_skeleton("MMMd", datetime(day.year, day.month, day.day), locale=dates.manner()))  # noqa: DTZ001


def _month(day: date) -> str:
    return str(format_date(day, "LLL yy", locale=dates.manner()))
