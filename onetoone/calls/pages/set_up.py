"""/start/[fan_id]: the creator's set-up of a 1:1."""

import reflex as rx

from onetoone import ui
from onetoone.accounts.state import MeState
from onetoone.calls.components.terms import cover_field, kind_choice, note_field, terms_fields
from onetoone.calls.pages.parts import form_loading, lost, page
from onetoone.calls.state.set_up import SetUpState as S
from onetoone.community.components import note_field as note_on_fan
from onetoone.ui.words import _


def set_up() -> rx.Component:
    return rx.cond(S.lost, lost(), rx.cond(S.view.other.id, _form(), form_loading(_("Start 1:1"), columns=True)))


def _form() -> rx.Component:
    other = S.view.other
    fields = rx.el.form(
        _offers(),
        kind_choice(S.choose_kind, S.first_kind, S.filled.to_string()),
        note_field(
            _("Message"),
            _("Hi {name}, do you have a moment?", name=other.name),
            default_value=S.note,
            key=S.noted.to_string(),
        ),
        terms_fields(
            price=S.price,
            minutes=S.minutes,
            tips=S.tips,
            price_error=S.price_error,
            minutes_error=S.minutes_error,
            symbol=S.view.symbol,
            on_price=S.type_price,
            on_minutes=S.type_minutes,
            key=S.filled.to_string(),
        ),
        rx.cond(S.kind == "video", cover_field(other.name, S.view.covers_camera), rx.fragment()),
        rx.el.p(
            rx.cond(S.line, S.line, _("Write a price to see what you keep.")),
            aria_live="polite",
            custom_attrs={"data-split": "true"},
            class_name="rounded-field bg-glow-soft px-4 py-3 text-center font-[600] text-glow-ink tabular",
        ),
        ui.when(S.problem, lambda text: ui.banner(text, "warning", urgent=True)),
        ui.button(_("Start 1:1"), type="submit", size="lg", full=True, icon_name="video"),
        on_submit=S.start,
        class_name="flex flex-col gap-5",
    )
    return page(
        ui.page_header(
            _("Start 1:1"), line=_("{name} is called right away.", name=other.name), back_href=S.view.thread_href
        ),
        rx.el.div(
            ui.card(
                rx.el.div(ui.person_line(other.name, f"@{other.handle}", src=other.picture), class_name="pb-5"), fields
            ),
            rx.el.div(_mirror(), _note(), class_name="flex flex-col gap-6"),
            class_name="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]",
            custom_attrs={"data-call-stage": "setup"},
        ),
        title=_("Start 1:1"),
    )


def _offers() -> rx.Component:
    """The creator's own, to fill the form in at one tap."""
    return rx.cond(
        S.offers.length() > 0,
        rx.el.div(
            rx.foreach(
                S.offers,
                lambda offer: ui.chip(offer.name, chosen=S.offer_id == offer.id, on_click=S.pick(offer.id)),
            ),
            role="group",
            aria_label=_("Your offers"),
            class_name="-mx-1 flex gap-2 overflow-x-auto px-1 py-1 [scrollbar-width:none]",
        ),
        rx.fragment(),
    )


def _note() -> rx.Component:
    """What the creator wants to remember about the fan."""
    return ui.card(
        ui.section_title(_("Your note on {name}", name=S.view.other.name)),
        note_on_fan(),
    )


def _mirror() -> rx.Component:
    """A look at oneself before calling, for those who want it."""
    return ui.card(
        ui.section_title(_("Camera and microphone")),
        rx.cond(
            S.checking,
            ui.preview_stage(kind=S.kind, name=MeState.name, picture=MeState.picture),
            rx.el.div(
                rx.el.p(
                    _("See and hear yourself first, if you like. You will also be able to while it rings."),
                    class_name="text-muted text-pretty",
                ),
                ui.button(
                    _("Check camera and microphone"), variant="secondary", icon_name="camera", on_click=S.check_devices
                ),
                class_name="flex flex-col items-start gap-4",
            ),
        ),
    )
