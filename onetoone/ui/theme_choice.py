"""The switch between light, dark and the system's choice; remembered in this browser."""

import reflex as rx
from reflex_base.components.component import field

from onetoone.ui.words import _


class ThemeChoice(rx.Component):
    """The React side (assets/ui/theme_choice.jsx); assets/theme.js applies the choice before the first paint."""

    library = "$/public/ui/theme_choice.jsx"
    tag = "ThemeChoice"

    label: rx.Var[str] = field(doc="What is chosen, for screen readers.")
    words: rx.Var[dict[str, str]] = field(doc="The three options' labels.")


def theme_choice(label: str = "") -> rx.Component:
    """Three small radio buttons."""
    words = {"system": _("System"), "light": _("Light"), "dark": _("Dark")}
    return ThemeChoice.create(label=label or _("Appearance"), words=rx.Var.create(words))
