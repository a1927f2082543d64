"""The creator waits: sees themself, and where the fan is."""

import reflex as rx

from onetoone import ui
from onetoone.calls.components.browser import Countdown
from onetoone.calls.components.progress import progress_steps
from onetoone.calls.pages.parts import heading, page, problem, what_and_terms
from onetoone.calls.state.call import CallState
from onetoone.calls.views import CallView
from onetoone.ui.words import _


def waiting(view: rx.Var[CallView]) -> rx.Component:
    missed = view.progress == "missed"
    hushed = view.other_hushed & ((view.progress == "ringing") | missed)
    return page(
        heading(
            view,
            rx.cond(
                missed, _("{name} didn't answer", name=view.other.name), _("Waiting for {name}", name=view.other.name)
            ),
            what_and_terms(view),
        ),
        ui.ring_sound(((view.progress == "ringing") | (view.progress == "seen")) & ~hushed, "ringing"),
        rx.el.div(
            rx.el.div(
                ui.preview_stage(kind=view.kind, name=view.me.name, picture=view.me.picture),
                class_name="min-w-0",
            ),
            ui.card(
                rx.cond(hushed, _hushed(view), rx.fragment()),
                rx.cond(
                    hushed & ~missed,
                    rx.fragment(),  # nothing rings, so nothing counts down either
                    rx.fragment(
                        rx.cond(missed, _missed(view), progress_steps(view.progress)), _countdown(view, missed)
                    ),
                ),
                rx.el.div(problem(), class_name="empty:hidden mt-4"),
                rx.el.div(
                    rx.cond(
                        view.can_give_time,
                        ui.button(
                            _("Give two more minutes"),
                            variant="glow",
                            icon_name="clock_plus",
                            full=True,
                            on_click=CallState.give_more_time,
                        ),
                        rx.fragment(),
                    ),
                    ui.button(_("Cancel"), variant="secondary", full=True, on_click=CallState.cancel),
                    class_name="mt-5 flex flex-col gap-2.5",
                ),
            ),
            class_name="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1.7fr)_minmax(17rem,1fr)]",
        ),
        title=_("Waiting"),
    )


def _hushed(view: rx.Var[CallView]) -> rx.Component:
    return rx.el.div(
        ui.banner(
            _(
                "{name} isn’t to be disturbed right now, so nothing rings there. Your invitation is in "
                "their messages, and they can join as long as it’s open.",
                name=view.other.name,
            ),
            "glow",
            icon_name="moon",
        ),
        custom_attrs={"data-hushed": "true"},
        class_name="mb-5",
    )


def _missed(view: rx.Var[CallView]) -> rx.Component:
    return rx.el.div(
        rx.el.p(
            _(
                "The invitation stays in your messages. {name} can still join: keep waiting here, or go "
                "on with your day; we'll call you back to this page.",
                name=view.other.name,
            ),
            class_name="text-muted text-pretty",
        ),
        custom_attrs={"data-step": "missed"},
    )


def _countdown(view: rx.Var[CallView], missed: rx.Var[bool]) -> rx.Component:
    words = rx.match(
        view.progress,
        ("ringing", _("Rings for")),
        ("seen", _("Rings for")),
        ("missed", _("Open for")),
        _("Time to pay"),
    )
    return rx.el.p(
        rx.el.span(words, class_name="text-muted"),
        Countdown.create(
            until=view.deadline_at, now=view.server_now, label=_("Time left"), class_name="font-[640] text-ink tabular"
        ),
        class_name="mt-4 flex items-baseline justify-between rounded-field bg-sunken px-4 py-3",
    )
