"""On every page: the incoming call over everything, and the way back to the call one is in above the content."""

from collections.abc import Callable
from typing import TypeAlias

import reflex as rx

from onetoone import ui
from onetoone.accounts.frame import above_pages
from onetoone.calls.components.browser import FullScreen, Ring
from onetoone.calls.components.incoming import incoming_call
from onetoone.calls.components.safety import safety_sheet
from onetoone.calls.state.elsewhere import ElsewhereState
from onetoone.domain.reaching import RINGING
from onetoone.ui.words import _, said

Wraps: TypeAlias = dict[tuple[int, str], Callable[[bool], rx.Component | None]]


def app_wraps() -> Wraps:
    """For `app.extra_app_wraps`: beside every page, for whoever is signed in."""

    @rx.memo
    def calls_everywhere() -> rx.Component:
        return rx.fragment(overlay(), safety_sheet())

    def around(stateful: bool) -> rx.Component | None:
        return rx.fragment(calls_everywhere()) if stateful else None

    return {(6, "CallsEverywhere"): around}


def overlay() -> rx.Component:
    """The call that rings, over whatever page the fan is on; its own page shows the same by itself."""
    call = ElsewhereState.ringing
    return ui.Elsewhere.create(
        rx.cond(
            (call.call_id != "") & ~call.hushed,
            FullScreen.create(
                ring(call.call_id, call.other.name, call.what),
                incoming_call(
                    call=call,
                    other=call.other,
                    note=call.note,
                    on_join=ElsewhereState.join(call.call_id),
                    on_decline=ElsewhereState.decline(call.call_id),
                ),
                key=call.call_id,
                label=_("Incoming call from {name}", name=call.other.name),
                class_name="fixed inset-0 m-0 flex h-dvh max-h-none w-screen max-w-none flex-col border-0 bg-stage p-0",
            ),
            rx.fragment(),
        ),
        path=call.href,
    )


def ring(
    call_id: rx.Var[str], name: rx.Var[str], what: rx.Var[str], *, silent: rx.Var[bool] | None = None
) -> rx.Component:
    """The sound, the notification outside the tab, and "seen" for the one who calls. `silent`: only the last."""
    return Ring.create(
        call_id=call_id,
        title=_("{name} is calling you", name=name),
        body=what,
        actions=[[name, said(words)] for name, words in RINGING],  # the same as in a push
        silent=False if silent is None else silent,
        on_seen=ElsewhereState.saw,
    )


def return_bar() -> rx.Component:
    """A line above every other page while there is a call to return to; it covers nothing."""
    call = ElsewhereState.under_way
    return ui.Elsewhere.create(
        ui.link_to(
            rx.el.span(class_name="ui-breathe size-2.5 shrink-0 rounded-pill bg-stage-glow", aria_hidden=True),
            rx.el.span(call.line, class_name="min-w-0 truncate text-stage-muted max-sm:hidden"),
            rx.el.span(call.act, class_name="shrink-0 font-[650]"),
            ui.icon("arrow_right", 17),
            href=call.href,
            aria_label=call.act,
            class_name="ui-enter sticky top-0 z-header flex min-h-tap shrink-0 items-center justify-center gap-3 "
            "bg-stage px-gutter pb-2 pt-[max(0.5rem,env(safe-area-inset-top))] text-small text-stage-ink "
            "hover:bg-stage-surface focus-visible:-outline-offset-4 focus-visible:outline-stage-glow",
            custom_attrs={"data-return": call.call_id},
        ),
        path=call.href,
    )


above_pages(return_bar)
