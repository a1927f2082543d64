"""The brand mark: two people leaning in, and the light between them."""

from typing import Any

import reflex as rx

from onetoone.ui.elements import Child, Text, classes, extra_classes

NAME = "onetoone"


def mark(size: int = 32, **props: Any) -> rx.Component:
    """The mark alone, decorative. The same drawing as assets/favicon.svg."""
    return rx.el.svg(
        rx.el.path(d="M20 8a12 12 0 1 0 0 24 17 17 0 0 1 0-24Z", class_name="fill-accent"),
        rx.el.path(d="M20 8a12 12 0 1 1 0 24 17 17 0 0 0 0-24Z", class_name="fill-glow"),
        view_box="0 0 40 40",
        width=str(size),
        height=str(size),
        aria_hidden=True,
        **props,
    )


def wordmark(*, size: int = 30, name: Text = NAME, after: Child = None, **props: Any) -> rx.Component:
    """Mark and name."""
    return rx.el.span(
        mark(size),
        rx.el.span(name, class_name="font-display text-[1.3125rem] font-[560] tracking-[-0.02em] text-ink"),
        after if after is not None else rx.fragment(),
        class_name=classes("inline-flex items-center gap-2", *extra_classes(props)),
        **props,
    )
