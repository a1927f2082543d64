"""The choice of a language; kept in this browser, and with the account of who is signed in."""

import reflex as rx
from reflex_base.components.component import field

from onetoone import routes
from onetoone.domain import words
from onetoone.ui.words import _


class LanguageChoice(rx.Component):
    """The React side (assets/ui/language_choice.jsx)."""

    library = "$/public/ui/language_choice.jsx"
    tag = "LanguageChoice"

    label: rx.Var[str] = field(doc="What is chosen, for screen readers.")
    languages: rx.Var[list[list[str]]] = field(doc="Code and own name of each.")
    address: rx.Var[str] = field(doc="Who is told.")


def language_choice() -> rx.Component:
    """A select with the languages' own names; nothing at all where there is but one."""
    if len(words.LANGUAGES) == 1:
        return rx.fragment()
    return LanguageChoice.create(
        label=_("Language"),
        languages=rx.Var.create([[code, words.name(code)] for code in words.LANGUAGES]),
        address=routes.LANGUAGE,
    )
