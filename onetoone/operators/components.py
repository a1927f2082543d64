"""The parts of the operator's page: the books, the lists, and the dialog that asks why."""

import reflex as rx

from onetoone import ui
from onetoone.messages.components.browser import When
from onetoone.operators.state import OperatorState
from onetoone.operators.views import Books, Line, Sum
from onetoone.ui.words import _


def books() -> rx.Component:
    """The ledger's sum, and what stands on each kind of account."""
    view = OperatorState.view
    good = ui.banner(_("Every transaction sums to zero."), "success", title=_("The ledger balances"))
    bad = ui.banner(_("Stop paying out until it is understood."), "danger", title=_("The ledger does not sum to zero"))
    return rx.el.div(
        rx.cond(view.balanced, good, bad),
        rx.foreach(view.books, _books_of),
        class_name="mb-8",
    )


def _books_of(books: rx.Var[Books]) -> rx.Component:
    return rx.el.dl(
        rx.foreach(books.lines, _sum),
        aria_label=books.currency,
        class_name="mt-4 grid grid-cols-2 gap-x-6 gap-y-3 border-b border-line pb-4 sm:grid-cols-3 lg:grid-cols-5",
    )


def _sum(line: rx.Var[Sum]) -> rx.Component:
    return rx.el.div(
        rx.el.dt(line.name, class_name="text-small text-muted"),
        rx.el.dd(line.amount, class_name="text-[1.0625rem] font-[620] text-ink tabular"),
    )


def lists() -> rx.Component:
    """Tabs, and the list that is chosen."""
    view, tab = OperatorState.view, OperatorState.tab

    def one(name: str, label: ui.Text) -> ui.Tab:
        return ui.Tab(label, active=tab == name, on_click=OperatorState.show(name))

    search = rx.el.form(
        ui.search_field(_("Search by a person or an id"), default_value=OperatorState.q),
        on_submit=OperatorState.search,
        class_name="max-w-[24rem] pt-5",
    )
    return rx.fragment(
        ui.tabs(
            [
                one("anomalies", _("Needs you")),
                one("payments", _("Payments")),
                one("refunds", _("Refunds")),
                one("disputes", _("Disputes")),
                one("reports", _("Reports")),
                one("actions", _("Actions")),
            ],
            label=_("Lists"),
        ),
        rx.cond(tab == "payments", search, rx.fragment()),
        rx.match(
            tab,
            ("payments", _list(view.payments, "credit_card", _("No payments"), _("Nobody has paid yet."))),
            ("refunds", _list(view.refunds, "undo_2", _("No refunds"), _("Nothing was given back."))),
            ("disputes", _list(view.disputes, "landmark", _("No disputes"), _("No bank has asked."))),
            ("reports", _list(view.reports, "flag", _("No reports"), _("Nobody has reported anybody."))),
            (
                "actions",
                _list(view.actions, "scroll_text", _("No actions"), _("What operators do is written down here.")),
            ),
            _list(view.anomalies, "circle_check", _("Nothing needs you"), _("All money is where it should be.")),
        ),
    )


def _list(lines: rx.Var[list[Line]], icon_name: str, title: ui.Text, line: ui.Text) -> rx.Component:
    return rx.cond(
        lines.length() > 0,
        rx.el.ul(rx.foreach(lines, _line), class_name="mt-3 flex list-none flex-col divide-y divide-line"),
        ui.empty_state(icon_name, title, line),
    )


def _line(line: rx.Var[Line]) -> rx.Component:
    tones = ("success", "warning", "danger")
    badge = rx.match(line.tone, *[(tone, ui.badge(line.status, tone)) for tone in tones], ui.badge(line.status))
    return rx.el.li(
        rx.el.div(
            rx.el.p(line.title, class_name="font-[600] text-ink text-pretty"),
            rx.el.p(line.line, class_name="text-small text-muted break-words"),
            class_name="min-w-0 flex-1 basis-60",
        ),
        rx.el.div(
            rx.cond(line.status != "", badge, rx.fragment()),
            rx.el.span(line.amount, class_name="min-w-16 text-end font-[600] text-ink tabular"),
            When.create(iso=line.at, how="list", class_name="min-w-14 text-end text-small text-muted tabular"),
            rx.el.div(
                rx.cond(
                    line.action != "",
                    ui.button(
                        line.label, variant="secondary", size="sm", on_click=OperatorState.ask(line.ref, line.action)
                    ),
                    rx.fragment(),
                ),
                class_name="flex justify-end md:min-w-36",
            ),
            class_name="flex flex-wrap items-center gap-3",
        ),
        custom_attrs={"data-line": line.ref},
        class_name="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3.5",
    )


def _read(about: rx.Var[Line]) -> rx.Component:
    """What somebody wrote, and what the two said to each other, if that was shown."""
    return rx.fragment(
        ui.when(
            about.words,
            lambda words: rx.el.blockquote(
                words, class_name="whitespace-pre-line rounded-field bg-sunken px-4 py-3 text-[0.9375rem] text-ink"
            ),
        ),
        rx.cond(
            about.said.length() > 0,
            rx.el.section(
                rx.el.h3(_("The last messages between them"), class_name="text-small font-[600] text-ink"),
                rx.el.ul(
                    rx.foreach(about.said, lambda said: rx.el.li(said, class_name="whitespace-pre-line break-words")),
                    tab_index=0,
                    aria_label=_("The last messages between them"),
                    class_name="mt-1.5 flex max-h-56 list-none flex-col gap-2 overflow-y-auto rounded-field bg-sunken "
                    "px-4 py-3 text-small text-ink",
                ),
            ),
        ),
    )


def action_dialog() -> rx.Component:
    """What is about to happen, and why: the reason stays."""
    about = OperatorState.about
    refunds = about.action == "refund"
    return ui.dialog(
        about.label,
        rx.el.form(
            rx.el.p(about.title, " · ", about.line, class_name="text-small text-muted break-words"),
            _read(about),
            rx.cond(
                refunds,
                ui.text_field(
                    _("Amount"), name="amount", default_value=about.most, input_mode="decimal", auto_complete="off",
                    class_name="tabular font-[600]",
                ),
                rx.fragment(),
            ),
            ui.text_area(_("Why"), name="why", hint=_("Is kept for good."), error=OperatorState.problem, rows=2),
            rx.el.div(
                ui.button(_("Cancel"), variant="quiet", on_click=OperatorState.close),
                ui.button(about.label, type="submit"),
                class_name="flex flex-wrap justify-end gap-2.5",
            ),
            on_submit=OperatorState.act,
            key=about.ref,
            class_name="flex flex-col gap-5",
        ),
        open=about.action != "",
        on_close=OperatorState.close,
    )  # fmt: skip
