"""Row by row how earnings came about: a table on the desktop, cards on the phone."""

from typing import Any

import reflex as rx

from onetoone import ui
from onetoone.payments.state import EarningsState
from onetoone.payments.views import EarningRow, Kind, Period
from onetoone.ui.words import _

_KINDS = (
    (Kind.ALL, _("All")),
    (Kind.CALL, _("Calls")),
    (Kind.TIP, _("Tips")),
    (Kind.BACK, _("Refunds and disputes")),
    (Kind.PAYOUT, _("Payouts")),
)
_PERIODS = [
    (Period.MONTH.value, _("30 days")),
    (Period.QUARTER.value, _("90 days")),
    (Period.YEAR.value, _("12 months")),
    (Period.ALL.value, _("All time")),
]
# By the width of the list itself, because the rail takes its share of the window.
_COLUMNS = (
    "@4xl:grid @4xl:grid-cols-[6.5rem_minmax(0,1.6fr)_5.5rem_5.5rem_5.5rem_6rem_minmax(6.5rem,0.9fr)] "
    "@4xl:items-center @4xl:gap-3"
)
_ICONS = {
    "video": "video",
    "audio": "phone",
    "tip": "heart",
    "refund": "undo_2",
    "dispute": "scale",
    "transfer": "arrow_left_right",
    "payout": "landmark",
}


def filters() -> rx.Component:
    """Which kind, how far back, and all of it as a file."""
    chips = [
        ui.chip(words, chosen=EarningsState.kind == kind.value, on_click=EarningsState.show(kind.value))
        for kind, words in _KINDS
    ]
    return rx.el.div(
        rx.el.div(
            *chips,
            role="group",
            aria_label=_("Show"),
            class_name="-mx-1 flex min-w-0 gap-2 overflow-x-auto px-1 py-1 [scrollbar-width:none]",
        ),
        rx.el.div(
            ui.select_field(
                _("Period"),
                _PERIODS,
                name="period",
                hide_label=True,
                value=EarningsState.period,
                on_change=EarningsState.during,
                class_name="rounded-pill",
            ),
            class_name="w-40 shrink-0",
        ),
        class_name="flex flex-wrap items-center justify-between gap-3",
    )


def sums() -> rx.Component:
    """From gross to net, over the period."""
    view = EarningsState.view
    return rx.el.dl(
        _sum(_("Gross"), view.gross),
        _sum(_("Platform fee"), view.fee),
        rx.cond(view.back, _sum(_("Given back"), view.back), rx.fragment()),
        _sum(_("Net"), view.net, strong=True),
        _sum(_("Card processing"), view.processing, note=_("paid out of our fee")),
        class_name="flex flex-wrap gap-x-8 gap-y-3",
        custom_attrs={"data-sums": "true"},
    )


def _sum(name: ui.Text, amount: rx.Var[str], *, strong: bool = False, note: str = "") -> rx.Component:
    weight = "text-[1.125rem] font-[680] text-ink" if strong else "text-[1.125rem] font-[560] text-ink"
    return rx.el.div(
        rx.el.dt(
            name,
            rx.el.span(f", {note}", class_name="font-[450] text-faint") if note else rx.fragment(),
            class_name="text-tiny font-[600] text-muted",
        ),
        rx.el.dd(amount, class_name=f"tabular {weight}"),
    )


def earning_rows() -> rx.Component:
    """The rows, or in words why there are none."""
    heads = (_("Date"), _("What"), _("Gross"), _("Fee"), _("Processing"), _("Net"), _("Where it is"))
    view = EarningsState.view
    return rx.cond(
        view.rows.length() > 0,
        rx.el.div(
            ui.card(
                rx.el.div(
                    *[
                        rx.el.span(head, class_name="@4xl:text-end" if 1 < i < 6 else "")
                        for i, head in enumerate(heads)
                    ],
                    aria_hidden=True,
                    class_name=f"hidden border-b border-line px-5 py-3 text-tiny font-[600] text-muted {_COLUMNS}",
                ),
                rx.el.ul(
                    rx.foreach(view.rows, _row), aria_label=_("Earnings, row by row"), class_name="divide-y divide-line"
                ),
                padded=False,
            ),
            ui.show_more(view.more, EarningsState.more),
            class_name="@container flex flex-col",
        ),
        ui.card(
            ui.empty_state("search", _("Nothing of that kind"), _("Try another kind, or a longer period."), level="h3"),
            padded=False,
        ),
    )


