"""A request: the creator answers it, the fan waits for the answer."""

import reflex as rx

from onetoone import ui
from onetoone.calls.components.browser import Countdown
from onetoone.calls.components.terms import cover_field, quoted, terms_fields
from onetoone.calls.pages.parts import heading, narrow, problem, what_and_terms
from onetoone.calls.state.call import CallState
from onetoone.calls.views import CallView
from onetoone.reaching.components.device import notify_me
from onetoone.ui.words import _


def request(view: rx.Var[CallView]) -> rx.Component:
    return rx.cond(view.side == "creator", _answer(view), _wait(view))


def _answer(view: rx.Var[CallView]) -> rx.Component:
    asked = rx.cond(
        view.kind == "audio",
        _("{name} asks for an audio call", name=view.other.name),
        _("{name} asks for a video call", name=view.other.name),
    )
    return narrow(
        heading(view, asked),
        ui.card(
            rx.el.form(
                quoted(view.note, view.note_by),
                terms_fields(
                    price=view.terms.price_typed,
                    minutes=view.terms.minutes.to_string(),
                    tips=view.terms.tips_allowed,
                    price_error=CallState.price_error,
                    symbol=view.terms.symbol,
                    minutes_error=CallState.minutes_error,
                ),
                rx.cond(view.kind == "video", cover_field(view.other.name, view.covers_camera), rx.fragment()),
                problem(),
                rx.el.div(
                    ui.button(_("Decline"), variant="secondary", size="lg", on_click=CallState.ask_why(True)),
                    ui.button(_("Accept"), type="submit", size="lg", icon_name="check"),
                    class_name="ui-pair gap-3",
                ),
                rx.el.p(
                    _("When you accept, {name} is called right away.", name=view.other.name),
                    class_name="text-center text-small text-muted",
                ),
                on_submit=CallState.accept,
                class_name="flex flex-col gap-5",
            ),
        ),
        _why(view),
        title=_("Request"),
    )


def _why(view: rx.Var[CallView]) -> rx.Component:
    return ui.dialog(
        _("Decline this request?"),
        rx.el.form(
            ui.text_area(
                _("Reason"),
                name="reason",
                hint=_("{name} will read it. You may leave it empty.", name=view.other.name),
                rows=3,
                max_length=500,
            ),
            rx.el.div(
                ui.button(_("Keep it"), variant="quiet", on_click=CallState.ask_why(False)),
                ui.button(_("Decline request"), type="submit", variant="danger"),
                class_name="flex justify-end gap-2.5",
            ),
            on_submit=CallState.decline,
            class_name="flex flex-col gap-6",
        ),
        open=CallState.asks_why,
        on_close=CallState.ask_why(False),
    )


def _wait(view: rx.Var[CallView]) -> rx.Component:
    return narrow(
        heading(view, _("Waiting for {name}", name=view.other.name), what_and_terms(view)),
        ui.card(
            rx.el.p(
                _(
                    "Your request is with {name}. When they accept, this page rings; you can be anywhere in the app.",
                    name=view.other.name,
                ),
                class_name="text-muted text-pretty",
            ),
            rx.cond(view.other_hushed, _hushed(view), rx.fragment()),
            quoted(view.note, view.note_by, class_name="mt-4"),
            rx.el.p(
                ui.woven(
                    _("Open for {time}"),
                    time=Countdown.create(
                        until=view.deadline_at,
                        now=view.server_now,
                        label=_("Time left to answer"),
                        class_name="font-[600] text-ink tabular",
                    ),
                ),
                class_name="mt-4 text-small text-muted",
            ),
            rx.el.div(problem(), class_name="mt-4"),
            rx.el.div(
                ui.button(_("Withdraw"), variant="secondary", on_click=CallState.withdraw),
                notify_me(_("Notify me outside this tab")),
                class_name="mt-5 flex flex-wrap gap-2.5 max-sm:*:w-full",
            ),
        ),
        title=_("Request"),
    )


def _hushed(view: rx.Var[CallView]) -> rx.Component:
    return rx.el.div(
        ui.banner(
            _("{name} isn’t to be disturbed right now, and will see your request later.", name=view.other.name),
            "glow",
            icon_name="moon",
        ),
        custom_attrs={"data-hushed": "true"},
        class_name="mt-4",
    )
