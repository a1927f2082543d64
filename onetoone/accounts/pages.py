"""The front door, signing in and up, and the settings."""

import reflex as rx

from onetoone import routes, ui
from onetoone.accounts.components import landing, settings, sign_in_form, sign_up_form
from onetoone.accounts.frame import framed
from onetoone.accounts.state import EntryState, MeState, SettingsState
from onetoone.accounts.tab import Tab
from onetoone.ui.words import _


def home() -> rx.Component:
    """What this is, and the ways in."""
    return ui.bare(landing.welcome(), width="page", header=landing.top())


def sign_in() -> rx.Component:
    """For those who have an account."""
    return _entry(
        _("Welcome back"),
        sign_in_form(),
        rx.el.p(_("New here?"), " ", ui.text_link(_("Create an account"), href=routes.SIGN_UP)),
    )


def sign_up() -> rx.Component:
    """For those who have none."""
    return _entry(
        _("Create your account"),
        sign_up_form(),
        rx.el.p(_("Already have one?"), " ", ui.text_link(_("Sign in"), href=routes.SIGN_IN)),
    )


def settings_page() -> rx.Component:
    """Profile and, for creators, the rate card."""
    sections = rx.el.div(
        rx.cond(MeState.is_creator, settings.taking_calls(), rx.fragment()),
        rx.cond(MeState.is_creator, settings.rate_card(), rx.fragment()),
        rx.cond(MeState.is_creator, settings.offers(), rx.fragment()),
        rx.cond(MeState.is_creator, settings.payouts(), rx.fragment()),
        settings.profile(),
        settings.reaching(),
        settings.language_and_look(),
        settings.region(),
        rx.cond(MeState.is_creator, rx.fragment(), settings.become_creator()),
        settings.safety(),
        settings.your_data(),
        rx.cond(MeState.is_operator, settings.operator(), rx.fragment()),
        settings.leaving(),
        class_name="flex flex-col gap-5",
    )
    return framed(
        rx.fragment(
            ui.page_header(_("Settings")),
            rx.cond(SettingsState.loaded, sections, ui.skeleton_rows(4)),
        ),
        title=_("Settings"),
        active="settings",
        width="measure",
        heading=False,
    )


def add_pages(app: rx.App) -> None:
    """Register the pages of this room."""
    app.add_page(
        home,
        route=routes.HOME,
        title=_("onetoone · A little time, just the two of you"),
        on_load=[Tab.arrive, EntryState.load],
    )
    entry = [Tab.arrive, EntryState.load]
    app.add_page(sign_in, route=routes.SIGN_IN, title=_("Sign in · onetoone"), on_load=entry)
    app.add_page(sign_up, route=routes.SIGN_UP, title=_("Create an account · onetoone"), on_load=entry)
    app.add_page(
        settings_page, route=routes.SETTINGS, title=_("Settings · onetoone"), on_load=[Tab.arrive, SettingsState.load]
    )


def _entry(title: str, form: rx.Component, otherwise: rx.Component) -> rx.Component:
    top = rx.el.header(
        ui.link_to(ui.wordmark(), href=routes.HOME, class_name="inline-flex rounded-field"),
        ui.language_choice(),
        class_name="flex items-center justify-between gap-3 px-gutter py-6",
    )
    return ui.bare(
        rx.el.h1(title, class_name="mb-7 mt-4 font-display text-title text-ink md:mt-12"),
        form,
        rx.el.div(otherwise, class_name="mt-7 text-muted"),
        header=top,
    )
