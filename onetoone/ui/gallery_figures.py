"""What the gallery shows of figures: bars over time, filters in a row, dates."""

from dataclasses import dataclass

import reflex as rx

from onetoone.ui.charts import bar_chart
from onetoone.ui.choices import chip
from onetoone.ui.fields import money_field
from onetoone.ui.moments import moment
from onetoone.ui.stars import star_choice, stars
from onetoone.ui.surfaces import card, facts, section_title


@dataclass(frozen=True)
class _Bar:
    label: str
    words: str
    amount: str
    height: float
    x: float
    width: float = 7


_WORDS = {1: "Bad", 2: "Not great", 3: "Okay", 4: "Good", 5: "Wonderful"}


def figures() -> rx.Component:
    """A chart with its table, chips, dates in the reader's words, and symbols of one letter and of three."""
    heights = (12, 30, 0, 44, 61, 58, 100, 72)
    bars = [_Bar(f"W{i}", f"Week {i}", f"${height * 3}", height, i * 12.5 + 2.5) for i, height in enumerate(heights)]
    at = "2026-05-03T12:05:09+00:00"
    return rx.fragment(
        section_title("Over time"),
        card(bar_chart(rx.Var.create(bars).to(list[_Bar]), label="Earnings by week", columns=("Week", "Net"))),
        section_title("Filters"),
        rx.el.div(
            chip("All", chosen=True),
            chip("Calls", chosen=False),
            chip("Tips", chosen=False),
            class_name="flex flex-wrap gap-2",
        ),
        section_title("Stars"),
        rx.el.div(
            star_choice("How was it?", _WORDS, name="none-yet", value=0),
            star_choice("How was it?", _WORDS, name="four", value=4),
            rx.el.div(stars(5), stars("4.8", count=23), class_name="flex flex-wrap items-center gap-6"),
            class_name="flex flex-col gap-5",
        ),
        section_title("Dates"),
        card(facts(*((how, moment(at, how)) for how in ("date", "day", "moment", "clock")))),
        section_title("Amounts"),
        rx.el.div(
            money_field("Price", name="price-usd", default_value="25"),
            money_field("Price", name="price-kwd", symbol="KWD", default_value="7.500"),
            class_name="ui-pair max-w-measure gap-4",
        ),
    )
