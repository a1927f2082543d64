"""Being paid: the account at Stripe, what can be paid out, the payouts so far, and the line above every page."""

from typing import Any

import reflex as rx

from onetoone import routes, ui
from onetoone.accounts.frame import above_pages
from onetoone.payments.state.payouts import PayoutsState
from onetoone.payments.views import PayoutRow
from onetoone.ui.words import _


def account() -> rx.Component:
    """Where the account at Stripe stands, in words, and what to do."""
    view = PayoutsState.view
    return ui.card(
        rx.el.div(
            rx.el.h2(view.title, class_name="text-heading text-ink text-balance"),
            _badge(view.badge, view.tone),
            class_name="flex flex-wrap items-center justify-between gap-3",
        ),
        rx.el.p(view.line, class_name="mt-1 max-w-measure text-muted text-pretty"),
        rx.cond(
            view.wants.length() > 0,
            rx.el.ul(
                rx.foreach(
                    view.wants,
                    lambda want: rx.el.li(
                        ui.icon("circle", 15, class_name="shrink-0 text-faint"),
                        want,
                        class_name="flex items-center gap-2.5 text-ink",
                    ),
                ),
                aria_label=_("What Stripe asks for"),
                class_name="mt-4 flex list-none flex-col gap-2",
            ),
            rx.fragment(),
        ),
        ui.when(
            view.owed,
            lambda owed: rx.el.p(
                ui.woven(
                    _("{amount} is waiting for you. It is sent as soon as your account is ready."),
                    amount=rx.el.span(owed, class_name="font-[620] text-ink tabular"),
                ),
                class_name="mt-4 text-muted text-pretty",
            ),
        ),
        ui.when(
            view.act,
            lambda act: rx.el.div(
                _to_stripe(act, trailing_icon="arrow_right"),
                class_name="mt-5",
            ),
        ),
        custom_attrs={"data-standing": view.standing},
    )


def pay_out() -> rx.Component:
    """What can be paid out, now or by itself; once the account is ready. Also a card for other pages."""
    view = PayoutsState.view
    return ui.card(
        rx.el.h2(_("Ready to pay out"), class_name="text-heading text-ink"),
        rx.el.p(view.payable, class_name="mt-2 font-display text-title text-ink tabular"),
        ui.facts(
            (_("Not available yet"), view.pending), (_("On its way to your bank"), view.in_transit), class_name="mt-3"
        ),
        ui.when(
            view.trouble,
            lambda text: rx.el.div(
                ui.banner(
                    text,
                    "warning",
                    action=_to_stripe(_("Change bank account"), size="sm"),
                ),
                class_name="mt-4",
            ),
        ),
        rx.el.div(
            ui.button(
                _("Pay out now"),
                icon_name="landmark",
                loading=PayoutsState.paying,
                disabled=~view.can,
                on_click=PayoutsState.pay_out_now,
            ),
            rx.cond(
                view.trouble == "",
                rx.el.p(view.why_not, class_name="text-small text-muted"),
                rx.fragment(),
            ),
            class_name="mt-5 flex flex-wrap items-center gap-4",
        ),
        ui.divider(class_name="my-5"),
        ui.switch(
            _("Pay me out once a day"),
            hint=_("Whatever is available, from {least} on.", least=view.least),
            on=view.automatic,
            on_change=PayoutsState.go_by_itself,
        ),
    )


