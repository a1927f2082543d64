"""Sentences with elements in their midst, in whatever order a language has them."""

import reflex as rx
from reflex_base.components.component import field

from onetoone.ui.elements import Child, Text


class Woven(rx.Component):
    """`text` with the children in its places (assets/ui/woven.jsx)."""

    library = "$/public/ui/woven.jsx"
    tag = "Woven"
    alias = "UiWoven"

    text: rx.Var[str] = field(doc="The sentence, with {places}.")
    places: rx.Var[list[str]] = field(doc="Which place each child has, in the children's order.")


def woven(text: Text, **parts: Child) -> rx.Component:
    """`woven(_("Available on {on}."), on=ui.moment(...))`: a marked sentence whose {places} are elements."""
    return Woven.create(*[rx.fragment(part) for part in parts.values()], text=text, places=list(parts))
