"""The signed-in person at the foot of the navigation, and the way out."""

from typing import Any

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData
from reflex_base.vars.function import FunctionStringVar

from onetoone import routes, ui
from onetoone.accounts.state import MeState
from onetoone.ui.words import _


def sign_out() -> Any:
    """The event that signs this browser out."""
    imports = {"$/public/accounts/entry.js": [ImportVar(tag="signOut")]}
    return rx.call_function(FunctionStringVar.create("signOut", _var_data=VarData(imports=imports)))


def account_menu() -> rx.Component:
    """Picture and name, which open a small menu; nothing for visitors."""
    trigger = rx.el.span(
        ui.avatar(MeState.name, src=MeState.picture, size="sm"),
        rx.el.p(ui.as_typed(MeState.name), class_name="min-w-0 truncate font-[600] text-ink max-lg:sr-only"),
        ui.icon("chevrons_up_down", 16, class_name="ms-auto shrink-0 text-muted max-lg:hidden"),
        class_name="flex w-full min-w-0 items-center gap-3 max-lg:justify-center",
    )
    menu = ui.menu(
        _("Your account"),
        ui.menu_item(_("Payments"), icon_name="receipt", href=routes.PAYMENTS),
        ui.menu_item(_("Settings"), icon_name="settings", href=routes.SETTINGS),
        rx.cond(
            MeState.is_operator,
            ui.menu_item(_("Operator"), icon_name="scale", href=routes.OPERATOR),
            rx.fragment(),
        ),
        ui.menu_item(_("Sign out"), icon_name="log_out", on_click=sign_out()),
        trigger=trigger,
        trigger_class="flex w-full min-w-0 items-center rounded-field px-2.5 py-2 "
        "lg:w-[calc(var(--space-rail)-1.75rem)] text-start transition-colors duration-quick hover:bg-sunken",
        side="above",
        align="start",
    )
    return rx.cond(MeState.signed_in, menu, rx.fragment())
