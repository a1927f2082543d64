"""A creator's subscribers: search, filter, order, and the rows; a table on the desktop, cards on the phone."""

import reflex as rx

from onetoone import ui
from onetoone.accounts.state import AboutState
from onetoone.community.state import NoteState, SubscribersState
from onetoone.community.views import Shown, Sort, SubscriberRow
from onetoone.ui.words import _

_SHOWN = ((Shown.ALL, _("All")), (Shown.ONLINE, _("Online")), (Shown.CALLED, _("Has called")), (Shown.TOP, _("Top")))
_SORT = [(Sort.RECENT.value, _("Latest first")), (Sort.NAME.value, _("By name")), (Sort.SPENT.value, _("Most spent"))]
# By the width of the list itself, because the rail takes its share of the window.
_BUTTON = "min-h-11 flex-1 @xl:flex-none"
_COLUMNS = (
    "@4xl:grid @4xl:grid-cols-[minmax(0,2fr)_minmax(0,1.15fr)_minmax(0,1.45fr)_4.5rem_18.5rem] @4xl:items-center "
    "@4xl:gap-4"
)


def filters() -> rx.Component:
    """Search, filter chips with how many each would show, and the order."""
    return rx.el.div(
        rx.el.div(
            rx.el.div(
                ui.search_field(
                    _("Search subscribers"), on_change=SubscribersState.search.debounce(200), max_length=60
                ),
                class_name="min-w-0 flex-1",
            ),
            rx.el.div(
                ui.select_field(
                    _("Order"),
                    _SORT,
                    name="sort",
                    hide_label=True,
                    value=SubscribersState.sort,
                    on_change=SubscribersState.order,
                    class_name="rounded-pill",
                ),
                class_name="w-44 shrink-0 max-sm:w-full",
            ),
            class_name="flex flex-wrap items-center gap-3 max-sm:flex-col max-sm:items-stretch",
        ),
        rx.el.div(
            *[_chip(shown, words) for shown, words in _SHOWN],
            role="group",
            aria_label=_("Show"),
            class_name="-mx-1 flex gap-2 overflow-x-auto px-1 py-1 [scrollbar-width:none]",
        ),
        class_name="flex flex-col gap-3",
    )


def _chip(shown: Shown, words: ui.Text) -> rx.Component:
    chosen = SubscribersState.shown == shown.value
    return rx.el.button(
        words,
        rx.el.span(SubscribersState.counts[shown.value], class_name="text-tiny tabular"),
        type="button",
        aria_pressed=rx.cond(chosen, "true", "false"),
        on_click=SubscribersState.show(shown.value),
        class_name="inline-flex min-h-11 shrink-0 items-center gap-2 rounded-pill border border-line bg-surface px-4 "
        "text-[0.9375rem] font-[580] text-muted transition-colors duration-quick hover:bg-sunken hover:text-ink "
        "aria-pressed:border-transparent aria-pressed:bg-accent-soft aria-pressed:text-accent-ink",
    )


def subscriber_list() -> rx.Component:
    """The rows, or in words why there are none."""
    return rx.cond(
        SubscribersState.loaded,
        rx.cond(SubscribersState.rows.length() > 0, _rows(), _nobody()),
        ui.card(ui.skeleton_rows(6), padded=False, class_name="p-3"),
    )


def _rows() -> rx.Component:
    heads = (_("Subscriber"), _("Since"), _("Last call"), _("Spent"), "")
    return rx.el.div(
        ui.card(
            rx.el.div(
                *[rx.el.span(head) for head in heads],
                aria_hidden=True,
                class_name=f"hidden border-b border-line px-5 py-3 text-tiny font-[600] text-muted {_COLUMNS}",
            ),
            rx.el.ul(
                rx.foreach(SubscribersState.rows, _row),
                aria_label=_("Subscribers"),
                class_name="divide-y divide-line",
            ),
            padded=False,
        ),
        ui.show_more(SubscribersState.rows.length() < SubscribersState.found, SubscribersState.more),
        class_name="@container flex flex-col",
    )


