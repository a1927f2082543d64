"""/ask/[handle]: the fan asks for a personal call."""

import reflex as rx

from onetoone import ui
from onetoone.calls.components.terms import kind_choice, note_field
from onetoone.calls.pages.parts import form_loading, lost, narrow
from onetoone.calls.state.ask import AskState as S
from onetoone.calls.views import Terms
from onetoone.ui.words import _, n_


def ask() -> rx.Component:
    return rx.cond(S.lost, lost(), rx.cond(S.view.other.id, _form(), form_loading(_("Get a personal call"))))


def _form() -> rx.Component:
    other = S.view.other
    away = ui.banner(
        _("{name} isn't taking calls right now. You can still write a message.", name=other.name),
        "info",
        icon_name="moon",
    )
    fields = rx.el.form(
        kind_choice(S.choose_kind, S.first_kind),
        rx.cond(S.kind == "audio", _usual(S.view.audio), _usual(S.view.video)),
        note_field(_("Note"), _("What would you like to talk about?")),
        ui.when(S.problem, lambda text: ui.banner(text, "warning", urgent=True)),
        rx.cond(S.view.taking_calls, rx.fragment(), away),
        ui.button(
            _("Send request"), type="submit", size="lg", full=True, icon_name="send", disabled=~S.view.taking_calls
        ),
        rx.el.p(
            _("Nothing is paid now. {name} answers first; then you see the price and decide.", name=other.name),
            class_name="text-center text-small text-muted text-pretty",
        ),
        on_submit=S.send,
        class_name="flex flex-col gap-5",
    )
    return narrow(
        ui.page_header(
            _("Get a personal call"), line=_("Just you and {name}.", name=other.name), back_href=S.view.thread_href
        ),
        ui.card(
            rx.el.div(ui.person_line(other.name, f"@{other.handle}", src=other.picture, size="lg"), class_name="pb-6"),
            fields,
            custom_attrs={"data-call-stage": "ask"},
        ),
        title=_("Get a personal call"),
    )


def _usual(terms: rx.Var[Terms]) -> rx.Component:
    return rx.el.div(
        rx.el.span(_("Usually"), class_name="text-muted"),
        rx.el.span(
            n_("{price} for {n} minute", "{price} for {n} minutes", terms.minutes, price=terms.price),
            class_name="font-[620] text-ink tabular",
        ),
        class_name="flex items-baseline justify-between gap-4 rounded-field bg-sunken px-4 py-3",
        custom_attrs={"data-usual": terms.kind},
    )
