"""/settings/data: a copy of one's data, and leaving for good."""

import reflex as rx

from onetoone import routes, ui
from onetoone.accounts.frame import framed
from onetoone.accounts.tab import Tab
from onetoone.privacy.components import copy_card, leave_card, leave_question, stayed
from onetoone.privacy.state import DataState
from onetoone.ui.words import _


def your_data() -> rx.Component:
    return framed(
        rx.fragment(
            ui.page_header(_("Your data"), line=_("Take it along, or have it deleted."), back_href=routes.SETTINGS),
            rx.cond(
                DataState.view.loaded,
                rx.el.div(stayed(), copy_card(), leave_card(), class_name="flex flex-col gap-5"),
                ui.skeleton_rows(4),
            ),
            leave_question(),
        ),
        title=_("Your data"),
        active="settings",
        width="measure",
        heading=False,
    )


def add_pages(app: rx.App) -> None:
    """Register the page of this room."""
    title = _("Your data · onetoone")
    app.add_page(your_data, route=routes.YOUR_DATA, title=title, on_load=[Tab.arrive, DataState.load])
