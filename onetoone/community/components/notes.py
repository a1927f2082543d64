"""A creator's note on a fan: one field that keeps itself, in a sheet or beside something else."""

from typing import Any

import reflex as rx

from onetoone import ui
from onetoone.accounts.frame import above_pages
from onetoone.community.state import NoteState
from onetoone.config import settings
from onetoone.ui.words import _


def note_field(**props: Any) -> rx.Component:
    """What is typed is kept after a moment, and when the field is left."""
    fan_id = NoteState.fan_id
    return rx.el.div(
        ui.text_area(
            _("Your note"),
            name="note-on-fan",
            id="note-on-fan",
            hide_label=True,
            default_value=NoteState.text,
            key=fan_id,
            rows=4,
            max_length=settings().longest_fan_note,
            placeholder=_("What you talked about, what to ask next time"),
            on_change=lambda text: NoteState.keep(fan_id, text).debounce(600),
            on_blur=lambda text: NoteState.keep(fan_id, text),
        ),
        rx.el.p(
            rx.el.span(_("Only you see this."), class_name="text-muted"),
            rx.el.span(
                NoteState.kept,
                role="status",
                custom_attrs={"data-kept": NoteState.kept},
                class_name=rx.cond(NoteState.trouble, "text-danger-ink font-[560]", "text-success-ink font-[560]"),
            ),
            class_name="flex items-baseline justify-between gap-4 text-small",
        ),
        class_name=ui.classes("flex flex-col gap-1.5", props.pop("class_name", "")),
        **props,
    )


def note_sheet() -> rx.Component:
    """On every page; `NoteState.show(fan_id, name)` opens it."""
    return ui.dialog(
        _("Your note on {name}", name=NoteState.name),
        rx.cond(NoteState.open, note_field(), rx.fragment()),
        open=NoteState.open,
        on_close=NoteState.close,
        actions=[ui.button(_("Done"), on_click=NoteState.close)],
        custom_attrs={"data-note": "sheet"},
    )


above_pages(note_sheet)
