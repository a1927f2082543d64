"""The fan is called; or was, and can still join."""

import reflex as rx

from onetoone import ui
from onetoone.calls.components.browser import Countdown
from onetoone.calls.components.everywhere import ring
from onetoone.calls.components.incoming import incoming_call
from onetoone.calls.components.terms import quoted
from onetoone.calls.pages.parts import heading, narrow, problem, what_and_terms
from onetoone.calls.state.call import CallState
from onetoone.calls.views import CallView
from onetoone.ui.words import _


def incoming(view: rx.Var[CallView]) -> rx.Component:
    """The ringing, on the call's own page."""
    return ui.full_bleed(
        ring(view.id, view.other.name, view.what, silent=view.hushed),
        incoming_call(
            call=view,
            other=view.other,
            note=rx.cond(view.started_by == "creator", view.note, ""),
            on_join=CallState.join,
            on_decline=CallState.decline({}),
            below=rx.el.div(problem(), class_name="mx-auto w-full max-w-[30rem] px-6 pb-6"),
        ),
    )


def missed(view: rx.Var[CallView]) -> rx.Component:
    """Nobody answered in time, but the card can still be joined."""
    return narrow(
        heading(view, _("You missed {name}'s call", name=view.other.name), what_and_terms(view)),
        ui.card(
            rx.el.p(
                ui.woven(
                    _("You can still join for {time}"),
                    time=Countdown.create(
                        until=view.deadline_at,
                        now=view.server_now,
                        label=_("Time left to join"),
                        class_name="font-[600] text-ink tabular",
                    ),
                ),
                class_name="text-muted",
            ),
            quoted(view.note, view.note_by, class_name="mt-4"),
            rx.el.div(problem(), class_name="mt-4"),
            rx.el.div(
                ui.button(_("Decline"), variant="secondary", size="lg", on_click=CallState.decline({})),
                ui.button(_("Join"), size="lg", icon_name="video", on_click=CallState.join),
                class_name="mt-5 ui-pair gap-3",
            ),
        ),
        title=_("Missed call"),
    )
