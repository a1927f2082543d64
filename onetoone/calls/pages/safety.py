"""/settings/safety: whom one has blocked, and what that does."""

import reflex as rx

from onetoone import routes, ui
from onetoone.accounts.frame import framed
from onetoone.calls.components.safety import what_a_block_does
from onetoone.calls.state.safety import SafetyState
from onetoone.calls.views import BlockedRow
from onetoone.ui.words import _


def safety() -> rx.Component:
    people = rx.el.ul(
        rx.foreach(SafetyState.rows, _row), aria_label=_("Blocked"), class_name="list-none divide-y divide-line"
    )
    nobody = ui.empty_state(
        "shield",
        _("Nobody is blocked"),
        _("Whom you block, from a conversation or a creator’s page, will be listed here."),
    )
    return framed(
        rx.fragment(
            ui.page_header(_("Safety"), line=_("Who can’t reach you."), back_href=routes.SETTINGS),
            rx.el.div(
                ui.card(
                    rx.cond(
                        SafetyState.loaded,
                        rx.cond(SafetyState.rows.length() > 0, people, nobody),
                        ui.skeleton_rows(3),
                    ),
                    padded=False,
                    class_name="px-5 py-2 sm:px-6",
                ),
                # Comes with the list, whose length nobody knows before, so that it isn't pushed down by it.
                rx.cond(
                    SafetyState.loaded,
                    ui.card(
                        rx.el.h2(_("What a block does"), class_name="mb-4 text-heading text-ink"),
                        what_a_block_does(),
                    ),
                ),
                class_name="flex flex-col gap-5",
            ),
        ),
        title=_("Safety"),
        active="settings",
        width="measure",
        heading=False,
    )


def _row(row: rx.Var[BlockedRow]) -> rx.Component:
    return rx.el.li(
        ui.avatar(row.name, src=row.picture),
        rx.el.div(
            rx.el.p(ui.as_typed(row.name), class_name="truncate font-[600] text-ink"),
            rx.el.p(ui.woven(_("Since {date}"), date=ui.moment(row.since, "date")), class_name="text-small text-muted"),
            class_name="min-w-0 flex-1",
        ),
        ui.button(
            _("Unblock"),
            variant="secondary",
            size="sm",
            aria_label=_("Unblock {name}", name=row.name),
            on_click=SafetyState.unblock(row.id),
        ),
        key=row.id,
        custom_attrs={"data-blocked": row.handle},
        class_name="flex items-center gap-3 py-3",
    )
