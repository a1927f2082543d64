"""/calls: what is over."""

import reflex as rx

from onetoone import ui
from onetoone.accounts.frame import framed
from onetoone.calls.components.history import filters, past_calls


def history() -> rx.Component:
    return framed(
        rx.fragment(
            ui.page_header("Calls", line="With whom, how it went, and a way to call again."),
            rx.el.div(filters(), past_calls(), class_name="flex flex-col gap-5"),
        ),
        title="Calls",
        active="calls",
        heading=False,
    )