def _row(row: rx.Var[EarningRow]) -> rx.Component:
    what = rx.el.div(
        rx.el.span(
            rx.match(
                row.icon,
                *[(icon, ui.icon(name, 17)) for icon, name in _ICONS.items()],
                ui.icon("circle_dollar_sign", 17),
            ),
            aria_hidden=True,
            class_name="flex size-9 shrink-0 items-center justify-center rounded-pill bg-sunken text-muted",
        ),
        rx.el.div(
            rx.cond(
                row.href,
                ui.link_to(
                    row.what,
                    href=row.href,
                    class_name="block truncate font-[600] text-ink after:absolute after:inset-0 after:content-[''] "
                    "hover:underline",
                ),
                rx.el.span(row.what, class_name="block truncate font-[600] text-ink"),
            ),
            ui.when(row.who, lambda who: rx.el.span(who, class_name="block truncate text-small text-muted")),
            class_name="min-w-0",
        ),
        class_name="flex min-w-0 items-center gap-3",
    )
    return rx.el.li(
        rx.el.div(ui.moment(row.at, "date"), class_name="text-small text-muted @max-4xl:order-2 @max-4xl:mt-1"),
        what,
        rx.el.dl(
            _figure(_("Gross"), row.gross),
            _figure(_("Fee"), row.fee),
            _figure(_("Processing"), row.processing, quiet=True),
            _figure(_("Net"), row.net, strong=True),
            class_name="mt-3 flex flex-col gap-1 @max-4xl:order-3 @4xl:contents",
        ),
        rx.el.div(_standing(row), class_name="@max-4xl:order-4 @max-4xl:mt-3"),
        custom_attrs={"data-earning": row.kind, "data-status": row.status},
        class_name=f"relative flex flex-col px-5 py-4 @4xl:py-3 {_COLUMNS}",
    )


def _standing(row: rx.Var[EarningRow]) -> rx.Component:
    return rx.match(
        row.status,
        ("held", ui.badge(row.words, "info", icon_name="lock")),
        ("available", ui.badge(row.words, "success")),
        (
            "pending",
            rx.el.span(
                ui.badge(row.words, "glow"),
                rx.cond(
                    row.until,
                    rx.el.span(
                        ui.woven(_("until {day}"), day=ui.moment(row.until, "day")), class_name="text-tiny text-muted"
                    ),
                    rx.fragment(),
                ),
                class_name="flex flex-wrap items-center gap-x-2 gap-y-0.5",
            ),
        ),
        ("coming", _with_note(ui.badge(row.words, "info", icon_name="undo_2"), row)),
        _with_note(ui.badge(row.words, "neutral"), row),
    )


def _with_note(badge: rx.Component, row: rx.Var[EarningRow]) -> rx.Component:
    note = rx.el.span(row.note, class_name="text-tiny text-muted text-pretty")
    return rx.cond(row.note, rx.el.span(badge, note, class_name="flex flex-col items-start gap-1"), badge)


def _figure(name: ui.Text, value: Any, *, strong: bool = False, quiet: bool = False) -> rx.Component:
    """Name and value on the phone; on the desktop the column's head has the name."""
    look = "font-[680] text-ink" if strong else "text-faint" if quiet else "text-ink"
    return rx.el.div(
        rx.el.dt(name, class_name="text-small text-muted @4xl:sr-only"),
        rx.el.dd(rx.cond(value, value, "–"), class_name=f"text-small whitespace-nowrap tabular {look} @4xl:text-end"),
        class_name="flex items-baseline justify-between gap-4 @4xl:block",
    )
