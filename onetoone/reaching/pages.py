"""Settings → Reaching you."""

import reflex as rx

from onetoone import routes, ui
from onetoone.accounts.frame import framed
from onetoone.accounts.tab import Tab
from onetoone.reaching.components import settings
from onetoone.reaching.state import ReachingState
from onetoone.ui.words import _


def reaching_page() -> rx.Component:
    """Notifications, when nobody is disturbed, and e-mail."""
    content = rx.el.div(
        settings.device(),
        settings.left_alone(),
        settings.quiet_hours(),
        settings.letters(),
        class_name="flex flex-col gap-5",
    )
    return framed(
        rx.fragment(
            ui.page_header(
                _("Reaching you"),
                line=_("When you aren’t looking, and when you’d rather not."),
                back_href=routes.SETTINGS,
            ),
            settings.asks_this_browser(),
            # All of it at once: whatever the browser says stands at the top, and would push the rest down.
            rx.cond(ReachingState.loaded & (ReachingState.standing != ""), content, ui.skeleton_rows(4)),
        ),
        title=_("Reaching you"),
        active="settings",
        width="measure",
        heading=False,
    )


def add_pages(app: rx.App) -> None:
    """Register the page of this room."""
    app.add_page(
        reaching_page,
        route=routes.REACHING,
        title=_("Reaching you · onetoone"),
        on_load=[Tab.arrive, ReachingState.load],
    )
