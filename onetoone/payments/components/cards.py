"""The saved cards, and the question before one is removed."""

import reflex as rx

from onetoone import ui
from onetoone.payments.state import CardsState
from onetoone.payments.views import CardRow
from onetoone.ui.words import _


def saved_cards() -> rx.Component:
    """What Stripe keeps for tips and longer calls."""
    return ui.card(
        ui.section_title(_("Saved cards")),
        rx.cond(
            CardsState.loaded,
            rx.fragment(
                ui.when(CardsState.trouble, lambda text: ui.banner(text, "warning")),
                rx.cond(
                    CardsState.rows.length() > 0,
                    rx.el.ul(
                        rx.foreach(CardsState.rows, _card),
                        aria_label=_("Saved cards"),
                        class_name="divide-y divide-line",
                    ),
                    rx.cond(
                        CardsState.trouble,
                        rx.fragment(),
                        rx.el.p(
                            _("None. A card is saved when you pay for a call in which tips are welcome."),
                            class_name="text-small text-muted text-pretty",
                        ),
                    ),
                ),
            ),
            ui.skeleton(class_name="h-11 w-full rounded-field"),
        ),
        _question(),
        custom_attrs={"data-cards": "true"},
    )


def _card(card: rx.Var[CardRow]) -> rx.Component:
    return rx.el.li(
        ui.icon("credit_card", 20, class_name="shrink-0 text-muted"),
        rx.el.div(
            rx.el.p(card.name, class_name="text-[0.9375rem] font-[580] text-ink tabular"),
            rx.el.p(_("Until {month}", month=card.expires), class_name="text-tiny text-muted tabular"),
            class_name="min-w-0 flex-1",
        ),
        ui.button(
            _("Remove"),
            variant="quiet",
            size="sm",
            aria_label=_("Remove {name}", name=card.name),
            on_click=CardsState.ask(card.id),
            class_name="-me-4",
        ),
        class_name="flex items-center gap-3 py-2.5",
    )


def _question() -> rx.Component:
    return ui.dialog(
        _("Remove {name}?", name=CardsState.leaving.name),
        open=CardsState.leaving.id != "",
        on_close=CardsState.keep,
        line=_(
            "Stripe forgets this card. When you tip, you pay through Checkout again. Nothing that was paid or is held "
            "changes."
        ),
        actions=[
            ui.button(_("Keep it"), variant="secondary", on_click=CardsState.keep),
            ui.button(_("Remove card"), variant="danger", loading=CardsState.removing, on_click=CardsState.remove),
        ],
    )
