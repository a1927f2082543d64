"""Where a creator's money stands."""

import reflex as rx

from onetoone import ui
from onetoone.payments.state import EarningsState
from onetoone.ui.words import _


def balances() -> rx.Component:
    """Held, pending, available and paid out; what is disputed or on its way, when there is such a thing."""
    of = EarningsState.view.balances
    return rx.el.dl(
        _balance("held", _("Held"), of.held, _("On cards of calls that aren't settled. Not earned yet.")),
        _balance(
            "pending",
            _("Pending"),
            of.pending,
            rx.cond(
                of.next_on,
                ui.woven(_("Earned. The next is available on {day}."), day=ui.moment(of.next_on, "day")),
                _("Earned, and on its way from the cards."),
            ),
        ),
        _balance("available", _("Available"), of.available, _("Yours to be paid out."), strong=True),
        _balance("paid out", _("Paid out"), of.paid_out, _("Sent to your bank so far.")),
        rx.cond(
            of.in_transit, _balance("on its way", _("On its way"), of.in_transit, _("To your bank.")), rx.fragment()
        ),
        rx.cond(
            of.disputed,
            _balance("set aside", _("Set aside"), of.disputed, _("Until a bank has decided.")),
            rx.fragment(),
        ),
        # Whatever their number, they fill their rows.
        class_name="flex flex-wrap gap-px overflow-hidden rounded-card border border-line bg-line shadow-card *:grow "
        "*:basis-full min-[20rem]:*:basis-[max(calc(50%-1px),7rem)] @3xl:*:basis-[calc(25%-1px)]",
        custom_attrs={"data-balances": "true"},
    )


def _balance(key: str, name: ui.Text, amount: rx.Var[str], line: ui.Child, *, strong: bool = False) -> rx.Component:
    return rx.el.div(
        rx.el.dt(name, class_name="text-small font-[600] text-muted"),
        rx.el.dd(
            rx.el.span(
                amount,
                class_name="font-display text-[1.5rem] max-[23rem]:text-[1.25rem] leading-tight tabular "
                "sm:text-[1.75rem] " + ("text-accent-ink" if strong else "text-ink"),
            ),
            rx.el.span(line, class_name="mt-1 block text-tiny text-muted text-pretty"),
            class_name="mt-1",
        ),
        class_name="bg-surface px-4 py-4 sm:px-5",
        custom_attrs={"data-balance": key},
    )
