"""The list of past calls: search, filters, and a row for each."""

import reflex as rx

from onetoone import routes, ui
from onetoone.accounts.state import MeState
from onetoone.calls.state.history import HistoryState
from onetoone.calls.views import PastCall, Took
from onetoone.ui.words import _

_SHOWN = ((Took.ALL, _("All")), (Took.PLACE, _("Took place")), (Took.NONE, _("Didn’t happen")))


def filters() -> rx.Component:
    """Search by name, and chips with how many each would show."""
    return rx.el.div(
        rx.el.div(
            ui.search_field(_("Search by name"), on_change=HistoryState.search.debounce(200), max_length=60),
            class_name="min-w-0 sm:w-80",
        ),
        rx.el.div(
            *[
                ui.chip(
                    rx.fragment(
                        words,
                        rx.el.span(HistoryState.view.counts[took.value], class_name="text-tiny tabular"),
                    ),
                    chosen=HistoryState.shown == took.value,
                    on_click=HistoryState.show(took.value),
                )
                for took, words in _SHOWN
            ],
            role="group",
            aria_label=_("Show"),
            class_name="-mx-1 flex gap-2 overflow-x-auto px-1 py-1 [scrollbar-width:none]",
        ),
        class_name="flex flex-wrap items-center justify-between gap-3 max-sm:flex-col max-sm:flex-nowrap "
        "max-sm:items-stretch",
    )


def past_calls() -> rx.Component:
    """The rows, or in words why there are none."""
    rows = rx.el.div(
        ui.card(
            rx.el.ul(
                rx.foreach(HistoryState.view.rows, _row), aria_label=_("Past calls"), class_name="divide-y divide-line"
            ),
            padded=False,
        ),
        ui.show_more(HistoryState.view.more, HistoryState.more),
        class_name="@container flex flex-col",
    )
    none = ui.card(
        rx.cond(
            HistoryState.searching,
            ui.empty_state("search", _("Nobody by that name"), _("Try fewer letters, or another filter.")),
            rx.cond(
                HistoryState.shown == Took.ALL.value,
                _first(),
                ui.empty_state("phone", _("None of these"), _("Try another filter.")),
            ),
        ),
        padded=False,
    )
    return rx.cond(
        HistoryState.loaded,
        rx.cond(HistoryState.view.rows.length() > 0, rows, none),
        ui.card(ui.skeleton_rows(6), padded=False, class_name="p-3"),
    )


def _first() -> rx.Component:
    line = _("Each call will be listed here, with its receipt and a way to call again.")
    return ui.empty_state(
        "phone",
        _("No calls yet"),
        line,
        rx.cond(
            MeState.is_creator,
            ui.button(_("Start a 1:1"), href=routes.COMMUNITY),
            ui.button(_("Find creators"), href=routes.DISCOVER),
        ),
    )


def _row(row: rx.Var[PastCall]) -> rx.Component:
    kind = rx.cond(
        row.kind == "audio",
        ui.icon("phone", 15, class_name="inline-block shrink-0 align-[-0.15em]"),
        ui.icon("video", 15, class_name="inline-block shrink-0 align-[-0.15em]"),
    )
    who = rx.el.div(
        ui.avatar(row.name, src=row.picture),
        rx.el.div(
            rx.el.p(
                ui.link_to(
                    row.name,
                    href=row.href,
                    class_name="after:absolute after:inset-0 after:content-[''] focus-visible:outline-none "
                    "after:focus-visible:outline-2 after:focus-visible:outline-focus after:-outline-offset-2",
                ),
                class_name="truncate font-[620] text-ink",
            ),
            rx.el.p(
                kind,
                ui.only_read(row.what),
                rx.cond(row.lasted != "", rx.el.span(row.lasted, class_name="me-1.5"), rx.fragment()),
                ui.moment(row.at, "moment"),
                class_name="flex flex-wrap items-baseline gap-x-1.5 text-small text-muted tabular",
            ),
            rx.el.p(row.outcome, class_name="text-small text-muted text-pretty"),
            ui.when(row.let_go, lambda why: rx.el.p(why, class_name="text-small text-muted text-pretty")),
            class_name="min-w-0",
        ),
        class_name="flex min-w-0 flex-1 items-start gap-3",
    )
    money = rx.el.div(
        rx.cond(row.stars > 0, ui.stars(row.stars), rx.fragment()),
        rx.el.span(
            ui.when(row.money, lambda word: rx.el.span(word, class_name="me-1.5 text-small text-muted font-[450]")),
            row.amount,
            class_name="font-[640] text-ink tabular",
        ),
        class_name="flex items-center gap-4 empty:hidden @2xl:justify-end",
    )
    ways = rx.el.div(
        ui.when(
            row.receipt_href,
            lambda href: ui.button(
                _("Receipt"),
                variant="quiet",
                size="sm",
                href=href,
                aria_label=_("Receipt of the call with {name}", name=row.name),
            ),
        ),
        ui.when(
            row.again_href,
            lambda href: ui.button(
                _("Call again"),
                variant="secondary",
                size="sm",
                icon_name="repeat_2",
                href=href,
                aria_label=_("Call {name} again", name=row.name),
            ),
        ),
        # Where both don’t fit beside the money, they stand below it at the same edge.
        class_name="relative ms-auto flex gap-2 empty:hidden max-sm:*:min-h-11",
    )
    return rx.el.li(
        who,
        rx.el.div(
            money,
            ways,
            class_name="flex flex-wrap items-center justify-between gap-x-5 gap-y-2 ps-14 @2xl:flex-nowrap @2xl:ps-0 "
            "@2xl:justify-end",
        ),
        key=row.id,
        custom_attrs={"data-past-call": rx.cond(row.took_place, "place", "none")},
        class_name="relative flex flex-col gap-3 px-5 py-4 transition-colors duration-quick hover:bg-sunken/60 "
        "@2xl:flex-row @2xl:items-center @2xl:justify-between @2xl:gap-6",
    )
