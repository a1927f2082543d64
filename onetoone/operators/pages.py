"""/operator: 404 for everybody but operators."""

import reflex as rx

from onetoone import routes, ui
from onetoone.accounts.frame import framed
from onetoone.accounts.tab import Tab
from onetoone.operators.components import action_dialog, books, lists
from onetoone.operators.state import OperatorState
from onetoone.ui.words import _


def operator() -> rx.Component:
    refresh = ui.icon_button("refresh_cw", _("Read again"), on_click=OperatorState.load)
    return framed(
        rx.fragment(
            ui.page_header(_("Operator"), refresh, line=_("What needs a person, and where every cent is.")),
            rx.cond(OperatorState.view.loaded, rx.fragment(books(), lists()), ui.skeleton_rows(6)),
            action_dialog(),
        ),
        title=_("Operator"),
        heading=False,
    )


def add_pages(app: rx.App) -> None:
    """Register the page of this room."""
    app.add_page(
        operator, route=routes.OPERATOR, title=_("Operator · onetoone"), on_load=[Tab.arrive, OperatorState.load]
    )
