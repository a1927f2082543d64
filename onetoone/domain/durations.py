"""Lengths of time in words."""

from onetoone.domain.words import _


def length(ms: int) -> str:
    """ "42 s", "12 min 5 s"."""
    minutes, seconds = divmod(ms // 1000, 60)
    if minutes:
        return _("{minutes} min {seconds} s", minutes=minutes, seconds=seconds)
    return _("{seconds} s", seconds=seconds)
