"""The list of conversations."""

import reflex as rx

from onetoone import routes, ui
from onetoone.messages.components.browser import When
from onetoone.messages.state import InboxState, ThreadState
from onetoone.messages.views import Row


def inbox(*, beside: bool = False) -> rx.Component:
    """The person's conversations with a search field above. `beside` an open conversation, which has the page's h1."""
    heading = rx.el.h2 if beside else rx.el.h1
    return rx.el.section(
        rx.el.div(
            heading("Messages", class_name="font-display text-title text-ink"),
            ui.search_field("Search", aria_label="Search conversations", on_change=InboxState.search.debounce(200)),
            class_name="flex flex-col gap-4 px-4 pb-3 pt-6 md:px-5",
        ),
        rx.el.div(
            rx.cond(
                InboxState.loaded,
                rx.cond(
                    InboxState.rows,
                    ui.rows(rx.foreach(InboxState.rows, _row), label="Conversations"),
                    rx.cond(InboxState.searching, _nobody(), _nothing()),
                ),
                ui.skeleton_rows(6),
            ),
            class_name="relative min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-4 md:px-2.5",
        ),
        aria_label="Conversations",
        class_name="flex min-h-0 w-full flex-1 flex-col",
    )


def _row(row: rx.Var[Row]) -> rx.Component:
    open_now = ThreadState.view.id == row.thread_id
    unread = row.unread > 0
    return rx.el.li(
        ui.row(
            ui.avatar(row.name, src=row.picture, online=row.online),
            rx.el.div(
                rx.el.div(
                    rx.el.p(row.name, class_name="min-w-0 flex-1 truncate font-[620] text-ink"),
                    When.create(
                        iso=row.at,
                        how="list",
                        class_name=["shrink-0 text-tiny tabular", rx.cond(unread, "text-accent-ink", "text-muted")],
                    ),
                    class_name="flex items-baseline gap-3",
                ),
                rx.el.div(
                    rx.el.p(
                        row.last,
                        class_name=[
                            "min-w-0 flex-1 truncate text-[0.9375rem] leading-snug",
                            rx.cond(unread, "font-[560] text-ink", "text-muted"),
                        ],
                    ),
                    ui.count_badge(row.unread, label="unread"),
                    class_name="mt-0.5 flex items-center gap-3",
                ),
                class_name="min-w-0 flex-1",
            ),
            href=row.href,
            chosen=open_now,
            aria_current=rx.cond(open_now, "page", "false"),
        ),
        key=row.thread_id,
    )


def _nothing() -> rx.Component:
    return ui.empty_state(
        "message_circle",
        "No conversations yet",
        "When you write to someone, or they write to you, it shows up here.",
        ui.button("Find creators", href=routes.DISCOVER, variant="secondary", icon_name="compass"),
    )


def _nobody() -> rx.Component:
    return ui.empty_state("search_x", "Nobody by that name", "Try a part of their name or handle.")
