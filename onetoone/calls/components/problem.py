"""On the summary: report a problem, answer one, and what a bank has to say."""

import reflex as rx

from onetoone import ui
from onetoone.calls.components.terms import quoted
from onetoone.calls.state.after import AfterState
from onetoone.calls.views import CallView, DisputeSeen
from onetoone.domain.problems import WORDS
from onetoone.ui.words import _, said


def aftermath(view: rx.Var[CallView]) -> rx.Component:
    """The reported problem and the disputes of a call; nothing when there are none."""
    after = AfterState.view
    return rx.fragment(
        rx.cond(after.status != "", _problem(view), rx.fragment()),
        _refund(view),
        rx.foreach(after.disputes, _dispute),
    )


def report_a_problem(view: rx.Var[CallView]) -> rx.Component:
    """The fan's way to say that something went wrong, for as long as it is open."""
    way = rx.el.div(
        ui.button(
            _("Report a problem"), variant="quiet", size="sm", icon_name="life_buoy", on_click=AfterState.ask(True)
        ),
        class_name="mt-5 flex justify-center",
    )
    return rx.fragment(rx.cond(AfterState.view.can_report, way, rx.fragment()), _report(view))


def _report(view: rx.Var[CallView]) -> rx.Component:
    after = AfterState.view
    return ui.dialog(
        _("Report a problem"),
        rx.el.form(
            ui.select_field(
                _("What went wrong?"), [(str(what), said(words)) for what, words in WORDS.items()], name="what"
            ),
            ui.text_area(
                _("In your own words"),
                name="words",
                hint=_("{name} will read it.", name=view.other.name),
                error=AfterState.problem,
                rows=3,
                max_length=500,
            ),
            rx.el.p(
                _(
                    "{name} can refund all or part, or answer. Unanswered for {hours} hours, everything is refunded.",
                    name=view.other.name,
                    hours=after.hours,
                ),
                class_name="text-small text-muted text-pretty",
            ),
            _buttons(ui.button(_("Send report"), type="submit"), on_cancel=AfterState.ask(False)),
            on_submit=AfterState.report,
            class_name="flex flex-col gap-5",
        ),
        open=AfterState.reporting,
        on_close=AfterState.ask(False),
    )


def _problem(view: rx.Var[CallView]) -> rx.Component:
    after = AfterState.view
    return ui.card(
        rx.el.div(
            rx.el.span(
                ui.icon("life_buoy", 20),
                class_name="flex size-10 shrink-0 items-center justify-center rounded-pill bg-glow-soft text-glow-ink",
            ),
            rx.el.div(
                rx.el.h2(after.title, class_name="text-heading text-ink text-balance"),
                ui.when(after.line, lambda line: rx.el.p(line, class_name="mt-0.5 text-small text-muted text-pretty")),
                class_name="min-w-0",
            ),
            class_name="flex items-start gap-3",
        ),
        rx.el.p(after.what, class_name="mt-4 font-[580] text-ink"),
        quoted(after.words, after.words_by, class_name="mt-3"),
        quoted(after.answer, after.answer_by, class_name="mt-3"),
        rx.cond(
            after.can_withdraw,
            ui.button(
                _("It’s fine now"), variant="secondary", size="sm", on_click=AfterState.withdraw, class_name="mt-5"
            ),
            rx.fragment(),
        ),
        rx.cond(after.can_refund | after.can_answer, _answers(view), rx.fragment()),
        custom_attrs={"data-problem": after.status},
        class_name="mt-5",
    )


def _answers(view: rx.Var[CallView]) -> rx.Component:
    after = AfterState.view
    answer = rx.el.form(
        ui.text_area(
            _("Your answer"),
            name="words",
            hint=_("{name} will read it. Nothing is refunded by itself after that.", name=view.other.name),
            error=rx.cond(AfterState.refunding, "", AfterState.problem),
            rows=2,
            max_length=500,
        ),
        ui.button(_("Send answer"), type="submit", variant="secondary", class_name="self-start"),
        on_submit=AfterState.answer,
        class_name="flex flex-col gap-3",
    )
    refund = ui.button(_("Refund"), icon_name="undo_2", class_name="self-start", on_click=AfterState.ask_amount(True))
    return rx.el.div(
        rx.cond(after.can_refund, refund, rx.fragment()),
        rx.cond(after.can_answer, answer, rx.fragment()),
        class_name="mt-6 flex flex-col gap-6 border-t border-line pt-5",
    )


def _refund(view: rx.Var[CallView]) -> rx.Component:
    after = AfterState.view
    return ui.dialog(
        _("Refund {name}", name=view.other.name),
        rx.el.form(
            ui.money_field(
                _("Amount"),
                name="amount",
                symbol=after.symbol,
                default_value=after.most_typed,
                hint=_("Up to {amount}: the call first, then the tips.", amount=after.most),
                error=AfterState.problem,
            ),
            rx.el.p(
                _("Our fee goes back with it, in proportion. This can’t be undone."),
                class_name="text-small text-muted text-pretty",
            ),
            _buttons(ui.button(_("Refund now"), type="submit"), on_cancel=AfterState.ask_amount(False)),
            on_submit=AfterState.refund,
            class_name="flex flex-col gap-5",
        ),
        open=AfterState.refunding,
        on_close=AfterState.ask_amount(False),
    )


def _buttons(act: rx.Component, *, on_cancel: object) -> rx.Component:
    return rx.el.div(
        ui.button(_("Cancel"), variant="quiet", on_click=on_cancel),
        act,
        class_name="flex flex-wrap justify-end gap-2.5",
    )


def _dispute(dispute: rx.Var[DisputeSeen]) -> rx.Component:
    answer = rx.el.form(
        rx.el.input(type="hidden", name="dispute", default_value=dispute.id),
        ui.checkbox(
            _("Show the bank your messages around the call"),
            name="messages",
            hint=_("Only if you think that they help. Nobody else sees them."),
        ),
        rx.el.div(
            ui.button(_("Send our answer now"), type="submit", variant="secondary"),
            rx.el.p(
                _("Otherwise it goes out {when}, without messages.", when=dispute.goes_out),
                class_name="text-small text-muted",
            ),
            class_name="flex flex-wrap items-center gap-x-4 gap-y-2",
        ),
        on_submit=AfterState.answer_bank,
        class_name="mt-4 flex flex-col gap-4",
    )  # fmt: skip
    return ui.card(
        rx.el.div(
            rx.match(
                dispute.tone,
                ("success", ui.icon("circle_check", 20, class_name="mt-0.5 shrink-0 text-success-ink")),
                ("warning", ui.icon("landmark", 20, class_name="mt-0.5 shrink-0 text-warning-ink")),
                ui.icon("landmark", 20, class_name="mt-0.5 shrink-0 text-muted"),
            ),
            rx.el.div(
                rx.el.h2(dispute.title, class_name="text-heading text-ink text-balance"),
                ui.when(
                    dispute.line, lambda line: rx.el.p(line, class_name="mt-0.5 text-small text-muted text-pretty")
                ),
                class_name="min-w-0",
            ),
            class_name="flex items-start gap-3",
        ),
        rx.cond(dispute.can_answer, answer, rx.fragment()),
        custom_attrs={"data-dispute": dispute.tone},
        class_name="mt-5",
    )
