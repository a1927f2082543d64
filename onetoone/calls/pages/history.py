"""/calls: what is over."""

import reflex as rx

from onetoone import ui
from onetoone.accounts.frame import framed
from onetoone.calls.components.history import filters, past_calls
from onetoone.ui.words import _


def history() -> rx.Component:
    return framed(
        rx.fragment(
            ui.page_header(_("Calls"), line=_("With whom, how it went, and a way to call again.")),
            rx.el.div(filters(), past_calls(), class_name="flex flex-col gap-5"),
        ),
        title=_("Calls"),
        active="calls",
        heading=False,
    )
