"""The gallery's page of what stands in a conversation: reactions, what is new."""

import reflex as rx

from onetoone.ui.pictures import picture
from onetoone.ui.reacting import reactable, reactions
from onetoone.ui.surfaces import divider, section_title

_CHOICES = [{"kind": kind, "label": kind.capitalize()} for kind in ("love", "like", "haha", "hooray", "fire", "sad")]
_GIVEN = [
    {"kind": "love", "count": 2, "mine": True, "label": "Love, 2, you too"},
    {"kind": "fire", "count": 1, "mine": False, "label": "Fire, 1"},
]
_ALL = [
    {"kind": one["kind"], "count": 1, "mine": at % 2 == 0, "label": f"{one['label']}, 1"}
    for at, one in enumerate(_CHOICES)
]
_BUBBLE = "w-fit rounded-card border border-line bg-surface px-3.5 py-2 text-[0.9375rem]"


def _nothing(*_: rx.Var) -> rx.event.EventSpec:
    return rx.console_log("reacted")


def _bubble(words: str, given: list[dict[str, object]]) -> rx.Component:
    return rx.el.div(
        reactable(rx.el.p(words, class_name=_BUBBLE), choices=_CHOICES, given=given, on_react=_nothing),
        rx.el.div(reactions(given, on_react=_nothing), class_name="flex min-h-7 flex-wrap items-center gap-1.5 pt-1"),
    )


def talk() -> rx.Component:
    """Reactions in every state, and the line above what is new."""
    return rx.fragment(
        rx.el.section(
            section_title("Reactions"),
            rx.el.div(
                _bubble("Nobody has reacted to this yet.", []),
                _bubble("Two people love this, and you are one of them.", _GIVEN),
                _bubble("Everything at once.", _ALL),
                class_name="flex flex-col gap-4",
            ),
        ),
        rx.el.section(
            section_title("Pictures"),
            rx.el.div(
                picture("/people/mara.svg", small="/people/mara.svg", width=240, height=240, alt="Mara, with red hair"),
                picture("/nowhere.webp", small="/nowhere.webp", width=240, height=160, alt="A picture that is gone"),
                class_name="flex flex-wrap items-start gap-4",
            ),
        ),
        rx.el.section(section_title("What is new"), divider("New", tone="accent")),
    )
