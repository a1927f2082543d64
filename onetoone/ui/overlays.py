"""What opens above the page: dialogs, sheets and small menus. Focus goes in, stays in, and comes back."""

from typing import Any, Literal

import reflex as rx
from reflex_base.components.component import field

from onetoone.ui.buttons import icon_button
from onetoone.ui.elements import Child, Flag, Text, classes, icon, link_to, when
from onetoone.ui.words import _

MENU_PANEL = "ui-enter absolute z-menu rounded-card border border-line bg-raised p-1.5 shadow-float"
"""How an open menu looks; where and how wide it stands is for each to say."""
MENU_ITEM = (
    "flex min-h-11 w-full items-center gap-3 rounded-field px-3 text-start text-[0.9375rem] font-[540] "
    "focus-visible:bg-sunken"
)


class Dialog(rx.Component):
    """The React side of a dialog (assets/ui/dialog.jsx): a native <dialog> driven by `open`."""

    library = "$/public/ui/dialog.jsx"
    tag = "Dialog"
    alias = "UiDialog"

    open: rx.Var[bool] = field(doc="Whether it is on the screen.")
    label: rx.Var[str] = field(doc="Its accessible name.")
    size: rx.Var[str] = field(doc='"normal" or "large".')
    dismissable: rx.Var[bool] = field(doc="Whether Esc and a click outside ask to close it.")
    on_close: rx.EventHandler[rx.event.no_args_event_spec] = field(doc="The person wants it closed.")


def dialog(
    title: Text,
    *children: Child,
    open: Flag,
    on_close: Any,
    line: Text = "",
    actions: list[Child] | None = None,
    size: Literal["normal", "large"] = "normal",
    dismissable: bool = True,
    **props: Any,
) -> rx.Component:
    """A modal dialog: a card in the middle, a sheet from the bottom on phones.

    Args:
        open: a state Var; the dialog never closes itself, it calls `on_close` (Esc, ×, click outside).
        actions: buttons at the end, the main one last.
        dismissable: False while something must be decided or is being paid.
    """
    close = (
        icon_button("x", _("Close"), size="sm", on_click=on_close, class_name="-me-2 -mt-1") if dismissable else None
    )
    return Dialog.create(
        rx.el.div(
            rx.el.div(
                rx.el.div(
                    rx.el.h2(title, class_name="font-display text-[1.5rem] leading-tight text-ink text-balance"),
                    when(line, lambda text: rx.el.p(text, class_name="mt-1.5 text-muted text-pretty")),
                    class_name="min-w-0",
                ),
                close or rx.fragment(),
                class_name="flex items-start justify-between gap-4",
            ),
            rx.el.div(*children, class_name="mt-5") if children else rx.fragment(),
            rx.el.div(
                *actions,
                class_name="mt-7 flex flex-col-reverse gap-2.5 sm:flex-row sm:justify-end *:max-sm:w-full",
            )
            if actions
            else rx.fragment(),
            class_name="p-6 sm:p-7",
        ),
        open=open,
        label=title,
        size=size,
        dismissable=dismissable,
        on_close=on_close,
        **props,
    )


class Menu(rx.Component):
    """The React side of a menu (assets/ui/menu.jsx)."""

    library = "$/public/ui/menu.jsx"
    tag = "Menu"
    alias = "UiMenu"

    trigger: rx.Var[rx.Component] = field(doc="What the button shows.")
    label: rx.Var[str] = field(doc="The button's and the menu's accessible name.")
    trigger_class: rx.Var[str] = field(doc="Classes of the button.")
    panel_class: rx.Var[str] = field(doc="Classes of the panel.")


def menu(
    name: Text,
    *items: Child,
    trigger: rx.Component | None = None,
    trigger_class: str = "",
    side: Literal["below", "above"] = "below",
    align: Literal["start", "end"] = "end",
) -> rx.Component:
    """A button (three dots unless `trigger` is given) that opens a small menu of `menu_item`s. `name` names both."""
    place = {"below": "top-full mt-2", "above": "bottom-full mb-2"}[side]
    edge = {"start": "start-0", "end": "end-0"}[align]
    return Menu.create(
        *items,
        trigger=trigger if trigger is not None else icon("ellipsis", 21),
        label=name,
        trigger_class=trigger_class
        or "inline-flex size-11 items-center justify-center rounded-pill text-muted hover:bg-sunken hover:text-ink",
        panel_class=f"{MENU_PANEL} {place} {edge} min-w-52",
    )


def menu_item(
    label: Text, *, icon_name: str = "", href: Text | None = None, danger: bool = False, **props: Any
) -> rx.Component:
    """One line of a menu: `href` or `on_click`."""
    colour = (
        "text-danger-ink hover:bg-danger-soft focus-visible:bg-danger-soft" if danger else "text-ink hover:bg-sunken"
    )
    look = classes(MENU_ITEM, colour)
    inside = [icon(icon_name, 18, class_name="opacity-75") if icon_name else rx.fragment(), rx.el.span(label)]
    if href is not None:
        return link_to(*inside, href=href, role="menuitem", tab_index=-1, class_name=look, **props)
    return rx.el.button(*inside, type="button", role="menuitem", tab_index=-1, class_name=look, **props)
