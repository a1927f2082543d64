"""One small chart: bars over time, drawn in SVG, with the same figures as a table for who can't or won't see them."""

from typing import Any

import reflex as rx

from onetoone.ui.elements import Text
from onetoone.ui.words import _


def bar_chart(bars: rx.Var[list[Any]], *, label: Text, columns: tuple[str, str]) -> rx.Component:
    """`bars` have `label`, `words`, `amount` (in words), and `x`, `width`, `height` in hundredths of the picture.

    The picture is for the eye alone; "Show as a table" below it is for everyone. `columns` heads the table.
    """

    def bar(each: Any) -> rx.Component:
        place = {"x": each.x, "y": 100 - each.height, "width": each.width, "height": each.height}
        return rx.el.svg.rect(
            rx.el.svg.title(each.words + ": " + each.amount),
            custom_attrs=place,
            class_name="fill-accent transition-[fill] duration-quick hover:fill-glow",
        )

    picture = rx.el.svg(
        rx.el.svg.line(custom_attrs={"x1": 0, "x2": 100, "y1": 100, "y2": 100}, class_name="stroke-edge stroke-[0.5]"),
        rx.foreach(bars, bar),
        view_box="0 0 100 100",
        custom_attrs={"preserveAspectRatio": "none"},
        aria_hidden=True,
        class_name="block h-36 w-full overflow-visible sm:h-44",
    )
    # Time runs from left to right in a chart, whichever way the words around it are read.
    axis = rx.el.div(
        rx.el.span(bars[0].label),
        rx.el.span(bars[bars.length() - 1].label),
        aria_hidden=True,
        dir="ltr",
        class_name="mt-2 flex justify-between text-tiny text-muted",
    )
    table = rx.el.details(
        rx.el.summary(
            _("Show as a table"),
            class_name="inline-flex min-h-11 items-center rounded-field text-small font-[560] text-accent-ink "
            "underline decoration-1 underline-offset-[0.22em] hover:decoration-2",
        ),
        rx.el.table(
            rx.el.caption(label, class_name="only-read"),
            rx.el.thead(
                rx.el.tr(
                    rx.el.th(columns[0], scope="col", class_name="py-2 text-start font-[600]"),
                    rx.el.th(columns[1], scope="col", class_name="py-2 text-end font-[600]"),
                ),
                class_name="text-muted",
            ),
            rx.el.tbody(
                rx.foreach(
                    bars,
                    lambda each: rx.el.tr(
                        rx.el.th(each.words, scope="row", class_name="py-1.5 text-start font-[450]"),
                        rx.el.td(each.amount, class_name="py-1.5 text-end tabular"),
                    ),
                ),
                class_name="divide-y divide-line",
            ),
            class_name="w-full max-w-[26rem] text-small",
        ),
        class_name="mt-2",
    )
    return rx.el.figure(picture, axis, table, aria_label=label)
