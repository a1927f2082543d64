"""What is there on every page without anyone asking: toasts, the offline banner, the theme script, the lost page."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeAlias

import reflex as rx
from reflex_components_core.base.error_boundary import error_boundary
from reflex_components_core.core.banner import has_too_many_connection_errors

from onetoone.ui import tokens
from onetoone.ui.brand import mark
from onetoone.ui.buttons import button
from onetoone.ui.elements import icon
from onetoone.ui.notices import toast_host
from onetoone.ui.shell import bare
from onetoone.ui.surfaces import empty_state
from onetoone.ui.words import _

Wraps: TypeAlias = dict[tuple[int, str], Callable[[bool], rx.Component | None]]
_THEME = Path(__file__).resolve().parents[2] / "assets" / "theme.js"


def offline_banner() -> rx.Component:
    """Takes the place of Reflex's own, which shows a ws:// address."""
    return rx.cond(has_too_many_connection_errors, offline_notice(), rx.fragment())


def offline_notice() -> rx.Component:
    """Says that the line to the server is gone and that nothing is lost."""
    return rx.el.div(
        icon("wifi_off", 18, class_name="ui-breathe shrink-0"),
        rx.el.span(_("You're offline. We keep trying, and everything will still be here.")),
        role="status",
        custom_attrs={"data-offline": "true"},
        class_name="ui-enter fixed left-1/2 top-3 z-offline flex w-max max-w-[calc(100vw-2rem)] -translate-x-1/2 "
        "items-center gap-3 rounded-pill bg-ink px-5 py-3 text-[0.9375rem] font-[560] text-canvas shadow-float",
    )


def app_wraps() -> Wraps:
    """For `rx.App(extra_app_wraps=…)`: ours instead of Reflex's overlay (it shows a ws:// address) and crash."""

    @rx.memo
    def ui_overlay() -> rx.Component:
        return rx.fragment(offline_banner(), toast_host())

    def overlay(stateful: bool) -> rx.Component | None:
        return rx.fragment(ui_overlay()) if stateful else None

    def boundary(stateful: bool) -> rx.Component:
        props = {} if stateful else {"on_error": rx.noop()}
        return error_boundary(fallback_render=rx.Var.create(crash_page()), **props)

    return {(5, "Overlay"): overlay, (55, "ErrorBoundary"): boundary}


def head() -> list[rx.Component]:
    """For `rx.App(head_components=head())`: the theme before the first paint, icons, the early font."""
    font = {"rel": "preload", "type": "font/woff2", "cross_origin": "anonymous", "custom_attrs": {"as": "font"}}
    return [
        rx.el.script(_THEME.read_text(encoding="utf-8")),
        rx.el.link(href=f"/fonts/{tokens.FIRST_FACE}", **font),
        rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
        rx.el.link(rel="manifest", href="/manifest.webmanifest"),
        rx.el.link(rel="apple-touch-icon", href="/icons/apple-touch-icon.png"),
        rx.el.meta(
            name="theme-color", content=tokens.LIGHT["canvas"], custom_attrs={"media": "(prefers-color-scheme: light)"}
        ),
        rx.el.meta(
            name="theme-color", content=tokens.DARK["canvas"], custom_attrs={"media": "(prefers-color-scheme: dark)"}
        ),
    ]


def app_look() -> dict[str, Any]:
    """Everything the app needs to look like us: `ui.App(**app_look(), …)`."""
    return {
        "stylesheets": ["/theme.css"],
        "head_components": head(),
        "extra_app_wraps": app_wraps(),
        "toaster": None,
        "html_lang": "en",
    }


def not_found_page() -> rx.Component:
    """The page for an address that leads nowhere, and for what isn't this person's to see."""
    return bare(
        empty_state(
            "map_pin_off",
            _("There's nothing at this address"),
            _("The link may be old, or the page may belong to someone else."),
            button(_("Back to the start"), href="/", icon_name="arrow_left"),
            level="h1",
            class_name="pt-24",
        )
    )


def crash_page() -> rx.Component:
    """In place of a page whose code failed in the browser. Without router links: the router may be what failed."""
    return rx.el.main(
        mark(48),
        rx.el.h1(_("That didn't go as planned"), class_name="mt-6 font-display text-title text-ink"),
        rx.el.p(
            _("Nothing is lost, and nothing was charged by this. Loading the page again usually helps."),
            class_name="mt-2 max-w-[26rem] text-muted text-pretty",
        ),
        rx.el.a(
            _("Load again"),
            href="",
            class_name="mt-7 inline-flex min-h-tap items-center rounded-pill bg-accent px-6 font-[600] text-on-accent "
            "hover:bg-accent-strong",
        ),
        role="alert",
        class_name="flex min-h-dvh flex-col items-center justify-center bg-canvas px-gutter text-center",
    )


def loading_page() -> rx.Component:
    """While the app wakes up: the mark, breathing."""
    return rx.el.div(
        mark(56, class_name="ui-breathe"),
        rx.el.span(_("Loading"), class_name="only-read"),
        role="status",
        class_name="flex min-h-dvh items-center justify-center bg-canvas",
    )
