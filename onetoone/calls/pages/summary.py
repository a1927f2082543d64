"""After the call, or when there was none: what happened, what it cost, and where to go from here."""

import reflex as rx

from onetoone import ui
from onetoone.accounts.state import AboutState
from onetoone.calls.components.after import fair_meter, money_banner, money_facts
from onetoone.calls.components.problem import aftermath, report_a_problem
from onetoone.calls.components.rating import rate_the_call
from onetoone.calls.components.terms import quoted
from onetoone.calls.components.tips import pending_tip
from onetoone.calls.pages.parts import page
from onetoone.calls.views import CallView
from onetoone.ui.words import _


def summary(view: rx.Var[CallView]) -> rx.Component:
    was_call = view.status == "ended"
    return page(
        rx.el.div(
            rx.el.header(
                ui.avatar(view.other.name, src=view.other.picture, size="xl"),
                rx.el.h1(view.headline, class_name="mt-6 font-display text-title text-ink text-balance"),
                rx.el.p(view.line, class_name="mt-2 text-muted text-pretty"),
                class_name="flex flex-col items-center pb-8 text-center",
            ),
            quoted(
                view.reason,
                rx.cond(view.declined_by_me, _("You"), view.other.name),
                class_name="mx-auto mb-6 max-w-[26rem]",
            ),
            pending_tip(view, "mb-5"),
            rx.cond(was_call | (view.money != ""), _money(view, was_call), rx.fragment()),
            aftermath(view),
            rate_the_call(),
            rx.cond(was_call, ui.card(fair_meter(view), class_name="mt-5"), rx.fragment()),
            rx.el.div(
                ui.button(_("Back to messages"), variant="secondary", size="lg", href=view.thread_href),
                ui.button(_("Call again"), size="lg", icon_name="repeat_2", href=view.again_href),
                class_name="mt-8 flex flex-col-reverse justify-center gap-3 sm:flex-row",
            ),
            report_a_problem(view),
            _person(view),
            class_name="mx-auto max-w-[34rem] py-4",
        ),
        title=_("Summary"),
    )


def _person(view: rx.Var[CallView]) -> rx.Component:
    """The way to report or block the other, for both."""
    return rx.el.div(
        ui.button(
            _("Report or block"),
            variant="quiet",
            size="sm",
            icon_name="flag",
            on_click=AboutState.ask("report", view.other.id, view.other.name),
        ),
        class_name="mt-2 flex justify-center",
    )


def _money(view: rx.Var[CallView], was_call: rx.Var[bool]) -> rx.Component:
    return ui.card(
        rx.cond(was_call, rx.el.div(money_facts(view), class_name="pb-4"), rx.fragment()),
        money_banner(view),
        ui.when(
            view.receipt_href,
            lambda href: rx.el.p(ui.text_link(_("Receipt"), href=href), class_name="pt-4 text-center text-small"),
        ),
    )
