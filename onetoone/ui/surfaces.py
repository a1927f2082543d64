"""What things stand on: cards, page headers, rows, dividers, empty places, and shapes while something loads."""

from typing import Any, Literal

import reflex as rx

from onetoone.ui.buttons import button
from onetoone.ui.elements import Child, Text, classes, extra_classes, icon, link_to, when
from onetoone.ui.words import _


def card(*children: Child, padded: bool = True, **props: Any) -> rx.Component:
    """A quiet surface with rounded corners."""
    look = classes(
        "rounded-card border border-line bg-surface shadow-card", "p-5 sm:p-6" if padded else "", *extra_classes(props)
    )
    return rx.el.section(*children, class_name=look, **props)


def page_header(title: Text, *actions: Child, line: Text = "", back_href: Text | None = None) -> rx.Component:
    """The page's one h1, a line about it, and its actions on the right (below it on phones)."""
    back: Child = rx.fragment()
    if back_href is not None:
        back = link_to(
            icon("arrow_left", 20),
            href=back_href,
            aria_label=_("Back"),
            class_name="-ms-2 inline-flex size-11 shrink-0 items-center justify-center rounded-pill text-muted "
            "hover:bg-sunken hover:text-ink",
        )
    return rx.el.header(
        rx.el.div(
            back,
            rx.el.div(
                rx.el.h1(title, class_name="font-display text-title text-ink text-balance"),
                when(line, lambda text: rx.el.p(text, class_name="mt-1 max-w-measure text-muted text-pretty")),
                class_name="min-w-0",
            ),
            class_name="flex min-w-0 items-start gap-2",
        ),
        rx.el.div(*actions, class_name="flex flex-wrap items-center gap-2") if actions else rx.fragment(),
        class_name="flex flex-wrap items-end justify-between gap-x-6 gap-y-4 pb-6",
    )


def section_title(title: Text, *actions: Child, level: Literal["h2", "h3"] = "h2", **props: Any) -> rx.Component:
    """A heading inside a page, with small actions beside it."""
    heading = rx.el.h2 if level == "h2" else rx.el.h3
    return rx.el.div(
        heading(title, class_name="text-heading text-ink", **props),
        *actions,
        class_name="flex items-center justify-between gap-3 pb-3",
    )


def divider(label: Text = "", *, tone: Literal["line", "accent"] = "line", **props: Any) -> rx.Component:
    """A hairline; with a label the line parts around it (a date in a thread, "or"). `accent`: what's new is below."""
    if isinstance(label, str) and not label:
        return rx.el.hr(class_name=classes("border-0 border-t border-line", *extra_classes(props)), **props)
    line = "h-px flex-1 " + {"line": "bg-line", "accent": "bg-accent/40"}[tone]
    words = {"line": "text-muted", "accent": "font-[650] text-accent-ink"}[tone]
    return rx.el.div(
        rx.el.span(class_name=line),
        rx.el.span(label, class_name=f"text-tiny {words}"),
        rx.el.span(class_name=line),
        class_name=classes("flex items-center gap-3", *extra_classes(props)),
        role="separator",
        **props,
    )


ROW = "flex w-full min-w-0 items-center gap-3 rounded-field px-3 py-3 text-start transition-colors duration-quick"


def row(
    *children: Child, href: Text | None = None, trailing: Child = None, chosen: Any = False, **props: Any
) -> rx.Component:
    """A line in a list: a link with `href`, a button with `on_click`, plain otherwise. Put it in `rows(...)`."""
    chosen_look = "bg-accent-soft"
    mark = rx.cond(chosen, chosen_look, "") if isinstance(chosen, rx.Var) else (chosen_look if chosen else "")
    acts = href is not None or "on_click" in props
    look = classes(ROW, mark, "hover:bg-sunken" if acts else "", *extra_classes(props))
    inside = [
        rx.el.div(*children, class_name="flex min-w-0 flex-1 items-center gap-3"),
        rx.el.div(trailing, class_name="flex shrink-0 items-center gap-2") if trailing is not None else rx.fragment(),
    ]
    if href is not None:
        return link_to(*inside, href=href, class_name=look, **props)
    if acts:
        return rx.el.button(*inside, type="button", class_name=look, **props)
    return rx.el.div(*inside, class_name=look, **props)


