"""Dates in the words and the time zone of whoever looks."""

from typing import Any, Literal

import reflex as rx
from reflex_base.components.component import field

from onetoone.ui.elements import Text


class Moment(rx.Component):
    """A <time> (assets/ui/moment.jsx)."""

    library = "$/public/ui/moment.jsx"
    tag = "Moment"
    alias = "UiMoment"

    iso: rx.Var[str] = field(doc="ISO 8601, UTC; nothing at all when empty.")
    how: rx.Var[str] = field(doc="date, day, moment or clock.")


def moment(iso: Text, how: Literal["date", "day", "moment", "clock"] = "date", **props: Any) -> rx.Component:
    """ "3 May 2026", "3 May", "3 May 2026, 14:05" or "14:05:12"."""
    return Moment.create(iso=iso, how=how, **props)
