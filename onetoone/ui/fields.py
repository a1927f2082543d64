"""Form fields: each with a visible label, a hint, and an error that is tied to it for screen readers."""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from onetoone.ui.elements import Child, Text, classes, extra_classes, icon, pick, when

BOX = (
    "w-full rounded-field border bg-surface text-ink text-[1rem] leading-snug transition-[border-color,box-shadow] "
    "duration-quick border-edge/70 hover:border-edge focus:border-accent focus:shadow-[0_0_0_3px_var(--c-accent-soft)] "
    "focus:outline-none focus-visible:outline-none aria-invalid:border-danger disabled:opacity-60"
)
LABEL = "text-small font-[600] text-ink"
HINT = "text-small text-muted"


def _ids(name: str, given: str | None) -> str:
    return given or f"field-{name.replace('_', '-')}"


def _under(field_id: str, hint: Text, error: Text) -> rx.Component:
    """The hint, and the error in place of silence. The error is announced as it appears."""
    return rx.fragment(
        when(hint, lambda text: rx.el.p(text, id=f"{field_id}-hint", class_name=HINT)),
        when(
            error,
            lambda text: rx.el.p(
                icon("circle_alert", 16, class_name="mt-[0.15rem] shrink-0"),
                rx.el.span(text),
                id=f"{field_id}-error",
                role="alert",
                class_name="flex items-start gap-1.5 text-small font-[560] text-danger-ink",
            ),
        ),
    )


def _described(field_id: str, hint: Text, error: Text) -> dict[str, Any]:
    ids = " ".join(
        f"{field_id}-{part}" for part, text in (("hint", hint), ("error", error)) if isinstance(text, rx.Var) or text
    )
    described = {"aria_describedby": ids} if ids else {}
    wrong = error.bool() if isinstance(error, rx.Var) else bool(error)
    return {**described, "aria_invalid": pick(wrong, "true", "false")}


def _framed(label: Text, field_id: str, control: rx.Component, hint: Text, error: Text, hide: bool) -> rx.Component:
    return rx.el.div(
        rx.el.label(label, html_for=field_id, class_name="only-read" if hide else LABEL),
        control,
        _under(field_id, hint, error),
        class_name="flex flex-col gap-1.5 min-w-0",
    )


def _there(part: Child) -> bool:
    return isinstance(part, rx.Var) or bool(part)


def text_field(
    label: Text,
    *,
    name: str,
    hint: Text = "",
    error: Text = "",
    hide_label: bool = False,
    before: Child = None,
    after: Child = None,
    id: str | None = None,
    **props: Any,
) -> rx.Component:
    """One line of text. `before`/`after` stand inside the box (a currency sign, a unit).

    props: type ("text", "email", "password", "search"), default_value, placeholder, required, auto_complete,
    max_length, on_change … Inside `rx.el.form(on_submit=…)` the value arrives under `name`.
    """
    field_id = _ids(name, id)
    has_before, has_after = _there(before), _there(after)
    pad = classes("min-h-12 py-2.5", "ps-10" if has_before else "ps-4", "pe-14" if has_after else "pe-4")
    if not (has_before or has_after):  # its padding would turn round with the text
        props.setdefault("dir", "auto")
    control = rx.el.input(
        id=field_id,
        name=name,
        class_name=classes(BOX, *pad, *extra_classes(props)),
        **_described(field_id, hint, error),
        **props,
    )
    if has_before or has_after:
        place = "absolute inset-y-0 flex items-center text-muted pointer-events-none text-[1rem]"
        control = rx.el.div(
            control,
            rx.el.span(before, class_name=f"{place} start-4", aria_hidden=True) if has_before else rx.fragment(),
            rx.el.span(after, class_name=f"{place} end-4 text-small", aria_hidden=True) if has_after else rx.fragment(),
            class_name="relative",
        )
    return _framed(label, field_id, control, hint, error, hide_label)


def search_field(label: Text, *, name: str = "q", **props: Any) -> rx.Component:
    """A search box with its label for screen readers only."""
    props.setdefault("placeholder", label)
    props["class_name"] = ["rounded-pill", *extra_classes(props)]
    return text_field(label, name=name, hide_label=True, before=icon("search", 18), type="search", **props)


def money_field(
    label: Text, *, name: str, symbol: Text = "$", currency: Text = "", hint: Text = "", error: Text = "", **props: Any
) -> rx.Component:
    """An amount as a person writes it ("25", "12.50"); parsing it is the form's business.

    `symbol` stands before the figure, and gets the room that "CHF" takes; `currency` ("USD") after it.
    """
    wide = symbol.length() > 2 if isinstance(symbol, rx.Var) else len(symbol) > 2
    props["class_name"] = ["tabular font-[600]", pick(wide, "ps-16", ""), *extra_classes(props)]
    return text_field(
        label,
        name=name,
        hint=hint,
        error=error,
        before=symbol,
        after=currency,
        input_mode="decimal",
        auto_complete="off",
        **props,
    )


def text_area(
    label: Text,
    *,
    name: str,
    hint: Text = "",
    error: Text = "",
    hide_label: bool = False,
    rows: int = 3,
    id: str | None = None,
    **props: Any,
) -> rx.Component:
    """Several lines of text."""
    field_id = _ids(name, id)
    control = rx.el.textarea(
        id=field_id,
        name=name,
        rows=str(rows),
        dir=props.pop("dir", "auto"),
        class_name=classes(BOX, "px-4 py-3 resize-y field-sizing-content", *extra_classes(props)),
        **_described(field_id, hint, error),
        **props,
    )
    return _framed(label, field_id, control, hint, error, hide_label)


def select_field(
    label: Text,
    options: Sequence[tuple[str, str]] | rx.Var[Any],
    *,
    name: str,
    hint: Text = "",
    error: Text = "",
    hide_label: bool = False,
    id: str | None = None,
    **props: Any,
) -> rx.Component:
    """One of a few, in the system's own list. `options`: (value, words) pairs, or a Var of [value, words] lists."""
    field_id = _ids(name, id)
    if isinstance(options, rx.Var):
        inside: list[Any] = [rx.foreach(options, lambda pair: rx.el.option(pair[1], value=pair[0]))]
    else:
        inside = [rx.el.option(words, value=value) for value, words in options]
    control = rx.el.div(
        rx.el.select(
            *inside,
            id=field_id,
            name=name,
            class_name=classes(BOX, "min-h-12 py-2.5 ps-4 pe-10 appearance-none", *extra_classes(props)),
            **_described(field_id, hint, error),
            **props,
        ),
        icon("chevron_down", 18, class_name="absolute end-3.5 top-1/2 -translate-y-1/2 text-muted pointer-events-none"),
        class_name="relative",
    )
    return _framed(label, field_id, control, hint, error, hide_label)
