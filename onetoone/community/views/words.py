"""Times and lengths as a person would say them, without knowing the reader's time zone."""

from datetime import datetime, timedelta

from babel.dates import format_skeleton

from onetoone.domain import dates
from onetoone.domain.words import _, n_

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def ago(at: datetime, now: datetime) -> str:
    """How long ago: "just now", "5 min ago", "3 h ago", "yesterday", "4 days ago", "3 weeks ago", "in March 2026"."""
    seconds = max(now - at, timedelta(0)).total_seconds()
    days = int(seconds // _DAY)
    if seconds < _MINUTE:
        return _("just now")
    if seconds < _HOUR:
        return _("{n} min ago", n=int(seconds // _MINUTE))
    if days < 1:
        return _("{n} h ago", n=int(seconds // _HOUR))
    if days < 2:
        return _("yesterday")
    if days < 14:
        return n_("{n} day ago", "{n} days ago", days)
    if days < 60:
        return n_("{n} week ago", "{n} weeks ago", days // 7)
    return _("in {month}", month=month(at))


def month(at: datetime) -> str:
    """ "March 2026"."""
    return str(format_skeleton("yMMMM", at, locale=dates.manner()))


def length(milliseconds: int) -> str:
    """How long a call was: "14 min", or "48 s" below a minute."""
    seconds = milliseconds // 1000
    return _("{seconds} s", seconds=seconds) if seconds < _MINUTE else _("{minutes} min", minutes=seconds // _MINUTE)