def _row(row: rx.Var[SubscriberRow]) -> rx.Component:
    who = rx.el.div(
        ui.avatar(row.name, src=row.picture, online=row.online),
        rx.el.div(
            rx.el.p(
                rx.el.span(ui.as_typed(row.name), class_name="truncate"),
                rx.cond(row.busy, ui.badge(_("In a call"), "glow", class_name="shrink-0")),
                class_name="flex min-w-0 items-center gap-2 font-[600] text-ink",
            ),
            rx.el.p("@", row.handle, class_name="truncate text-small text-muted"),
            ui.when(
                row.note,
                lambda text: rx.el.p(
                    ui.icon("notebook_pen", 14, class_name="me-1.5 inline-block align-[-0.15em] text-faint"),
                    ui.only_read(rx.fragment(_("Your note:"), " ")),
                    text,
                    class_name="truncate text-small text-muted",
                ),
            ),
            class_name="min-w-0",
        ),
        class_name="flex min-w-0 items-center gap-3",
    )
    call = rx.cond(
        row.last_call != "",
        rx.el.span(
            rx.cond(
                row.last_call_kind == "audio",
                ui.icon("phone", 16, class_name="me-2 inline-block shrink-0 align-[-0.15em] text-faint"),
                ui.icon("video", 16, class_name="me-2 inline-block shrink-0 align-[-0.15em] text-faint"),
            ),
            ui.only_read(rx.fragment(rx.cond(row.last_call_kind == "audio", _("Audio"), _("Video")), ", ")),
            row.last_call,
        ),
        rx.el.span(_("None yet"), class_name="text-faint"),
    )
    return rx.el.li(
        who,
        rx.el.dl(
            _fact(_("Since"), row.since),
            _fact(_("Last call"), call),
            _fact(_("Spent"), rx.cond(row.spent != "", row.spent, "–"), "tabular"),
            class_name="mt-3 flex flex-col gap-1 @xl:order-last @xl:col-span-2 @xl:flex-row @xl:gap-7 @4xl:contents",
        ),
        rx.el.div(
            ui.button(_("Message"), variant="secondary", size="sm", href=row.message_href, class_name=_BUTTON),
            ui.button(_("Start 1:1"), size="sm", icon_name="video", href=row.start_href, class_name=_BUTTON),
            _more(row),
            class_name="mt-4 flex flex-wrap gap-2 @xl:mt-0 @xl:justify-end",
        ),
        aria_label=row.name,
        custom_attrs={"data-subscriber": row.handle},
        class_name="px-5 py-4 transition-colors duration-quick hover:bg-sunken/60 @xl:grid @xl:items-center "
        f"@xl:gap-x-4 @xl:grid-cols-[minmax(0,1fr)_auto] @4xl:py-3 {_COLUMNS}",
    )


def _more(row: rx.Var[SubscriberRow]) -> rx.Component:
    return ui.menu(
        _("More about {name}", name=row.name),
        ui.menu_item(_("Note"), icon_name="notebook_pen", on_click=NoteState.show(row.account_id, row.name)),
        ui.menu_item(_("Report"), icon_name="flag", on_click=AboutState.ask("report", row.account_id, row.name)),
        ui.menu_item(
            _("Block"), icon_name="ban", danger=True, on_click=AboutState.ask("block", row.account_id, row.name)
        ),
    )


def _fact(name: ui.Text, value: rx.Var | rx.Component | str, look: str = "") -> rx.Component:
    """Name and value: both on the phone; on the desktop the column's head has the name."""
    return rx.el.div(
        rx.el.dt(name, class_name="text-small text-muted @4xl:sr-only"),
        rx.el.dd(value, class_name=f"min-w-0 text-small text-ink {look}"),
        class_name="flex items-baseline justify-between gap-4 @xl:justify-start @xl:gap-2 @4xl:block",
    )


def _nobody() -> rx.Component:
    nobody_online = ui.empty_state("moon", _("Nobody is here right now"), _("You can still write to them."))
    nobody_called = ui.empty_state(
        "video", _("No calls yet"), _("Start a 1:1 with somebody from the list. Your first call will show here.")
    )
    return ui.card(
        rx.cond(
            SubscribersState.searching,
            ui.empty_state("search", _("Nobody by that name"), _("Try fewer letters, or another filter.")),
            rx.match(
                SubscribersState.shown,
                (Shown.ONLINE.value, nobody_online),
                (Shown.CALLED.value, nobody_called),
                (Shown.TOP.value, nobody_called),
                ui.empty_state(
                    "users",
                    _("Your first subscriber will be here"),
                    _("Share your page. Whoever subscribes can write to you and ask for a call."),
                ),
            ),
        ),
        padded=False,
    )
