"""Tips in the call: the sheet the fan gives from, and what both see when one has come in."""

import reflex as rx

from onetoone import ui
from onetoone.calls.components.browser import BankFrame, BankWindow, TipGlow
from onetoone.calls.state.tipping import TipState
from onetoone.calls.views import CallView, Preset
from onetoone.ui.buttons import BASE, LOOK, SIZE


def tip_glow(view: rx.Var[CallView]) -> rx.Component:
    """Over the picture: lights and words when a tip was captured."""
    words = rx.cond(
        view.side == "fan",
        f"You tipped {view.other.name} {view.last_tip}",
        f"{view.other.name} tipped you {view.last_tip}",
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
    """Presets, an amount of one's own, and the bank when it asks."""
    return ui.dialog(
        rx.cond(TipState.tip.status == "bank", "Your bank is asking", f"Send {view.other.name} a tip"),
        rx.match(
            TipState.tip.status,
            ("bank", _bank()),
            ("open", _checkout()),
            ("created", rx.el.div(ui.spinner(24, "One moment"), class_name="flex justify-center py-8 text-muted")),
            _amount(view),
        ),
        open=TipState.open,
        on_close=TipState.close,
        custom_attrs={"data-tip-sheet": TipState.tip.status},
    )


def _amount(view: rx.Var[CallView]) -> rx.Component:
    return rx.el.form(
        rx.el.div(
            rx.foreach(view.presets, _preset),
            role="group",
            aria_label="Suggestions",
            class_name="grid grid-cols-3 gap-2.5",
        ),
        rx.el.div(
            ui.money_field(
                "Amount", name="amount", symbol=view.terms.symbol, default_value=TipState.amount, error=TipState.problem
            ),
            key=TipState.amount,
        ),
        ui.button("Send tip", type="submit", variant="primary", size="lg", full=True, loading=TipState.sending),
        rx.el.p(
            rx.cond(
                view.terms.free,
                "You pay with Stripe, in a window of its own.",
                "Charged at once to the card you paid with.",
            ),
            class_name="text-center text-small text-muted text-pretty",
        ),
        on_submit=TipState.send,
        class_name="flex flex-col gap-5",
    )


def _preset(preset: rx.Var[Preset]) -> rx.Component:
    chosen = TipState.amount == preset.typed
    return rx.el.button(
        preset.label,
        type="button",
        on_click=TipState.pick(preset.typed),
        aria_pressed=rx.cond(chosen, "true", "false"),
        class_name="min-h-14 rounded-field border border-line bg-glow-soft text-[1.125rem] "
        "font-[640] text-glow-ink tabular "
        "transition-colors duration-quick hover:border-glow aria-pressed:border-glow "
        "aria-pressed:shadow-[0_0_0_2px_var(--c-glow)]",
    )


def _bank() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            "Confirm the tip of ", TipState.tip.amount, " below. The call goes on meanwhile.", class_name="text-muted"
        ),
        BankFrame.create(
            src=TipState.tip.bank_page,
            title="Your bank is asking",
            on_done=TipState.bank_done,
            class_name="h-[min(26rem,55vh)] w-full rounded-field border border-line bg-white",
        ),
        class_name="flex flex-col gap-4",
    )


def _checkout() -> rx.Component:
    return rx.el.div(
        rx.el.p(
            "There's no saved card yet. Pay in a window of its own; the call goes on meanwhile.",
            class_name="text-muted text-pretty",
        ),
        BankWindow.create(
            ui.icon("external_link", 18),
            rx.el.span("Pay ", TipState.tip.amount),
            href=TipState.tip.checkout_url,
            on_done=TipState.bank_done,
            class_name=f"{BASE} {LOOK['primary']} {SIZE['lg']} w-full",
        ),
        class_name="flex flex-col gap-5",
    )
