"""Tips in the call: the sheet the fan gives from, the pill to undo it, and what both see when one has come in."""

import reflex as rx

from onetoone import ui
from onetoone.calls.components.browser import SecondsLeft, TipGlow
from onetoone.calls.state.tipping import TipState
from onetoone.calls.views import CallView, Preset
from onetoone.ui.words import _


def tip_glow(view: rx.Var[CallView]) -> rx.Component:
    """Over the picture: lights and words when a tip was captured."""
    words = rx.cond(
        view.side == "fan",
        _("You tipped {name} {amount}", name=view.other.name, amount=view.last_tip),
        _("{name} tipped you {amount}", name=view.other.name, amount=view.last_tip),
    )
    return TipGlow.create(
        count=view.tips_count,
        text=words,
        class_name="pointer-events-none absolute inset-0 flex justify-center overflow-hidden",
        words_class="ui-enter absolute top-[18%] max-w-[calc(100%-2rem)] rounded-pill "
        "bg-[linear-gradient(100deg,#f4a26b,#f7c59b)] "
        "px-7 py-3.5 font-display text-[1.125rem] text-balance text-[#3a1408] sm:text-[1.375rem] "
        "shadow-float text-center",
    )


def tip_sheet(view: rx.Var[CallView]) -> rx.Component:
    """Presets, which give at one tap, and an amount of one's own."""
    return ui.dialog(
        _("Send {name} a tip", name=view.other.name),
        rx.el.form(
            rx.el.div(
                rx.foreach(view.presets, _preset),
                role="group",
                aria_label=_("Give at once"),
                class_name="grid grid-cols-3 gap-2.5",
            ),
            ui.money_field(_("Another amount"), name="amount", symbol=view.terms.symbol, error=TipState.problem),
            ui.button(_("Send tip"), type="submit", variant="primary", size="lg", full=True, loading=TipState.sending),
            rx.el.p(
                rx.cond(
                    view.more.saved_card | ~view.terms.free,
                    _(
                        "One tap gives. You can undo it for {time}; then your saved card is charged.",
                        time=view.limits.undo,
                    ),
                    _("You pay with Stripe, in a window of its own."),
                ),
                class_name="text-center text-small text-muted text-pretty",
            ),
            on_submit=TipState.send,
            class_name="flex flex-col gap-5",
        ),
        open=TipState.open,
        on_close=TipState.close,
        custom_attrs={"data-tip-sheet": True},
    )


def _preset(preset: rx.Var[Preset]) -> rx.Component:
    return rx.el.button(
        preset.label,
        type="button",
        disabled=TipState.sending,
        on_click=TipState.give(preset.typed),
        class_name="min-h-14 rounded-field border border-line bg-glow-soft text-[1.125rem] "
        "font-[640] text-glow-ink tabular "
        "transition-colors duration-quick hover:border-glow",
    )


def pending_tip(view: rx.Var[CallView], class_name: str, *, words_class: str = "") -> rx.Component:
    """A tip that is on its way and can be taken back, or nothing. The fan alone sees it."""
    tip = view.pending_tip
    return rx.cond(
        tip.payment_id,
        rx.el.div(
            rx.el.div(
                rx.el.p(_("Tip of {amount}", amount=tip.amount), class_name="font-[640] tabular"),
                rx.el.p(
                    ui.woven(
                        _("For {name} in {time}"),
                        name=view.other.name,
                        time=SecondsLeft.create(until=tip.until, now=view.server_now, class_name="tabular"),
                    ),
                    class_name="text-small opacity-80",
                ),
                class_name=ui.classes("min-w-0 flex-1", words_class),
            ),
            rx.cond(
                view.stage == "seated",
                rx.el.button(
                    "+ ",
                    tip.again.label,
                    type="button",
                    aria_label=_("Add {amount} to the tip", amount=tip.again.label),
                    on_click=TipState.again(tip.payment_id, tip.again.typed),
                    class_name=_SMALL,
                ),
                rx.fragment(),
            ),
            rx.el.button(
                ui.icon("undo_2", 17),
                _("Undo"),
                type="button",
                on_click=TipState.undo(tip.payment_id),
                class_name=_SMALL,
            ),
            role="group",
            aria_label=_("Tip on its way"),
            custom_attrs={"data-tip-pending": tip.payment_id},
            class_name=ui.classes(
                "ui-enter flex items-center gap-2 rounded-card bg-[linear-gradient(100deg,#f4a26b,#f7c59b)] py-2 ps-4 "
                "pe-2 text-start text-[0.9375rem] text-[#3a1408] shadow-float",
                class_name,
            ),
        ),
        rx.fragment(),
    )


_SMALL = (
    "inline-flex min-h-11 shrink-0 items-center justify-center gap-1.5 rounded-pill bg-[#3a1408]/10 px-3.5 "
    "font-[640] tabular transition-colors duration-quick hover:bg-[#3a1408]/20"
)
