"""The way out of a call that one doesn't want to be in: one sheet, each way a single press."""

import reflex as rx

from onetoone import ui
from onetoone.calls.state.leaving import LeavingState
from onetoone.calls.views import CallView
from onetoone.ui.words import _


def leaving_button() -> rx.Component:
    """Beside the clock, also while the bar's buttons are many."""
    return ui.stage_action("shield", _("Safety"), active=LeavingState.open, on_click=LeavingState.show(True))


def leaving_sheet(view: rx.Var[CallView]) -> rx.Component:
    name = view.other.name
    return ui.dialog(
        _("You can leave at any moment"),
        rx.el.div(
            _way(_("End the call"), "phone_off", _("It ends at once, for both of you."), LeavingState.end),
            _way(
                _("End and block {name}", name=name),
                "ban",
                _("{name} can't call, write or ask any more, and isn't told why.", name=name),
                LeavingState.end_and_block,
            ),
            _way(
                _("End and report {name}", name=name),
                "flag",
                _("The call ends, and you tell our team what happened."),
                LeavingState.end_and_report,
            ),
            class_name="flex flex-col gap-2.5",
        ),
        ui.when(LeavingState.problem, lambda text: ui.banner(text, "danger", class_name="mt-4")),
        rx.el.p(
            rx.cond(
                view.side == "creator",
                _("For money it is as if you had hung up: the fan pays only for the time that was."),
                _("For money it is as if you had hung up. If something was wrong, you can ask for it back afterwards."),
            ),
            class_name="mt-4 text-small text-muted text-pretty",
        ),
        open=LeavingState.open,
        on_close=LeavingState.show(False),
        actions=[ui.button(_("Stay in the call"), variant="quiet", on_click=LeavingState.show(False))],
        custom_attrs={"data-leaving": "true"},
    )


def _way(label: ui.Text, icon_name: str, line: ui.Text, on_click: rx.event.EventType) -> rx.Component:
    return rx.el.button(
        rx.el.span(
            ui.icon(icon_name, 20),
            class_name="flex size-11 shrink-0 items-center justify-center rounded-pill bg-danger-soft text-danger-ink",
        ),
        rx.el.span(
            rx.el.span(label, class_name="block font-[620] text-ink"),
            rx.el.span(line, class_name="block text-small text-muted text-pretty"),
            class_name="min-w-0",
        ),
        type="button",
        aria_label=label,
        on_click=on_click,
        class_name=(
            "flex items-center gap-3.5 rounded-card border border-line px-4 py-3 text-start transition-colors "
            "duration-quick hover:bg-sunken"
        ),
    )
