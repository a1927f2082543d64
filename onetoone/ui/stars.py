"""One to five stars: to choose, and to look at."""

from collections.abc import Mapping
from typing import Any

import reflex as rx

from onetoone.ui.elements import Flag, Text, classes, extra_classes, icon, only_read, pick
from onetoone.ui.fields import LABEL
from onetoone.ui.words import _, n_


def star_choice(
    label: Text,
    words: Mapping[int, str],
    *,
    name: str,
    value: int | rx.Var[int],
    disabled: Flag = False,
    hide_label: bool = False,
    **props: Any,
) -> rx.Component:
    """Stars to choose from (radio buttons), with the chosen one's word beside them. `words`: one for each star.

    `on_change` receives the number. Arrow keys choose, as in every group of radio buttons.
    """
    on_change = props.pop("on_change", None)

    def star(number: int, word: str) -> rx.Component:
        heard = {"on_change": on_change(number)} if on_change is not None else {}
        return rx.el.label(
            rx.el.input(
                type="radio",
                name=name,
                value=str(number),
                checked=value == number,
                disabled=disabled,
                aria_label=f"{number} – {word}",
                class_name="peer only-read",
                **heard,
            ),
            icon(
                "star",
                30,
                class_name=classes(
                    "stroke-[1.6] transition-[color,fill,scale] duration-quick",
                    pick(value >= number, "fill-glow text-glow", "fill-transparent text-edge"),
                ),
            ),
            class_name="flex size-[48px] cursor-pointer items-center justify-center rounded-field hover:bg-glow-soft "
            "has-[:disabled]:pointer-events-none has-[:focus-visible]:outline-2 has-[:focus-visible]:outline-focus "
            "has-[:focus-visible]:-outline-offset-2",
        )

    chosen: Any = rx.match(value, *words.items(), "") if isinstance(value, rx.Var) else words.get(value, "")
    return rx.el.fieldset(
        rx.el.legend(label, class_name="only-read" if hide_label else f"{LABEL} mb-1.5"),
        rx.el.div(
            rx.el.div(*[star(number, word) for number, word in words.items()], class_name="flex"),
            rx.el.span(
                chosen, aria_hidden=True, class_name="min-w-24 text-[0.9375rem] font-[620] text-glow-ink max-sm:ps-2"
            ),
            class_name="-ms-2 flex flex-wrap items-center gap-x-3",
        ),
        class_name=classes("min-w-0", *extra_classes(props)),
        **props,
    )


def stars(value: Text | int | rx.Var[int], *, count: Text | rx.Var[int] | None = None, **props: Any) -> rx.Component:
    """A figure with a star: "★ 5", or an average with how many it is of."""
    return rx.el.span(
        icon("star", 15, class_name="fill-glow text-glow shrink-0"),
        rx.el.span(value, aria_hidden=True, class_name="font-[620] text-ink tabular"),
        only_read(_("Rated {value} of 5 stars", value=value)),
        rx.fragment(
            rx.el.span("(", count, ")", aria_hidden=True, class_name="text-muted tabular"),
            only_read(n_("{n} rating", "{n} ratings", count)),
        )
        if count is not None
        else rx.fragment(),
        class_name=classes("inline-flex items-center gap-1.5 whitespace-nowrap text-small", *extra_classes(props)),
        **props,
    )
