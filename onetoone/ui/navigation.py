"""Ways around: tabs as links, and the links of the rail and the tab bar that know when they are current."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import reflex as rx
from reflex_base.components.component import field
from reflex_components_core.react_router.dom import ReactRouterLink

from onetoone.ui.elements import Text, icon
from onetoone.ui.notices import count_badge
from onetoone.ui.words import _


class NavLink(ReactRouterLink):
    """A link that carries aria-current="page" while its path is open (React Router's NavLink)."""

    tag = "NavLink"
    alias = "RouterNavLink"

    end: rx.Var[bool] = field(doc="Current only when the path is the same, not when it begins with it.")


class Elsewhere(rx.Component):
    """Shows its children on every page but that of `path`; nothing while that is empty."""

    library = "$/public/ui/elsewhere.jsx"
    tag = "Elsewhere"

    path: rx.Var[str] = field(doc="The page that needs none of it.")


class NavItem(NamedTuple):
    """One place in the app, as data. `badge`: a count (int or Var) of things that wait there."""

    label: Text
    href: str
    icon_name: str
    badge: Any = 0
    badge_label: Text = _("new")


def rail_link(item: NavItem) -> rx.Component:
    """A line of the rail; on a tablet its icon alone, with the words for those who listen."""
    return NavLink.create(
        icon(item.icon_name, 21),
        rx.el.span(item.label, class_name="flex-1 max-lg:sr-only"),
        rx.el.span(
            count_badge(item.badge, label=item.badge_label),
            class_name="max-lg:absolute max-lg:end-0 max-lg:top-0.5",
        ),
        href=item.href,
        title=item.label,
        class_name="relative flex min-h-12 items-center gap-3.5 rounded-field px-3.5 font-[560] text-muted "
        "transition-colors max-lg:justify-center max-lg:px-0 "
        "duration-quick hover:bg-sunken hover:text-ink aria-[current=page]:bg-accent-soft "
        "aria-[current=page]:text-accent-ink",
    )


def tab_bar_link(item: NavItem) -> rx.Component:
    """A place in the phone's tab bar: as wide as its word at least, so that large letters make two rows of the five."""
    return NavLink.create(
        rx.el.span(
            icon(item.icon_name, 23),
            rx.el.span(
                count_badge(item.badge, label=item.badge_label),
                class_name="absolute start-[calc(50%+clamp(4px,14.3vw-36px,20px))] -top-1.5",
            ),
            class_name="relative flex h-[clamp(26px,68px-2.25rem,32px)] w-full max-w-[min(3.5rem,56px)] "
            "items-center justify-center rounded-pill transition-colors "
            "duration-quick "
            "group-aria-[current=page]:bg-accent-soft",
        ),
        rx.el.span(
            item.label,
            class_name="text-[0.6875rem] font-[600] leading-none text-center max-[18rem]:px-1 [overflow-wrap:normal]",
        ),
        href=item.href,
        # On the smallest screens a long word takes what a short one leaves.
        class_name="group flex flex-1 max-[359px]:flex-auto flex-col items-center justify-center gap-1 "
        "text-muted aria-[current=page]:text-accent-ink rounded-field",
    )


class Tab(NamedTuple):
    """One tab: a page of its own, or one of several views of this page through `on_click`."""

    label: Text
    href: str = ""
    active: Any = False
    on_click: Any = None
    count: Any = None


def tabs(items: Sequence[Tab], *, label: Text) -> rx.Component:
    """Views of one page, side by side, scrolling on phones. With `href` each is a link and knows when it is current."""
    look = (
        "relative inline-flex min-h-11 items-center gap-2 px-1 font-[580] text-muted whitespace-nowrap "
        "transition-colors "
        "duration-quick hover:text-ink after:absolute after:inset-x-0 after:-bottom-px after:h-[2.5px] "
        "after:rounded-pill "
        "aria-[current=page]:text-accent-ink aria-[current=page]:after:bg-accent"
    )

    def one(tab: Tab) -> rx.Component:
        inside = [rx.el.span(tab.label)]
        if tab.count is not None:
            inside.append(rx.el.span(tab.count, class_name="text-tiny text-muted tabular"))
        if tab.href:
            # Not `end`: a prerendered page believes to be at its path with a slash, and no tab would be current.
            return NavLink.create(*inside, href=tab.href, class_name=look)
        current = rx.cond(tab.active, "page", "false") if isinstance(tab.active, rx.Var) else None
        if current is None:
            current = "page" if tab.active else "false"
        return rx.el.button(*inside, type="button", aria_current=current, on_click=tab.on_click, class_name=look)

    return rx.el.nav(
        *[one(tab) for tab in items],
        aria_label=label,
        class_name="flex gap-6 overflow-x-auto border-b border-line [scrollbar-width:none]",
    )
