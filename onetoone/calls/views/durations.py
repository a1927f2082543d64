"""Lengths of time as people say them."""

from onetoone.domain.durations import length

__all__ = ["in_words", "length"]


def in_words(seconds: float) -> str:
    """ "30 seconds", "1 minute", "2 minutes"."""
    whole = round(seconds)
    if whole >= 60 and whole % 60 == 0:
        return f"{whole // 60} minute{'' if whole == 60 else 's'}"
    return f"{whole} second{'' if whole == 1 else 's'}"
