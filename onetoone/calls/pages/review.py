"""The fan looks at the details, pays, and joins."""

import reflex as rx

from onetoone import ui
from onetoone.calls.components.browser import Countdown
from onetoone.calls.components.terms import promises, quoted
from onetoone.calls.pages.parts import heading, page, problem
from onetoone.calls.state.call import CallState
from onetoone.calls.views import CallView
from onetoone.ui.words import _, n_


def review(view: rx.Var[CallView]) -> rx.Component:
    return page(
        heading(
            view,
            _("Your call with {name}", name=view.other.name),
            _("{name} is waiting for you.", name=view.other.name),
        ),
        rx.el.div(
            _terms(view),
            ui.card(
                ui.section_title(rx.cond(view.terms.free, _("What you should know"), _("What is charged, and when"))),
                rx.cond(
                    view.terms.free,
                    rx.el.p(
                        _("This call is free. Nothing is charged, and no card is needed."), class_name="text-muted"
                    ),
                    promises(view),
                ),
                class_name="lg:col-start-2 lg:row-span-2",
            ),
            _devices(view),
            class_name="grid grid-cols-1 items-start gap-6 lg:grid-cols-2 lg:grid-rows-[auto_1fr]",
        ),
        title=_("Review"),
    )


def _terms(view: rx.Var[CallView]) -> rx.Component:
    return ui.card(
        rx.el.div(
            rx.el.p(view.terms.price, class_name="font-display text-display text-ink tabular"),
            rx.el.p(
                rx.cond(view.kind == "audio", ui.icon("phone", 18), ui.icon("video", 18)),
                rx.el.span(view.what, ", ", n_("{n} minute", "{n} minutes", view.terms.minutes)),
                class_name="mt-1 inline-flex items-center gap-2 text-lead text-muted",
            ),
        ),
        quoted(view.note, view.note_by, class_name="mt-5"),
        ui.when(
            view.declined_card,
            lambda why: ui.banner(
                rx.fragment(why, " ", _("Nothing was charged. Try again, or use another card.")),
                "danger",
                title=_("Your card was declined"),
                class_name="mt-5",
            ),
        ),
        rx.el.div(problem(), class_name="mt-5 empty:hidden"),
        rx.el.div(
            rx.cond(view.terms.free, _join(), _pay()),
            ui.button(_("Decline"), variant="quiet", full=True, on_click=CallState.decline({})),
            class_name="mt-6 flex flex-col gap-2",
        ),
        rx.el.p(
            rx.cond(view.terms.free, _("Time to join:"), _("Time to pay:")),
            " ",
            Countdown.create(
                until=view.deadline_at,
                now=view.server_now,
                label=_("Time left"),
                class_name="font-[600] text-ink tabular",
            ),
            class_name="mt-1 text-center text-small text-muted",
        ),
        custom_attrs={"data-terms": view.terms.price},
    )


def _join() -> rx.Component:
    return ui.button(_("Join"), size="lg", full=True, icon_name="video", on_click=CallState.enter)


def _pay() -> rx.Component:
    return rx.fragment(
        ui.button(
            _("Pay and join"), size="lg", full=True, icon_name="lock", loading=CallState.opening, on_click=CallState.pay
        ),
        rx.el.p(
            _("Held now. Charged only after the call, and only if you were both really there."),
            class_name="mx-auto mt-1 max-w-[24rem] text-center text-small text-muted text-balance",
        ),
    )


def _devices(view: rx.Var[CallView]) -> rx.Component:
    return ui.card(
        ui.section_title(_("Camera and microphone")),
        rx.match(
            CallState.checking,
            ("rehearsal", _rehearsal(view)),
            ("preview", _preview(view)),
            rx.el.div(
                rx.el.p(_("See and hear yourself before you join."), class_name="text-muted"),
                ui.button(
                    _("Check camera and microphone"),
                    variant="secondary",
                    icon_name="camera",
                    on_click=CallState.check("preview"),
                ),
                class_name="flex flex-col items-start gap-4",
            ),
        ),
    )


def _preview(view: rx.Var[CallView]) -> rx.Component:
    return rx.el.div(
        ui.preview_stage(kind=view.kind, name=view.me.name, picture=view.me.picture),
        rx.el.p(
            _("Rehearse for five seconds on the real path: through our relay and back to you. Nothing is charged."),
            class_name="mt-5 text-small text-muted text-pretty",
        ),
        ui.button(
            _("Rehearse"),
            variant="secondary",
            icon_name="repeat",
            class_name="mt-3",
            on_click=CallState.check("rehearsal"),
        ),
    )


def _rehearsal(view: rx.Var[CallView]) -> rx.Component:
    return rx.el.div(
        ui.rehearsal_stage(signal_url=view.rehearsal_path, kind=view.kind, name=view.me.name, picture=view.me.picture),
        ui.button(_("Done"), variant="secondary", class_name="mt-4", on_click=CallState.check("preview")),
    )
