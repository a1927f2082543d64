"""How a person looks in a list: picture or initials, and whether they are here."""

from typing import Any, Literal, TypeAlias

import reflex as rx
from reflex_base.utils.imports import ImportVar
from reflex_base.vars import VarData
from reflex_base.vars.function import FunctionStringVar

from onetoone.ui.elements import Flag, Text, as_typed, classes, extra_classes, only_read, pick, when
from onetoone.ui.words import _

AvatarSize: TypeAlias = Literal["xs", "sm", "md", "lg", "xl"]

SIZE: dict[str, str] = {
    "xs": "size-7 text-[0.6875rem]",
    "sm": "size-9 text-[0.8125rem]",
    "md": "size-[min(2.75rem,15vw)] text-[0.9375rem]",
    "lg": "size-[min(4rem,20vw)] text-[1.25rem]",
    "xl": "size-[min(7rem,35vw)] text-[2.25rem]",
}
DOT: dict[str, str] = {
    "xs": "size-2 end-0 bottom-0",
    "sm": "size-2.5 end-0 bottom-0",
    "md": "size-3 end-0 bottom-0",
    "lg": "size-4 end-0.5 bottom-0.5",
    "xl": "size-6 end-1.5 bottom-1.5",
}


def _from_person_js(function: str, name: Text) -> rx.Var[Any]:
    """Calls a function of assets/ui/person.js on the name, in the browser and in the prerendered page alike."""
    found: FunctionStringVar[Any] = FunctionStringVar.create(
        function, _var_data=VarData(imports={"$/public/ui/person.js": [ImportVar(tag=function)]})
    )
    return found.call(name)


def avatar(
    name: Text,
    *,
    src: Text = "",
    size: AvatarSize = "md",
    online: Flag | None = None,
    ring: Flag = False,
    **props: Any,
) -> rx.Component:
    """A person's picture, or their initials on a warm tint that stays with the name.

    Decorative for screen readers: the name is written beside it. `online` shows the presence dot (and says
    "online" to screen readers); None shows none. `ring` draws the lamplight ring (ringing, speaking).
    """
    letters = rx.el.span(
        _from_person_js("initials", name),
        aria_hidden=True,
        class_name="ui-initials flex size-full items-center justify-center rounded-pill font-[620] tracking-tight",
        custom_attrs={"data-tint": _from_person_js("tint", name)},
    )
    picture = when(
        src,
        lambda url: rx.el.img(
            src=url, alt="", loading="lazy", class_name="absolute inset-0 size-full rounded-pill object-cover"
        ),
    )
    dot: rx.Component = rx.fragment()
    if online is not None:
        here = rx.el.span(
            only_read(_(", online")),
            custom_attrs={"data-presence": "online"},
            class_name=f"absolute {DOT[size]} rounded-pill bg-success ring-[2.5px] ring-surface",
        )
        dot = rx.cond(online, here, rx.fragment()) if isinstance(online, rx.Var) else (here if online else dot)
    look = classes(
        "relative inline-flex shrink-0 rounded-pill",
        SIZE[size],
        pick(ring, "shadow-[0_0_0_3px_var(--c-surface),0_0_0_6px_var(--c-glow)]", ""),
        *extra_classes(props),
    )
    return rx.el.span(letters, picture, dot, class_name=look, **props)


def person_line(
    name: Text, line: Text = "", *, src: Text = "", online: Flag | None = None, size: AvatarSize = "md"
) -> rx.Component:
    """Avatar, name, and one quiet line under it."""
    return rx.el.div(
        avatar(name, src=src, size=size, online=online),
        rx.el.div(
            rx.el.p(as_typed(name), class_name="truncate font-[600] text-ink"),
            when(line, lambda text: rx.el.p(text, class_name="truncate text-small text-muted")),
            class_name="min-w-0",
        ),
        class_name="flex min-w-0 items-center gap-3",
    )
