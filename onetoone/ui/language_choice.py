"""The choice of a language; kept in this browser, and with the account of who is signed in."""

import reflex as rx
from reflex_base.components.component import field

from onetoone import routes
from onetoone.domain import words
from onetoone.ui.choices import CHIP
from onetoone.ui.elements import icon
from onetoone.ui.overlays import MENU_ITEM, MENU_PANEL
from onetoone.ui.words import _


class LanguageMenu(rx.Component):
    """The React side (assets/ui/language_choice.jsx)."""

    library = "$/public/ui/language_choice.jsx"
    tag = "LanguageMenu"

    trigger: rx.Var[rx.Component] = field(doc="What the button shows.")
    label: rx.Var[str] = field(doc="The button's and the menu's accessible name.")
    languages: rx.Var[list[list[str]]] = field(doc="Code and own name of each.")
    address: rx.Var[str] = field(doc="Who is told.")
    trigger_class: rx.Var[str] = field(doc="Classes of the button.")
    panel_class: rx.Var[str] = field(doc="Classes of the panel.")
    item_class: rx.Var[str] = field(doc="Classes of each language.")


class LanguageRow(rx.Component):
    """The React side of the languages side by side."""

    library = "$/public/ui/language_choice.jsx"
    tag = "LanguageRow"

    label: rx.Var[str] = field(doc="What is chosen, for screen readers.")
    languages: rx.Var[list[list[str]]] = field(doc="Code and own name of each.")
    address: rx.Var[str] = field(doc="Who is told.")
    item_class: rx.Var[str] = field(doc="Classes of each language.")


def language_choice(*, terse: bool = False) -> rx.Component:
    """A globe with the name of the language in use, which opens the others. `terse`: on a phone the globe alone."""
    own_name = _own_name()
    return LanguageMenu.create(
        trigger=rx.fragment(
            icon("globe", 18, class_name="shrink-0"),
            rx.el.span(own_name, class_name="max-sm:hidden" if terse else ""),
        ),
        label=f"{_('Language')}: {own_name}",
        languages=_languages(),
        address=routes.LANGUAGE,
        trigger_class="inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-pill px-3 "
        "text-[0.9375rem] font-[560] text-muted transition-colors duration-quick hover:bg-sunken hover:text-ink",
        panel_class=f"{MENU_PANEL} top-full end-0 mt-2 min-w-44",
        item_class=f"{MENU_ITEM} ui-language text-ink hover:bg-sunken",
    )


def language_row(label: str = "") -> rx.Component:
    """The languages side by side, for a page of settings."""
    return LanguageRow.create(
        label=label or _("Language"), languages=_languages(), address=routes.LANGUAGE, item_class=CHIP
    )


def _languages() -> rx.Var[list[list[str]]]:
    return rx.Var.create([[code, words.name(code)] for code in words.LANGUAGES])


def _own_name() -> str:
    # For translators: what your language calls itself.
    return _("English")
