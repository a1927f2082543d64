"""The words the other components are built from: text or a Var, class lists, and links without a page load."""

from typing import Any, TypeAlias

import reflex as rx
from reflex_components_core.react_router.dom import ReactRouterLink

Text: TypeAlias = str | rx.Var[str]
Flag: TypeAlias = bool | rx.Var[bool]
Child: TypeAlias = rx.Component | rx.Var[Any] | str | None


def classes(*parts: str | rx.Var[str] | None) -> list[str | rx.Var[str]]:
    """Class names in order, empty ones left out. Vars (e.g. `rx.cond(open, "a", "b")`) may be among them."""
    return [part for part in parts if isinstance(part, rx.Var) or part]


def extra_classes(props: dict[str, Any]) -> list[str | rx.Var[str]]:
    """Takes `class_name` out of a caller's props, as a list to append."""
    given = props.pop("class_name", None)
    if given is None:
        return []
    return list(given) if isinstance(given, (list, tuple)) else [given]


def icon(name: str, size: int = 20, **props: Any) -> rx.Component:
    """A Lucide icon (https://lucide.dev/icons, snake_case) that screen readers skip: the words stand beside it."""
    return rx.icon(name, size=size, aria_hidden=True, **props)


def only_read(text: Child, **props: Any) -> rx.Component:
    """Text for screen readers only."""
    return rx.el.span(text, class_name="only-read", **props)


def as_typed(text: Child, **props: Any) -> rx.Component:
    """What a person called themselves or wrote, beside words of ours: whichever way it is read, these stay in place."""
    return rx.el.bdi(text, **props)


def link_to(*children: Child, href: Text, **props: Any) -> rx.Component:
    """An <a> that changes the page without a reload. Give `class_name`; it has no look of its own."""
    return ReactRouterLink.create(*children, to=href, **props)


def text_link(label: Child, *, href: Text, **props: Any) -> rx.Component:
    """A link within a sentence."""
    look = "font-[560] text-accent-ink underline decoration-1 underline-offset-[0.22em] hover:decoration-2 rounded-sm"
    return link_to(label, href=href, class_name=classes(look, *extra_classes(props)), **props)


def highlighted(parts: Any) -> rx.Component:
    """A text in pieces, `text` and `hit` of each; what was looked for is marked."""
    look = "rounded-[0.2em] bg-glow-soft px-[0.08em] font-[620] text-glow-ink"
    return rx.foreach(parts, lambda part: rx.cond(part.hit, rx.el.mark(part.text, class_name=look), part.text))


def when(value: Text | None, build: Any) -> rx.Component:
    """`build(value)` when the text is not empty; understands plain strings and Vars."""
    if value is None or (isinstance(value, str) and not value):
        return rx.fragment()
    if isinstance(value, str):
        return build(value)
    return rx.cond(value, build(value), rx.fragment())


def is_on(flag: Flag) -> bool:
    """True when the flag is a plain True or a Var (which may turn out either way)."""
    return isinstance(flag, rx.Var) or flag


def pick(flag: Flag, yes: Any, no: Any) -> Any:
    """`yes` or `no`, decided now for a plain bool and in the browser for a Var."""
    if isinstance(flag, rx.Var):
        return rx.cond(flag, yes, no)
    return yes if flag else no
