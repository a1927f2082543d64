"""Choosing: a segmented choice, a switch, a checkbox. Native inputs underneath, so every key works."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import reflex as rx

from onetoone.ui.elements import Flag, Text, classes, extra_classes, icon, pick, when
from onetoone.ui.fields import HINT, LABEL

CHIP = (
    "inline-flex min-h-11 shrink-0 items-center gap-2 rounded-pill border border-line bg-surface px-4 "
    "text-[0.9375rem] font-[580] text-muted transition-colors duration-quick hover:bg-sunken hover:text-ink "
    "aria-pressed:border-transparent aria-pressed:bg-accent-soft aria-pressed:text-accent-ink"
)


class Choice(NamedTuple):
    """One option of a segmented choice."""

    value: str
    label: Text
    icon_name: str = ""
    hint: Text = ""


def segmented(
    label: Text,
    choices: Sequence[Choice],
    *,
    name: str,
    value: Text | None = None,
    default: Text | None = None,
    hide_label: bool = False,
    **props: Any,
) -> rx.Component:
    """Two to four options side by side (radio buttons). In a form the picked value arrives under `name`.

    Uncontrolled with `default`; controlled with `value` and `on_change` (receives the value).
    """
    on_change = props.pop("on_change", None)

    def option(choice: Choice) -> rx.Component:
        state: dict[str, Any] = {}
        if value is not None:
            state["checked"] = value == choice.value
        elif default is not None:
            state["default_checked"] = default == choice.value
        if on_change is not None:
            state["on_change"] = on_change(choice.value)
        return rx.el.label(
            rx.el.input(type="radio", name=name, value=choice.value, class_name="peer only-read", **state),
            rx.el.span(
                icon(choice.icon_name, 18) if choice.icon_name else rx.fragment(),
                rx.el.span(choice.label),
                class_name="flex min-h-11 items-center justify-center gap-2 "
                "rounded-[calc(var(--radius-field)-0.25rem)] px-3 "
                "text-[0.9375rem] font-[600] text-muted transition-[background-color,color,box-shadow] duration-quick "
                "hover:text-ink peer-checked:bg-raised peer-checked:text-accent-ink peer-checked:shadow-card "
                "peer-focus-visible:outline-2 peer-focus-visible:outline-focus peer-focus-visible:outline-offset-2 "
                "text-center",
            ),
            class_name="min-w-0 flex-1",
        )

    return rx.el.fieldset(
        rx.el.legend(label, class_name="only-read" if hide_label else f"{LABEL} mb-1.5"),
        rx.el.div(
            *[option(choice) for choice in choices],
            class_name="flex gap-1 rounded-field bg-sunken p-1 border border-line",
        ),
        class_name=classes("min-w-0", *extra_classes(props)),
        **props,
    )


def switch(label: Text, *, name: str = "", hint: Text = "", on: Flag | None = None, **props: Any) -> rx.Component:
    """On or off, at once. `on` with `on_change` (receives the new bool) controls it; `default_checked` doesn't."""
    if on is not None:
        props["checked"] = on
    return rx.el.label(
        rx.el.span(
            rx.el.span(label, class_name="text-[0.9375rem] font-[560] text-ink"),
            when(hint, lambda text: rx.el.span(text, class_name=f"{HINT} block")),
            class_name="min-w-0 flex flex-col gap-0.5",
        ),
        rx.el.span(
            # Over its track, unseen: what is clicked is the input itself.
            rx.el.input(
                type="checkbox",
                role="switch",
                name=name,
                class_name="peer absolute inset-0 z-1 m-0 size-full cursor-pointer appearance-none rounded-pill "
                "opacity-0 disabled:cursor-default",
                **props,
            ),
            rx.el.span(
                aria_hidden=True,
                class_name="ui-switch-track absolute inset-0 rounded-pill bg-edge/80 transition-colors duration-gentle "
                "peer-checked:bg-accent peer-disabled:opacity-50 peer-focus-visible:outline-2 "
                "peer-focus-visible:outline-focus peer-focus-visible:outline-offset-2 after:absolute after:start-[2px] "
                "after:top-[2px] after:size-[24px] after:rounded-pill after:bg-raised after:shadow-card "
                "after:transition-transform after:duration-gentle after:ease-spring "
                "peer-checked:after:translate-x-[20px] rtl:peer-checked:after:-translate-x-[20px]",
            ),
            class_name="relative h-[28px] w-[48px] shrink-0",
        ),
        class_name="relative flex items-center justify-between gap-4 py-1.5",
    )


def checkbox(label: Text | rx.Component, *, name: str, hint: Text = "", **props: Any) -> rx.Component:
    """A yes to one thing."""
    return rx.el.label(
        rx.el.span(
            rx.el.input(
                type="checkbox",
                name=name,
                class_name="peer size-5.5 appearance-none rounded-[0.4rem] border border-edge bg-surface "
                "transition-colors "
                "duration-quick checked:border-accent checked:bg-accent",
                **props,
            ),
            icon(
                "check",
                16,
                class_name="stroke-[3] pointer-events-none absolute inset-0 m-auto scale-0 text-on-accent "
                "transition-transform duration-quick peer-checked:scale-100",
            ),
            class_name="relative flex shrink-0",
        ),
        rx.el.span(
            rx.el.span(label, class_name="text-[0.9375rem] text-ink"),
            when(hint, lambda text: rx.el.span(text, class_name=f"{HINT} block")),
            class_name="flex min-w-0 flex-col gap-0.5",
        ),
        class_name="relative flex items-start gap-3 py-1",
    )


def chip(label: Text, *, chosen: Flag, **props: Any) -> rx.Component:
    """One of several filters in a row (a toggle button). Put them into a group with a name."""
    pressed = pick(chosen, "true", "false")
    return rx.el.button(
        label,
        type="button",
        aria_pressed=pressed,
        class_name=classes(CHIP, *extra_classes(props)),
        **props,
    )