def rows(*items: Child, label: Text = "", **props: Any) -> rx.Component:
    """A list of rows. Each child becomes an <li>; a foreach is used as it is (wrap each in `rx.el.li`)."""
    wrapped = [
        item if isinstance(item, rx.Component) and type(item).__name__ in ("Foreach", "Li") else rx.el.li(item)
        for item in items
    ]
    named = {"aria_label": label} if label else {}
    look = classes("flex list-none flex-col gap-0.5", *extra_classes(props))
    return rx.el.ul(*wrapped, class_name=look, **named, **props)


def show_more(there: Any, on_more: Any) -> rx.Component:
    """Below a list that grows by pages: the next page, while `there` is one."""
    return rx.cond(
        there, button(_("Show more"), variant="secondary", on_click=on_more, class_name="mx-auto mt-5"), rx.fragment()
    )


def facts(*pairs: tuple[Text, Child], **props: Any) -> rx.Component:
    """A short table of name and value: what is charged, when, to whom."""
    lines = [
        rx.el.div(
            rx.el.dt(name, class_name="text-muted"),
            rx.el.dd(value, class_name="text-end font-[560] text-ink tabular"),
            class_name="flex items-baseline justify-between gap-6 py-2.5",
        )
        for name, value in pairs
    ]
    look = classes("divide-y divide-line text-[0.9375rem]", *extra_classes(props))
    return rx.el.dl(*lines, class_name=look, **props)


def empty_state(
    icon_name: str,
    title: Text,
    line: Text = "",
    *actions: Child,
    level: Literal["h1", "h2", "h3"] = "h2",
    **props: Any,
) -> rx.Component:
    """An empty place that says what will be here and what to do about it. `level` h1 when it is the whole page."""
    heading = {"h1": rx.el.h1, "h2": rx.el.h2, "h3": rx.el.h3}[level]
    return rx.el.div(
        rx.el.div(
            icon(icon_name, 28, class_name="stroke-[1.6]"),
            aria_hidden=True,
            class_name="mb-5 flex size-16 items-center justify-center rounded-pill bg-glow-soft text-glow-ink",
        ),
        heading(title, class_name="font-display text-[1.375rem] leading-tight text-ink text-balance"),
        when(line, lambda text: rx.el.p(text, class_name="mt-2 max-w-[26rem] text-muted text-pretty")),
        rx.el.div(*actions, class_name="mt-6 flex flex-wrap justify-center gap-3") if actions else rx.fragment(),
        class_name=classes("flex flex-col items-center px-6 py-14 text-center", *extra_classes(props)),
        **props,
    )


def skeleton(**props: Any) -> rx.Component:
    """A grey shape where something is loading; give it a size ("h-4 w-40")."""
    return rx.el.span(
        aria_hidden=True, class_name=classes("ui-skeleton block rounded-chip", *extra_classes(props)), **props
    )


def skeleton_rows(count: int = 5, label: Text | None = None) -> rx.Component:
    """A list that is on its way."""
    one = rx.el.div(
        skeleton(class_name="size-11 rounded-pill shrink-0"),
        rx.el.div(skeleton(class_name="h-4 w-2/5"), skeleton(class_name="h-3.5 w-4/5"), class_name="flex-1 space-y-2"),
        class_name="flex items-center gap-3 px-3 py-3",
    )
    return rx.el.div(
        rx.el.span(_("Loading") if label is None else label, class_name="only-read"),
        *[one] * count,
        role="status",
        aria_busy="true",
    )


def progress(value: Any, *, label: Text, maximum: int = 100, **props: Any) -> rx.Component:
    """How far something has come, as a bar (native <progress>)."""
    return rx.el.progress(
        value=value, max=maximum, aria_label=label, class_name=classes("ui-progress", *extra_classes(props)), **props
    )
