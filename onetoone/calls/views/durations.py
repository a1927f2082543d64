"""Lengths of time as people say them."""

from onetoone.domain.durations import length
from onetoone.domain.words import n_

__all__ = ["in_words", "length"]


def in_words(seconds: float) -> str:
    """ "30 seconds", "1 minute", "2 minutes"."""
    whole = round(seconds)
    if whole >= 60 and whole % 60 == 0:
        return n_("{n} minute", "{n} minutes", whole // 60)
    return n_("{n} second", "{n} seconds", whole)
