"""Signing in and up: forms that post themselves and show what came back beside the fields."""

from typing import Any

import reflex as rx
from reflex_base.components.component import field

from onetoone import routes, ui
from onetoone.accounts.state import EntryState
from onetoone.ui.words import _


def _errors(errors: rx.Var[dict[str, str]]) -> tuple[rx.Var[dict[str, str]]]:
    return (errors,)


class EntryForm(rx.Component):
    """A form that posts itself as JSON to one of the routes in web/auth and then loads the next page."""

    library = "$/public/accounts/entry_form.jsx"
    tag = "EntryForm"

    address: rx.Var[str] = field(doc="Where to.")
    sorry: rx.Var[str] = field(doc="What is wrong when nobody answers.")
    on_sent: rx.EventHandler[rx.event.no_args_event_spec] = field(doc="It was sent.")
    on_refused: rx.EventHandler[_errors] = field(doc='It came back with errors by field; "" is the form as a whole.')


def _form(*fields: ui.Child, address: str, **props: Any) -> rx.Component:
    return EntryForm.create(
        *fields,
        address=address,
        sorry=_("We couldn't reach the server. Please try again."),
        on_sent=EntryState.sent,
        on_refused=EntryState.refused,
        **props,
    )


def sign_in_form() -> rx.Component:
    """E-mail address and password."""
    return _form(
        _whole_form(),
        ui.text_field(_("E-mail address"), name="email", type="email", auto_complete="username"),
        ui.text_field(_("Password"), name="password", type="password", auto_complete="current-password"),
        ui.button(_("Sign in"), type="submit", size="lg", full=True, loading=EntryState.waiting),
        address=routes.AUTH_SIGN_IN,
        on_mount=EntryState.begin,
        class_name="flex flex-col gap-5",
    )


def sign_up_form() -> rx.Component:
    """Name, e-mail address, password, and whether they want to be a creator."""
    return _form(
        _whole_form(),
        ui.text_field(_("Your name"), name="name", error=EntryState.name_error, auto_complete="name"),
        ui.text_field(
            _("E-mail address"), name="email", type="email", error=EntryState.email_error, auto_complete="username"
        ),
        ui.text_field(
            _("Password"),
            name="password",
            type="password",
            hint=_("At least 10 characters. A short sentence is a good one."),
            error=EntryState.password_error,
            auto_complete="new-password",
        ),
        ui.checkbox(_("I want to take calls as a creator"), name="creator", hint=_("You can also decide this later.")),
        ui.button(_("Create account"), type="submit", size="lg", full=True, loading=EntryState.waiting),
        address=routes.AUTH_SIGN_UP,
        on_mount=EntryState.begin,
        class_name="flex flex-col gap-5",
    )


def continue_as(person: Any) -> rx.Component:
    """One line of the demo's door: who they are, and the button that makes the visitor them."""
    return _form(
        rx.el.input(type="hidden", name="account", value=person.id, read_only=True),
        rx.el.button(
            ui.avatar(person.name, src=person.picture, size="md"),
            rx.el.span(
                rx.el.span(_("Continue as {name}", name=person.name), class_name="block truncate font-[600] text-ink"),
                rx.el.span(
                    rx.cond(person.is_creator, _("Creator"), _("Fan")),
                    rx.cond(person.line, " · ", ""),
                    person.line,
                    class_name="block truncate text-small text-muted",
                ),
                class_name="min-w-0 flex-1",
            ),
            ui.icon("arrow_right", 18, class_name="shrink-0 text-muted"),
            type="submit",
            aria_label=rx.cond(
                person.is_creator,
                _("Continue as {name}, creator", name=person.name),
                _("Continue as {name}, fan", name=person.name),
            ),
            class_name="flex min-h-tap w-full min-w-0 items-center gap-3 rounded-field px-3 py-2.5 text-start "
            "transition-colors duration-quick hover:bg-sunken",
        ),
        address=routes.AUTH_DEMO,
    )


def _whole_form() -> rx.Component:
    return ui.when(EntryState.form_error, lambda words: ui.banner(words, "danger"))
