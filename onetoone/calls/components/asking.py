"""Where the bank asks about a tip or about more minutes, and where Checkout opens when there is no saved card."""

import reflex as rx

from onetoone import ui
from onetoone.calls.components.browser import BankFrame, BankWindow
from onetoone.calls.state.asking import AskingState
from onetoone.calls.views import CallView, ExtraSeen
from onetoone.ui.buttons import BASE, LOOK, SIZE
from onetoone.ui.words import _, n_


def asking_sheet(view: rx.Var[CallView]) -> rx.Component:
    """Comes up by itself; closing it calls off what was asked about."""
    asked = view.asking
    pay = rx.cond(_is_tip(asked), _("Pay the tip"), _("Pay the minutes"))
    return ui.dialog(
        rx.cond(asked.status == "bank", _("Your bank is asking"), pay),
        rx.match(asked.status, ("bank", _bank(asked)), ("open", _checkout(asked)), rx.fragment()),
        open=(asked.payment_id != "") & (asked.payment_id != AskingState.dismissed),
        on_close=AskingState.close(asked.payment_id),
        custom_attrs={"data-asking": asked.what},
    )


def _is_tip(asked: rx.Var[ExtraSeen]) -> rx.Var[bool]:
    return asked.what == "tip"


def _bank(asked: rx.Var[ExtraSeen]) -> rx.Component:
    return rx.el.div(
        rx.el.p(
            rx.cond(
                _is_tip(asked),
                _("Confirm the tip of {amount} below.", amount=asked.amount),
                n_(
                    "Confirm {n} more minute for {amount} below.",
                    "Confirm {n} more minutes for {amount} below.",
                    asked.minutes,
                    amount=asked.amount,
                ),
            ),
            " ",
            _("The call goes on meanwhile."),
            class_name="text-muted text-pretty",
        ),
        # A page of the bank's is shown once: it would be empty when the sheet of another payment opens.
        rx.el.div(
            BankFrame.create(
                src=asked.bank_page,
                title=_("Your bank is asking"),
                on_done=AskingState.done(asked.payment_id),
                class_name="h-[min(26rem,55vh)] w-full rounded-field border border-line bg-white",
            ),
            key=asked.payment_id,
        ),
        class_name="flex flex-col gap-4",
    )


def _checkout(asked: rx.Var[ExtraSeen]) -> rx.Component:
    return rx.el.div(
        rx.el.p(
            rx.cond(asked.why, asked.why, _("There's no saved card yet.")),
            " ",
            _("Pay in a window of its own; the call goes on meanwhile."),
            class_name="text-muted text-pretty",
        ),
        BankWindow.create(
            ui.icon("external_link", 18),
            rx.el.span(_("Pay {amount}", amount=asked.amount)),
            href=asked.checkout_url,
            on_done=AskingState.done(asked.payment_id),
            class_name=f"{BASE} {LOOK['primary']} {SIZE['lg']} w-full",
        ),
        class_name="flex flex-col gap-5",
    )
