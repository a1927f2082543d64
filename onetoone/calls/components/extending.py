"""More minutes: the button beside the clock, and the sheet that says what they cost and when that is charged."""

import reflex as rx

from onetoone import ui
from onetoone.calls.components.browser import TipGlow
from onetoone.calls.state.extending import ExtendState
from onetoone.calls.views import CallView
from onetoone.ui.words import _, n_


def more_button(view: rx.Var[CallView]) -> rx.Component:
    """Under the clock, for the fan; goes with the bar when nobody moves, but not in the last minutes."""
    return rx.cond(
        (view.more.minutes > 0) & (view.status == "live"),
        rx.el.button(
            ui.icon("plus", 16),
            rx.el.span(_("{minutes} min", minutes=view.more.minutes), " · ", view.more.price, class_name="tabular"),
            type="button",
            aria_label=n_(
                "Add {n} minute for {price}", "Add {n} minutes for {price}", view.more.minutes, price=view.more.price
            ),
            on_click=ExtendState.open_sheet,
            custom_attrs={"data-fades": True},
            class_name="absolute end-[calc(1.125rem+env(safe-area-inset-right))] "
            "top-[calc(3.75rem+env(safe-area-inset-top))] max-[18rem]:top-[6.75rem] inline-flex "
            "min-h-11 items-center gap-1.5 rounded-pill bg-stage-raised/80 px-3.5 "
            "text-[0.875rem] font-[600] text-stage-ink backdrop-blur-md "
            "transition-opacity duration-gentle hover:bg-stage-raised",
        ),
        rx.fragment(),
    )


def more_sheet(view: rx.Var[CallView]) -> rx.Component:
    """What is asked for, and the rule by which it is charged."""
    more, name = view.more, view.other.name
    return ui.dialog(
        n_("Add {n} minute for {price}?", "Add {n} minutes for {price}?", more.minutes, price=more.price),
        rx.el.div(
            rx.el.p(
                n_(
                    "The call is then {n} minute for {price}. {name} sees it at once.",
                    "The call is then {n} minutes for {price}. {name} sees it at once.",
                    more.whole_minutes,
                    price=more.whole_price,
                    name=name,
                ),
                class_name="text-ink text-pretty",
            ),
            rx.el.p(
                rx.cond(
                    more.saved_card,
                    _("Held now on the card you paid with, and charged only after the call."),
                    _("You pay with Stripe, in a window of its own: held now, charged only after the call."),
                ),
                " ",
                _(
                    "If {name} ends early, or our side fails, you pay only for the time you had, counted by "
                    "the second, and nothing for less than a card can be charged. If you leave early, the "
                    "price stays as it is.",
                    name=name,
                ),
                class_name="text-[0.9375rem] text-muted text-pretty",
            ),
            ui.when(ExtendState.problem, lambda text: ui.banner(text, "danger")),
            class_name="flex flex-col gap-4",
        ),
        open=ExtendState.open,
        on_close=ExtendState.close,
        actions=[
            ui.button(_("Not now"), variant="quiet", on_click=ExtendState.close),
            ui.button(
                n_("Add {n} minute", "Add {n} minutes", more.minutes),
                icon_name="plus",
                loading=ExtendState.sending,
                disabled=more.minutes == 0,
                on_click=ExtendState.add(more.price_amount),
            ),
        ],
        custom_attrs={"data-more-sheet": True},
    )


def more_glow(view: rx.Var[CallView]) -> rx.Component:
    """Over the picture of both, when the call has become longer."""
    return TipGlow.create(
        count=view.added_minutes,
        text=rx.cond(
            view.side == "fan",
            n_("{n} more minute for you two", "{n} more minutes for you two", view.added_minutes),
            n_(
                "{name} added {n} more minute",
                "{name} added {n} more minutes",
                view.added_minutes,
                name=view.other.name,
            ),
        ),
        class_name="pointer-events-none absolute inset-0 flex justify-center overflow-hidden",
        words_class="ui-enter absolute top-[18%] max-w-[calc(100%-2rem)] rounded-pill bg-stage-raised "
        "px-7 py-3.5 font-display text-[1.125rem] text-balance text-stage-ink sm:text-[1.375rem] "
        "shadow-float text-center",
    )
