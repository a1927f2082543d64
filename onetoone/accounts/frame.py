"""The frame around every page of the app: navigation, the signed-in person's menu, unread badge."""

from collections.abc import Callable
from typing import Literal

import reflex as rx

from onetoone import routes, ui
from onetoone.accounts.components import account_menu
from onetoone.accounts.state import MeState
from onetoone.ui.words import _

_notices: list[Callable[[], rx.Component]] = []


def above_pages(build: Callable[[], rx.Component]) -> None:
    """Have `build()` stand above the content of every page in the frame. Say it when the module loads."""
    _notices.append(build)


def framed(
    content: rx.Component,
    *,
    title: ui.Text,
    active: str = "messages",
    width: Literal["page", "measure", "full"] = "page",
    heading: bool = True,
) -> rx.Component:
    """`content` within the app.

    Args:
        title: the page's h1, for screen readers only; give `heading=False` when the content shows an h1 of its own.
        active: the place it belongs to, such as messages, earnings or settings. (The links know by their paths.)
        width: page (68 rem), measure (44 rem) or full (the whole height, no padding).
    """
    return ui.shell(
        rx.el.h1(title, class_name="only-read") if heading else rx.fragment(),
        content,
        items=_places(),
        account=account_menu(),
        home=routes.MESSAGES,
        notice=rx.fragment(*[build() for build in _notices]),
        width=width,
    )


def _places() -> list[ui.NavItem]:
    # A creator's community are their subscribers, a fan's the creators; a creator earns, a fan pays.
    community = rx.cond(MeState.is_creator, routes.COMMUNITY, routes.DISCOVER)
    money, money_href = (
        rx.cond(MeState.is_creator, _("Earnings"), _("Payments")),
        rx.cond(MeState.is_creator, routes.EARNINGS, routes.PAYMENTS),
    )
    return [
        ui.NavItem(_("Messages"), routes.MESSAGES, "message_circle", MeState.unread, _("unread messages")),
        ui.NavItem(_("Calls"), routes.CALLS, "phone"),
        ui.NavItem(_("Community"), community, "users"),
        ui.NavItem(money, money_href, "wallet"),
        ui.NavItem(_("Settings"), routes.SETTINGS, "settings"),
    ]
