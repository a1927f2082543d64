"""The list of conversations."""

from collections.abc import Callable

import reflex as rx

from onetoone import routes, ui
from onetoone.messages.components.browser import When
from onetoone.messages.state import InboxState, ThreadState
from onetoone.messages.views import Hit, Row
from onetoone.ui.words import _


def inbox(*, beside: bool = False) -> rx.Component:
    """The person's conversations with a search field above. `beside` an open conversation, which has the page's h1."""
    heading = rx.el.h2 if beside else rx.el.h1
    return rx.el.section(
        rx.el.div(
            heading(_("Messages"), class_name="font-display text-title text-ink"),
            ui.search_field(
                _("Search people and messages"),
                default_value=InboxState.query,
                auto_complete="off",
                max_length=60,
                on_change=InboxState.search.debounce(200),
            ),
            class_name="flex flex-col gap-4 px-4 pb-3 pt-6 md:px-5",
        ),
        rx.el.div(
            rx.cond(
                InboxState.loaded,
                rx.cond(
                    InboxState.query,
                    _found(rx.el.h3 if beside else rx.el.h2),
                    rx.cond(InboxState.rows, _rows(), _nothing()),
                ),
                ui.skeleton_rows(6),
            ),
            class_name="relative min-h-0 flex-1 overflow-y-auto overscroll-contain px-2 pb-4 md:px-2.5",
        ),
        aria_label=_("Conversations"),
        class_name="flex min-h-0 w-full flex-1 flex-col",
    )


def _rows() -> rx.Component:
    return ui.rows(rx.foreach(InboxState.rows, _row), label=_("Conversations"))


def _found(heading: Callable[..., rx.Component]) -> rx.Component:
    """People of that name, and what was said with these words."""
    people, said = InboxState.rows, InboxState.hits
    look = "px-3 pb-1 pt-3 text-tiny font-[650] text-muted"
    nothing = ui.empty_state(
        "search_x",
        _("Nothing found for “{words}”", words=InboxState.query),
        _("Try a part of a name, or another word that was said."),
    )
    return rx.fragment(
        rx.el.p(
            rx.cond(
                people | said,
                _(
                    "People found: {people}. Messages found: {messages}.",
                    people=people.length(),
                    messages=said.length(),
                ),
                _("Nothing was found."),
            ),
            role="status",
            class_name="only-read",
        ),
        rx.cond(people, rx.fragment(heading(_("People"), class_name=look), _rows()), rx.fragment()),
        rx.cond(
            said,
            rx.fragment(
                heading(_("Messages"), class_name=look), ui.rows(rx.foreach(said, _hit), label=_("Messages found"))
            ),
            rx.fragment(),
        ),
        rx.cond(people | said, rx.fragment(), nothing),
    )


def _hit(hit: rx.Var[Hit]) -> rx.Component:
    return rx.el.li(
        ui.row(
            ui.avatar(hit.name, src=hit.picture),
            rx.el.div(
                rx.el.div(
                    rx.el.p(
                        ui.as_typed(hit.name),
                        class_name="min-w-0 flex-1 truncate font-[620] text-ink max-[18rem]:basis-full",
                    ),
                    When.create(iso=hit.at, how="list", class_name="shrink-0 text-tiny tabular text-muted"),
                    class_name="flex items-baseline gap-x-3 max-[18rem]:flex-wrap",
                ),
                rx.el.p(
                    rx.cond(hit.mine, rx.fragment(_("You:"), " "), ""),
                    ui.highlighted(hit.parts),
                    class_name="mt-0.5 line-clamp-2 text-[0.9375rem] leading-snug text-muted",
                ),
                class_name="min-w-0 flex-1",
            ),
            href=hit.href,
            chosen=(ThreadState.view.id == hit.thread_id) & (ThreadState.found_id == hit.message_id),
            class_name="items-start",
        ),
        key=hit.message_id,
    )


def _row(row: rx.Var[Row]) -> rx.Component:
    open_now = ThreadState.view.id == row.thread_id
    unread = row.unread > 0
    return rx.el.li(
        ui.row(
            ui.avatar(row.name, src=row.picture, online=row.online),
            rx.el.div(
                rx.el.div(
                    rx.el.p(
                        ui.as_typed(row.name),
                        class_name="min-w-0 flex-1 truncate font-[620] text-ink max-[18rem]:basis-full",
                    ),
                    When.create(
                        iso=row.at,
                        how="list",
                        class_name=["shrink-0 text-tiny tabular", rx.cond(unread, "text-accent-ink", "text-muted")],
                    ),
                    class_name="flex items-baseline gap-x-3 max-[18rem]:flex-wrap",
                ),
                rx.el.div(
                    rx.el.p(
                        row.last,
                        class_name=[
                            "min-w-0 flex-1 truncate text-[0.9375rem] leading-snug",
                            rx.cond(unread, "font-[560] text-ink", "text-muted"),
                        ],
                    ),
                    ui.count_badge(row.unread, label=_("unread")),
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
        _("No conversations yet"),
        _("When you write to someone, or they write to you, it shows up here."),
        ui.button(_("Find creators"), href=routes.DISCOVER, variant="secondary", icon_name="compass"),
    )
