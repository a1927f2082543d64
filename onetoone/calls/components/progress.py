"""Where the fan is, step by step, for the creator who waits."""

import reflex as rx

from onetoone import ui
from onetoone.calls.views import PROGRESS
from onetoone.ui.words import _, said

_ORDER = list(PROGRESS)


def progress_steps(progress: rx.Var[str]) -> rx.Component:
    """Ringing · Seen · Looking at the details · Paying · The bank is asking · Joining. The current one breathes."""
    return rx.el.ol(
        *[_step(name, said(words), progress) for name, words in PROGRESS.items()],
        class_name="flex list-none flex-col",
        aria_label=_("Where they are"),
    )


def _step(name: str, words: str, progress: rx.Var[str]) -> rx.Component:
    at = _ORDER.index(name)
    done = _any(progress, _ORDER[at + 1 :])
    now = progress == name
    dot = rx.cond(
        done,
        rx.el.span(
            ui.icon("check", 14, stroke_width=3),
            class_name="flex size-6 items-center justify-center rounded-pill bg-success-soft text-success-ink",
        ),
        rx.el.span(
            rx.el.span(
                class_name=rx.cond(
                    now, "ui-breathe size-2.5 rounded-pill bg-on-accent", "size-2 rounded-pill bg-edge/60"
                )
            ),
            class_name=ui.classes(
                "flex size-6 items-center justify-center rounded-pill", rx.cond(now, "bg-accent", "bg-sunken")
            ),
        ),
    )
    line: ui.Child = rx.fragment()
    if at < len(_ORDER) - 1:
        line = rx.el.span(
            class_name=ui.classes("absolute start-3 top-7 bottom-1 w-px", rx.cond(done, "bg-success/60", "bg-line"))
        )
    # A bank rarely asks: the step is there only while it does.
    shown = rx.cond(now, "", "hidden") if name == "bank" else ""
    return rx.el.li(
        line,
        dot,
        rx.el.span(
            words,
            class_name=ui.classes(
                "pb-4", rx.cond(now, "font-[640] text-ink", rx.cond(done, "text-muted", "text-faint"))
            ),
        ),
        rx.cond(done, ui.only_read(_("done")), rx.fragment()),
        aria_current=rx.cond(now, "step", "false"),
        custom_attrs={"data-step": name, "data-state": rx.cond(done, "done", rx.cond(now, "now", "ahead"))},
        class_name=ui.classes("relative flex items-start gap-3.5", shown),
    )


def _any(value: rx.Var[str], names: list[str]) -> rx.Var[bool]:
    found = rx.Var.create(False)
    for name in names:
        found = found | (value == name)
    return found
