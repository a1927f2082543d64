"""Buttons: one look for actions, with a name, a loading state and a size a thumb can hit."""

from typing import Any, Literal, TypeAlias

import reflex as rx

from onetoone.ui.elements import Child, Flag, Text, classes, extra_classes, icon, is_on, link_to, pick

Variant: TypeAlias = Literal["primary", "secondary", "quiet", "danger", "glow"]
Size: TypeAlias = Literal["sm", "md", "lg"]

BASE = (
    "relative inline-flex items-center justify-center gap-2 rounded-pill font-[600] select-none "
    # On one line, but on the smallest of screens and where letters are large.
    "max-w-full py-1.5 text-center min-[23rem]:whitespace-nowrap "
    "transition-[background-color,color,box-shadow,transform,opacity] duration-quick ease-ease active:scale-[0.985] "
    "disabled:opacity-55 disabled:pointer-events-none aria-busy:pointer-events-none"
)
LOOK: dict[str, str] = {
    "primary": "bg-accent text-on-accent hover:bg-accent-strong shadow-card",
    "secondary": "bg-surface text-ink border border-edge/45 hover:border-edge hover:bg-sunken",
    "quiet": "bg-transparent text-accent-ink hover:bg-accent-soft",
    "danger": "bg-danger text-on-danger hover:bg-danger-strong",
    "glow": "bg-glow-soft text-glow-ink hover:brightness-[0.97]",
}
SIZE: dict[str, str] = {
    "sm": "min-h-9 px-4 text-[0.875rem] max-sm:min-h-tap",
    "md": "min-h-tap px-5 text-[0.9375rem]",
    "lg": "min-h-13 px-7 text-[1.0625rem]",
}
ICON_SIZE: dict[str, int] = {"sm": 16, "md": 18, "lg": 20}


def spinner(size: int = 18, label: str = "", **props: Any) -> rx.Component:
    """A turning ring; with `label` it is announced as status, without one it is decoration."""
    named = {"role": "status", "aria_label": label} if label else {"aria_hidden": True}
    return rx.el.span(
        icon("loader_circle", size, class_name="animate-spin"), class_name="inline-flex shrink-0", **named, **props
    )


def button(
    label: Child,
    *,
    variant: Variant = "primary",
    size: Size = "md",
    icon_name: str = "",
    trailing_icon: str = "",
    loading: Flag = False,
    disabled: Flag = False,
    full: bool = False,
    href: Text | None = None,
    **props: Any,
) -> rx.Component:
    """A button, or a link that looks like one when `href` is given.

    Args:
        label: what it does, a verb first ("Start 1:1", "Pay and join").
        variant: primary (one per screen), secondary, quiet, danger, glow (warm: tips).
        icon_name: Lucide name before the label; `trailing_icon` one after it.
        loading: shows a spinner in the icon's place, says aria-busy and refuses a second press.
        full: as wide as its place.
        props: on_click, type ("button" unless given; "submit" in forms), id, aria_label, class_name …
    """
    look = classes(BASE, LOOK[variant], SIZE[size], "w-full" if full else "", *extra_classes(props))
    mark: Child = icon(icon_name, ICON_SIZE[size]) if icon_name else rx.fragment()
    if is_on(loading):
        mark = pick(loading, spinner(ICON_SIZE[size]), mark)
    inside = [mark, rx.el.span(label), icon(trailing_icon, ICON_SIZE[size]) if trailing_icon else rx.fragment()]
    if href is not None:
        return link_to(*inside, href=href, class_name=look, **props)
    props.setdefault("type", "button")
    return rx.el.button(
        *inside,
        class_name=look,
        disabled=pick(loading, True, disabled),
        aria_busy=pick(loading, "true", "false"),
        **props,
    )


def icon_button(
    icon_name: str,
    name: Text,
    *,
    variant: Literal["plain", "soft", "accent", "danger"] = "plain",
    size: Size = "md",
    tip_below: bool = False,
    href: Text | None = None,
    disabled: Flag = False,
    **props: Any,
) -> rx.Component:
    """A round button with an icon only: as large as a thumb, not as the letters are.

    `name` is its accessible name and its tooltip.
    """
    look = classes(
        "inline-flex items-center justify-center rounded-pill shrink-0 transition-colors duration-quick "
        "disabled:opacity-50 disabled:pointer-events-none",
        {"sm": "size-[36px] max-sm:size-[44px]", "md": "size-[44px]", "lg": "size-[52px]"}[size],
        {
            "plain": "text-muted hover:text-ink hover:bg-sunken",
            "soft": "text-accent-ink bg-accent-soft hover:brightness-[0.97]",
            "accent": "text-on-accent bg-accent hover:bg-accent-strong shadow-card",
            "danger": "text-on-danger bg-danger hover:bg-danger-strong",
        }[variant],
        *extra_classes(props),
    )
    marks = {"data-tip": name, "data-tip-side": "below" if tip_below else "above"}
    props["custom_attrs"] = {**marks, **props.pop("custom_attrs", {})}
    inside = icon(icon_name, {"sm": 18, "md": 21, "lg": 24}[size])
    if href is not None:
        return link_to(inside, href=href, aria_label=name, class_name=look, **props)
    props.setdefault("type", "button")
    return rx.el.button(inside, aria_label=name, class_name=look, disabled=disabled, **props)