def glance() -> rx.Component:
    """Payouts on another page: the one thing to do about them."""
    view = PayoutsState.view
    payable = rx.el.span(view.payable, class_name="font-[650] text-ink tabular")
    ready = rx.el.div(
        rx.cond(
            view.can,
            rx.el.p(
                rx.cond(
                    view.automatic,
                    ui.woven(_("{amount} can go to your bank, and does so once a day."), amount=payable),
                    ui.woven(_("{amount} can go to your bank."), amount=payable),
                ),
                class_name="text-muted",
            ),
            rx.el.p(
                rx.cond(
                    view.automatic,
                    _("What is available goes to your bank from {least} on, once a day.", least=view.least),
                    _("What is available goes to your bank from {least} on, when you say so.", least=view.least),
                ),
                class_name="text-muted",
            ),
        ),
        rx.el.div(
            ui.button(_("Payouts"), variant="quiet", size="sm", href=routes.PAYOUTS),
            rx.cond(
                view.can,
                ui.button(_("Pay out now"), size="sm", loading=PayoutsState.paying, on_click=PayoutsState.pay_out_now),
                rx.fragment(),
            ),
            class_name="flex items-center gap-2",
        ),
        class_name="flex flex-wrap items-center justify-between gap-3",
    )
    waiting = rx.el.div(
        rx.el.p(
            rx.el.span(view.title, class_name="me-2 font-[650] text-ink"), view.line, class_name="min-w-0 text-muted"
        ),
        ui.button(_("Payouts"), variant="secondary", size="sm", href=routes.PAYOUTS),
        class_name="flex flex-wrap items-center justify-between gap-3",
    )
    return rx.cond(
        PayoutsState.loaded,
        ui.card(problem(), rx.cond(view.standing == "ready", ready, waiting), class_name="flex flex-col gap-3 !py-4"),
        rx.fragment(),
    )


def past() -> rx.Component:
    """The payouts so far."""
    view = PayoutsState.view
    return rx.cond(
        view.rows.length() > 0,
        ui.card(
            rx.el.h2(_("Payouts"), class_name="px-3 pb-2 text-heading text-ink"),
            ui.rows(rx.foreach(view.rows, lambda row: rx.el.li(_row(row))), label=_("Payouts")),
            class_name="!px-2 sm:!px-3",
        ),
        rx.fragment(),
    )


def bank_details() -> rx.Component:
    """The way to change them, while everything is in order."""
    return _to_stripe(_("Bank and details at Stripe"), variant="quiet", icon_name="external_link")


def problem() -> rx.Component:
    """What went wrong, where it can't be missed."""
    return ui.when(PayoutsState.problem, lambda text: ui.banner(text, "danger", urgent=True))


def attention_bar() -> rx.Component:
    """A line above every other page while paid calls or payouts wait for the creator."""
    return ui.Elsewhere.create(
        ui.when(
            PayoutsState.attention,
            lambda text: ui.link_to(
                ui.icon("triangle_alert", 17, class_name="shrink-0"),
                rx.el.span(text, class_name="min-w-0"),
                rx.el.span(_("See payouts"), class_name="shrink-0 font-[650] underline underline-offset-4"),
                href=routes.PAYOUTS,
                class_name="flex min-h-tap items-center justify-center gap-3 bg-warning-soft px-gutter py-2 text-small "
                "text-warning-ink focus-visible:-outline-offset-4",
                custom_attrs={"data-attention": "payouts"},
            ),
        ),
        path=routes.PAYOUTS,
    )


def _to_stripe(label: ui.Text, **look: Any) -> rx.Component:
    return ui.button(label, loading=PayoutsState.opening, on_click=PayoutsState.go_to_stripe, **look)


def _row(row: rx.Var[PayoutRow]) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            rx.el.p(row.amount, class_name="font-[620] text-ink tabular"),
            rx.el.p(row.line, class_name="text-small text-muted"),
            ui.when(row.why, lambda why: rx.el.p(why, class_name="mt-0.5 text-small text-danger-ink text-pretty")),
            class_name="min-w-0",
        ),
        _badge(row.status, row.tone),
        class_name="flex items-start justify-between gap-3 rounded-field px-3 py-3",
        custom_attrs={"data-payout": row.status},
    )


def _badge(label: rx.Var[str], tone: rx.Var[str]) -> rx.Component:
    """A badge whose tone is only known at run time."""
    return rx.match(
        tone,
        ("success", ui.badge(label, "success", class_name="shrink-0")),
        ("info", ui.badge(label, "info", class_name="shrink-0")),
        ("warning", ui.badge(label, "warning", class_name="shrink-0")),
        ("danger", ui.badge(label, "danger", class_name="shrink-0")),
        ui.badge(label, "neutral", class_name="shrink-0"),
    )


above_pages(attention_bar)
