"""The summary's parts: what was paid or earned, and the fair meter."""

import reflex as rx

from onetoone import ui
from onetoone.calls.views import CallView, Stretch
from onetoone.ui.words import _


def money_facts(view: rx.Var[CallView]) -> rx.Component:
    """Paid and tipped for the fan; the way from gross to net for the creator."""
    more = ui.when(view.added_charged, lambda charged: _fact(view.added.capitalize(), charged))
    tips = ui.when(view.tips_total, lambda total: _fact(_("Tips"), total))
    refunded = ui.when(view.refunded, lambda amount: _fact(_("Refunded"), f"−{amount}"))
    return rx.el.dl(
        _fact(_("Length"), view.lasted),
        rx.cond(
            view.side == "fan",
            rx.fragment(
                _fact(_("Call"), view.charged),
                more,
                tips,
                refunded,
                rx.cond(
                    (view.tips_count > 0) | (view.refunded != "") | (view.added_charged != ""),
                    _fact(_("Total"), view.total),
                    rx.fragment(),
                ),
            ),
            rx.fragment(
                _fact(_("Call"), view.charged),
                more,
                tips,
                refunded,
                ui.when(view.fee, lambda fee: _fact(_("Fee"), f"−{fee}")),
                _fact(_("You earned"), view.earned, strong=True),
            ),
        ),
        class_name="divide-y divide-line text-[0.9375rem]",
    )


def _fact(name: str, value: ui.Child, *, strong: bool = False) -> rx.Component:
    weight = "text-[1.0625rem] font-[680]" if strong else "font-[560]"
    return rx.el.div(
        rx.el.dt(name, class_name="text-ink font-[620]" if strong else "text-muted"),
        rx.el.dd(value, class_name=f"text-end text-ink tabular {weight}"),
        class_name="flex items-baseline justify-between gap-6 py-2.5",
    )


def money_banner(view: rx.Var[CallView]) -> rx.Component:
    """What happened with the hold, in a sentence."""
    good = (view.money == "released") | (view.money == "releasing") | (view.money == "captured")
    return rx.el.p(
        rx.cond(good, ui.icon("circle_check", 20), ui.icon("shield_check", 20)),
        rx.el.span(
            view.money_line,
            ui.when(
                view.money_why, lambda why: rx.el.span(why, class_name="mt-0.5 block text-small font-[450] text-pretty")
            ),
        ),
        custom_attrs={"data-money": view.money},
        class_name=ui.classes(
            "flex items-center gap-3 rounded-field px-4 py-3.5 text-[0.9375rem] font-[560]",
            rx.cond(good, "bg-success-soft text-success-ink", "bg-sunken text-muted"),
        ),
    )


def fair_meter(view: rx.Var[CallView]) -> rx.Component:
    """The timeline of media in both directions, and whose line it was that stopped."""
    return rx.cond(
        view.timeline.length() > 0,
        rx.el.section(
            rx.el.h2(_("Fair meter"), class_name="text-heading text-ink"),
            rx.el.p(
                _("The clock ran only while you both saw and heard each other."),
                class_name="mt-1 text-small text-muted",
            ),
            rx.el.div(
                rx.foreach(view.timeline, _bar),
                aria_hidden=True,
                class_name="mt-4 flex h-3 gap-1 overflow-hidden rounded-pill bg-sunken",
            ),
            rx.el.ol(rx.foreach(view.timeline, _line), class_name="mt-4 flex list-none flex-col gap-2 text-small"),
        ),
        rx.fragment(),
    )


def _bar(stretch: rx.Var[Stretch]) -> rx.Component:
    return rx.el.span(
        class_name=ui.classes(
            "h-full min-w-1.5 rounded-pill",
            rx.cond(
                stretch.together,
                "bg-[linear-gradient(90deg,var(--c-accent),var(--c-glow))]",
                "bg-[repeating-linear-gradient(135deg,var(--c-edge)_0_3px,transparent_3px_6px)]",
            ),
        ),
        style={"width": f"{stretch.share}%"},
    )


def _line(stretch: rx.Var[Stretch]) -> rx.Component:
    return rx.el.li(
        rx.el.span(stretch.at, class_name="w-12 shrink-0 text-muted tabular"),
        rx.cond(
            stretch.together,
            rx.el.span(stretch.line, class_name="font-[560] text-ink tabular"),
            rx.el.span(stretch.line, class_name="text-muted"),
        ),
        class_name="flex gap-x-2",
        custom_attrs={"data-stretch": rx.cond(stretch.together, "together", "down")},
    )
