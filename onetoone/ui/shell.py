"""The frame around every page: rail (a strip of icons on tablets), tab bar on phones, skip link, room for content."""

from collections.abc import Sequence
from typing import Literal

import reflex as rx
from reflex_components_core.el.elements.inline import A

from onetoone.ui.brand import NAME, mark, wordmark
from onetoone.ui.elements import Child, link_to
from onetoone.ui.navigation import NavItem, rail_link, tab_bar_link
from onetoone.ui.words import _


class _Anchor(A):
    """A plain link within the page; Reflex's own `a` goes through the router, which moves no focus."""


def skip_link() -> rx.Component:
    """The first stop of the Tab key: past the navigation, to the content."""
    return _Anchor.create(
        _("Skip to content"),
        href="#content",
        class_name="fixed start-4 top-3 z-skip -translate-y-24 rounded-pill bg-accent px-5 py-3 font-[600] "
        "text-on-accent transition-transform duration-quick focus:translate-y-0 focus:shadow-float",
    )


def shell(
    *content: Child,
    items: Sequence[NavItem],
    account: Child = None,
    home: str = "/",
    notice: Child = None,
    width: Literal["page", "measure", "full"] = "page",
) -> rx.Component:
    """A page inside the app.

    Args:
        items: the places, as data; the first five show in the phone's tab bar.
        account: what stands at the foot of the rail (an avatar menu).
        notice: something for every page above the content (a banner: "Your card was released").
        width: page (68 rem), measure (44 rem, for forms and reading) or full (two panes side by side; on full the
            content gets the whole height and no padding of its own).
    """
    room = {
        "page": "mx-auto w-full max-w-page px-gutter py-6 md:py-9",
        "measure": "mx-auto w-full max-w-measure px-gutter py-6 md:py-9",
        "full": "flex min-h-0 w-full flex-1 flex-col",
    }[width]
    rail = rx.el.header(
        link_to(
            mark(30, class_name="lg:hidden"),
            wordmark(class_name="max-lg:hidden"),
            href=home,
            aria_label=NAME,
            class_name="mb-7 inline-flex rounded-field px-3 py-1 max-lg:justify-center max-lg:px-0",
        ),
        rx.el.nav(*[rail_link(item) for item in items], aria_label=_("Main"), class_name="flex flex-col gap-1"),
        rx.el.div(account, class_name="mt-auto") if account is not None else rx.fragment(),
        class_name="sticky top-0 z-rail hidden h-dvh w-strip shrink-0 flex-col border-e border-line bg-canvas px-3.5 "
        "py-6 md:flex lg:w-rail",
    )
    bar = rx.el.nav(
        *[tab_bar_link(item) for item in list(items)[:5]],
        aria_label=_("Main"),
        class_name="fixed inset-x-0 bottom-0 z-rail flex flex-wrap "
        "h-[calc(var(--space-tabbar)+env(safe-area-inset-bottom))] "
        "border-t border-line bg-surface/95 px-2 pb-[env(safe-area-inset-bottom)] backdrop-blur-md md:hidden",
    )
    return rx.el.div(
        skip_link(),
        rail,
        rx.el.div(
            notice if notice is not None else rx.fragment(),
            rx.el.main(*content, id="content", tab_index=-1, class_name=f"{room} focus-visible:-outline-offset-4"),
            class_name="flex min-h-dvh min-w-0 flex-1 flex-col "
            # What is written in stays above a phone's keyboard (assets/messages/composer.jsx measures it).
            "pb-[max(var(--keyboard,0px),calc(var(--space-tabbar)+env(safe-area-inset-bottom)))] "
            "md:pb-[var(--keyboard,0px)]" + (" max-h-dvh" if width == "full" else ""),
        ),
        bar,
        class_name="flex min-h-dvh bg-canvas text-ink",
        custom_attrs={"data-shell": width},
    )


def bare(*content: Child, width: Literal["measure", "narrow", "page"] = "narrow", header: Child = None) -> rx.Component:
    """A page without navigation: sign-in, landing, the steps before a call."""
    wide = {"narrow": "max-w-[27rem]", "measure": "max-w-measure", "page": "max-w-page"}[width]
    return rx.el.div(
        skip_link(),
        header
        if header is not None
        else rx.el.header(
            link_to(
                wordmark(),
                href="/",
                class_name="relative inline-flex rounded-field after:absolute after:-inset-2 after:content-['']",
            ),
            class_name="px-gutter py-6",
        ),
        rx.el.main(
            *content,
            id="content",
            tab_index=-1,
            class_name=f"mx-auto w-full flex-1 px-gutter pb-16 focus-visible:-outline-offset-4 {wide}",
        ),
        class_name="flex min-h-dvh flex-col bg-canvas text-ink",
        custom_attrs={"data-shell": "bare"},
    )


def full_bleed(*content: Child) -> rx.Component:
    """The whole window in the dark room of a call: no navigation, nothing around it."""
    return rx.el.div(
        rx.el.main(*content, id="content", tab_index=-1, class_name="ui-whole flex min-h-0 flex-1 flex-col"),
        class_name="fixed inset-0 z-stage flex h-dvh flex-col bg-stage text-stage-ink",
        custom_attrs={"data-shell": "full-bleed", "data-theme": "dark"},
    )
