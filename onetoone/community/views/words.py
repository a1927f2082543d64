"""Times and lengths as a person would say them, without knowing the reader's time zone."""

from datetime import datetime, timedelta

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def ago(at: datetime, now: datetime) -> str:
    """How long ago: "just now", "5 min ago", "3 h ago", "yesterday", "4 days ago", "3 weeks ago", "in March 2026"."""
    seconds = max(now - at, timedelta(0)).total_seconds()
    days = int(seconds // _DAY)
    if seconds < _MINUTE:
        return "just now"
    if seconds < _HOUR:
        return f"{int(seconds // _MINUTE)} min ago"
    if days < 1:
        return f"{int(seconds // _HOUR)} h ago"
    if days < 2:
        return "yesterday"
    if days < 14:
        return f"{days} days ago"
    if days < 60:
        return f"{days // 7} weeks ago"
    return f"in {month(at)}"


def month(at: datetime) -> str:
    """ "March 2026"."""
    return f"{at:%B %Y}"


def length(milliseconds: int) -> str:
    """How long a call was: "14 min", or "48 s" below a minute."""
    seconds = milliseconds // 1000
    return f"{seconds} s" if seconds < _MINUTE else f"{seconds // _MINUTE} min"
