"""Small answers to something that was said: six of them, given and taken back with one press."""

from typing import Any

import reflex as rx
from reflex_base.components.component import field

from onetoone.ui.elements import Child, Flag, Text
from onetoone.ui.words import _


def _reacted(kind: rx.Var[str], on: rx.Var[bool]) -> tuple[rx.Var[str], rx.Var[bool]]:
    return (kind, on)


class Reactable(rx.Component):
    """The React side (assets/ui/reactions.jsx)."""

    library = "$/public/ui/reactions.jsx"
    tag = "Reactable"

    choices: rx.Var[list[dict[str, str]]] = field(doc="`kind` and `label` of each, in order.")
    given: rx.Var[list[Any]] = field(doc="What was given: kind, count, mine, label.")
    name: rx.Var[str] = field(doc="The accessible name of button and row.")
    mine: rx.Var[bool] = field(doc="Whether it stands at the right.")
    on_react: rx.EventHandler[_reacted] = field(doc="(kind, on) One is given, or taken back.")


class Reactions(rx.Component):
    """What was given."""

    library = "$/public/ui/reactions.jsx"
    tag = "Reactions"

    given: rx.Var[list[Any]] = field(doc="What was given: kind, count, mine, label.")
    on_react: rx.EventHandler[_reacted] = field(doc="(kind, on) One is given, or taken back.")


def reactable(
    *children: Child,
    choices: list[dict[str, str]],
    given: Any,
    on_react: Any,
    name: Text | None = None,
    mine: Flag = False,
) -> rx.Component:
    """Something that one can react to: the content, and beside it the button that opens the row of reactions.

    On a touch screen a tap opens the row, two taps give the first reaction.

    Args:
        choices: `kind` (love, like, haha, hooray, fire, sad) and `label` of each.
        given: as for `reactions`.
        on_react: takes (kind, on).
    """
    return Reactable.create(
        *children, choices=choices, given=given, on_react=on_react, name=_("React") if name is None else name, mine=mine
    )


def reactions(given: Any, on_react: Any) -> rx.Component:
    """Those that were given, for a row below: kind, count, mine and label ("Love, 2, you too") of each."""
    return Reactions.create(given=given, on_react=on_react)
