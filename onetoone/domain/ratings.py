"""What people think of a call that they had: one to five stars, a word for each."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from babel.numbers import format_decimal

from onetoone.domain.errors import Invalid
from onetoone.domain.locale import spoken
from onetoone.domain.words import N_, _

WORDS: dict[int, str] = {
    1: N_("Bad"),
    2: N_("Not great"),
    3: N_("Okay"),
    4: N_("Good"),
    5: N_("Wonderful"),
}

LEAST_SHOWN = 3
"""An average of fewer would tell who thought what."""


def stars(value: object) -> int:
    """One to five, as a form or a handler's argument carries it."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) == 1:
        value = int(value)
    if type(value) is not int or value not in WORDS:
        raise Invalid(_("Please choose one to five stars."))
    return value


@dataclass(frozen=True, slots=True)
class Window:
    """How much of a call there must have been, how long after it one can rate, and how long change that. Seconds."""

    least: float
    rate: float
    change: float


def why_not(together_ms: int, ended_at: datetime | None, rated_at: datetime | None, now: datetime, w: Window) -> str:
    """Why a call can't be rated, or its rating changed, in words for a person; "" when it can. `together_ms` 0 for a
    call that never took place."""
    if ended_at is None or not together_ms or together_ms < w.least * 1000:
        return _("Only a call that took place can be rated.")
    if rated_at is None and now - ended_at > timedelta(seconds=w.rate):
        return _("This call is too long ago to be rated.")
    if rated_at is not None and now - rated_at > timedelta(seconds=w.change):
        return _("This rating can’t be changed any more.")
    return ""


def average(total: int, count: int) -> str:
    """ "4.8" ("4,8" in German) of so many ratings, rounded half up; nothing where they are too few to be shown."""
    if count < LEAST_SHOWN:
        return ""
    tenths = (total * 10 * 2 + count) // (count * 2)
    return str(format_decimal(Decimal(tenths) / 10, "0.0", locale=spoken()))
