"""Shows a page as it looks in a given state: its states keep what is posed, and nothing reaches the server."""

import json
import os
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import reflex as rx
from reflex.utils import format as reflex_format
from reflex_base.components.component import field
from reflex_base.constants.state import FIELD_MARKER

Pose = Mapping[type[rx.State], Mapping[str, Any]]
"""What each state holds, by the names of its variables; what isn't named is as in a fresh tab."""


class Posed(rx.Component):
    """The React side (assets/gallery/posed.jsx)."""

    library = "$/public/gallery/posed.jsx"
    tag = "Posed"

    poses: rx.Var[dict[str, Any]] = field(doc="By the address's parts, joined by /: {states, stage, at}.")
    by: rx.Var[list[str]] = field(doc="The parts of the address that choose the pose; none: there is one, named ''.")


class Chosen(rx.Component):
    """The React side (assets/gallery/chosen.jsx)."""

    library = "$/public/gallery/chosen.jsx"
    tag = "Chosen"

    by: rx.Var[str] = field(doc="The part of the address that chooses.")
    places: rx.Var[dict[str, int]] = field(doc="Which child each name stands for; the last one, for any other name.")


def chosen(by: str, pages: Mapping[str, rx.Component], otherwise: rx.Component) -> rx.Component:
    """The one of `pages` that the part `by` of the address names. A page with several names is written once."""
    own = list({id(page): page for page in pages.values()}.values())
    at = {id(page): place for place, page in enumerate(own)}
    return Chosen.create(*own, otherwise, by=by, places=_literal({name: at[id(page)] for name, page in pages.items()}))


def by_itself(page: Callable[[], rx.Component], name: str) -> Callable[[], rx.Component]:
    """`page` as a page of its own module: Reflex writes what the pages of one module have in common into one file."""

    def alone() -> rx.Component:
        return page()

    alone.__module__ = f"{__name__}.{name.replace('-', '_')}"
    return alone


def apart() -> bool:
    """Whether each of the gallery's pages has a route of its own, as in development.

    The smaller what is open, the sooner an edit shows in it. In a build all are one page, or each would be in the list
    of routes that every first visit carries.
    """
    return bool(os.environ.get("ONETOONE_VITE"))


def posed(
    page: rx.Component,
    poses: Mapping[str, tuple[Pose, Mapping[str, Any]]],
    by: Sequence[str] = (),
    at: Mapping[str, str] | None = None,
) -> rx.Component:
    """`page` in the pose that the address names; an unknown one shows nothing.

    Args:
        poses: name → (what the states hold, what the call stage shows: see `pose` in onetoone/ui/stage.py).
        by: the address's parts, such as ["status", "side"] for /gallery/calls/[status]/[side].
        at: name → the part (a CSS selector) that is brought into the window; else it is the top.
    """
    written = {
        name: {"states": _states(pose), "stage": stage, "at": (at or {}).get(name, "")}
        for name, (pose, stage) in poses.items()
    }
    return Posed.create(page, poses=_literal(written), by=_literal(list(by)))


def _states(pose: Pose) -> dict[str, Any]:
    wrong = [f"{state.__name__}.{name}" for state, held in pose.items() for name in held if name not in state.vars]
    if wrong:
        raise ValueError(f"there is no such variable to pose: {', '.join(wrong)}")
    return {
        state.get_full_name(): {f"{name}{FIELD_MARKER}": value for name, value in held.items()}
        for state, held in pose.items()
    }


def _literal(value: Any) -> rx.Var[Any]:
    """As the server would send it, written into the page."""
    return rx.Var(json.dumps(json.loads(reflex_format.json_dumps(value)), ensure_ascii=False))
