"""A receipt, as it stands on the screen and on paper."""

from typing import Any

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData
from reflex_base.vars.function import FunctionStringVar

from onetoone import ui
from onetoone.payments.components.payment_rows import standing_words
from onetoone.payments.state import ReceiptState
from onetoone.payments.views import ComingBack, Stretch, Sum
from onetoone.ui.words import _


def print_page() -> Any:
    """The event that opens the browser's print dialog."""
    imports = {"$/public/payments/print.js": [ImportVar(tag="printPage")]}
    return rx.call_function(FunctionStringVar.create("printPage", _var_data=VarData(imports=imports)))


def receipt() -> rx.Component:
    """Number and date, what it was, the sums, and the fair meter's timeline."""
    view = ReceiptState.view
    return ui.card(
        rx.el.div(
            ui.wordmark(),
            rx.el.p(
                ui.woven(_("Receipt {number}"), number=rx.el.span(view.number, class_name="tabular")),
                class_name="text-small text-muted",
            ),
            class_name="flex flex-wrap items-center justify-between gap-3 border-b border-line pb-5",
        ),
        rx.el.p(standing_words(view.status, view.words), class_name="pt-5 font-[600]"),
        ui.when(view.why, lambda why: rx.el.p(why, class_name="mt-1 text-small text-muted text-pretty")),
        ui.facts(
            (_("What"), view.what),
            (_("With"), view.who),
            (_("Paid by"), view.payer),
            (_("Date"), ui.moment(view.at, "moment")),
            class_name="mt-2",
        ),
        ui.when(view.card, lambda card: ui.facts((_("Card"), card), class_name="border-t border-line")),
        rx.foreach(view.coming, _coming),
        rx.el.dl(rx.foreach(view.sums, _sum), class_name="mt-5 rounded-field bg-sunken px-4 py-2"),
        rx.cond(view.timeline.length() > 0, _meter(), rx.fragment()),
        custom_attrs={"data-receipt": view.status},
        class_name="mx-auto max-w-[34rem]",
    )


def _coming(refund: rx.Var[ComingBack]) -> rx.Component:
    """Money that is on its way back, or couldn't be put there, with when."""
    when = ui.moment(refund.at, "moment")
    said = rx.fragment(
        rx.el.p(refund.words),
        rx.el.p(
            rx.cond(refund.failed, ui.woven(_("Sent back {day}"), day=when), ui.woven(_("Decided {day}"), day=when)),
            rx.cond(refund.why, rx.el.span(" · ", refund.why), rx.fragment()),
            class_name="mt-0.5 text-small opacity-80",
        ),
    )
    return rx.cond(
        refund.failed,
        ui.banner(said, "warning", class_name="mt-5"),
        ui.banner(said, "info", icon_name="undo_2", class_name="mt-5"),
    )


def _sum(line: rx.Var[Sum]) -> rx.Component:
    weight = rx.cond(line.strong, "font-[680] text-ink", "text-muted")
    return rx.el.div(
        rx.el.dt(
            line.name,
            rx.cond(
                line.at,
                ui.moment(line.at, "day", class_name="ms-2 text-tiny font-[450] text-muted"),
                rx.fragment(),
            ),
            ui.when(line.why, _why),
            class_name=weight,
        ),
        rx.el.dd(line.amount, class_name=ui.classes("text-end whitespace-nowrap tabular", weight)),
        class_name="flex items-baseline justify-between gap-6 py-2",
    )


def _why(why: rx.Var[str]) -> rx.Component:
    return rx.el.span(why, class_name="block text-tiny font-[450] text-muted text-pretty")


def _meter() -> rx.Component:
    view = ReceiptState.view
    return rx.el.section(
        rx.el.h2(_("Fair meter"), class_name="text-heading text-ink"),
        rx.el.p(
            _(
                "{together} together, of the {agreed} that were agreed. Only time in which you both saw or heard each "
                "other counts.",
                together=view.together,
                agreed=view.agreed,
            ),
            class_name="mt-1 text-small text-muted text-pretty",
        ),
        rx.el.ol(rx.foreach(view.timeline, _stretch), class_name="mt-3 flex list-none flex-col gap-2 text-small"),
        class_name="mt-6 border-t border-line pt-5",
    )


def _stretch(stretch: rx.Var[Stretch]) -> rx.Component:
    return rx.el.li(
        ui.moment(stretch.at, "clock", class_name="w-24 shrink-0 text-muted tabular"),
        rx.el.span(
            rx.el.span(_("{length} together", length=stretch.lasted), class_name="font-[560] text-ink tabular"),
            rx.cond(stretch.then, rx.el.span(", ", stretch.then, class_name="text-muted"), rx.fragment()),
        ),
        class_name="flex gap-3",
    )
