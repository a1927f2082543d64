"""The incoming call: who, video or audio, their message, "Join" and "Decline"."""

from typing import Any

import reflex as rx

from onetoone import ui
from onetoone.calls.views import Person
from onetoone.ui.words import _

ROUND = (
    "flex size-18 items-center justify-center rounded-pill text-white shadow-float transition-[scale,background-color] "
    "duration-quick active:scale-95"
)


def incoming_call(
    *, call: rx.Var[Any], other: rx.Var[Person], note: Any, on_join: Any, on_decline: Any, below: ui.Child = None
) -> rx.Component:
    """The whole screen in the dark room. `call` has `kind` and `what`; `note` is what they wrote.

    The buttons are the last two stops of the Tab key; `[data-first]` is where the keyboard begins.
    """
    face = rx.el.div(
        rx.el.span(aria_hidden=True, class_name="absolute -inset-7 rounded-pill bg-stage-glow/15 ui-breathe"),
        rx.el.span(
            aria_hidden=True,
            class_name="absolute -inset-3.5 rounded-pill bg-stage-glow/25 ui-breathe [animation-delay:-1.2s]",
        ),
        ui.avatar(other.name, src=other.picture, size="xl", class_name="relative scale-115"),
        class_name="relative mb-12",
    )
    return rx.el.div(
        rx.el.div(
            face,
            rx.el.p(
                rx.cond(call.kind == "audio", ui.icon("phone", 17), ui.icon("video", 17)),
                rx.el.span(call.what),
                class_name="mb-3 inline-flex items-center gap-2 rounded-pill bg-stage-surface px-4 "
                "py-1.5 text-small font-[600] "
                "text-stage-muted",
            ),
            rx.el.h1(
                _("{name} is calling you", name=other.name),
                class_name="font-display text-display text-stage-ink text-balance",
            ),
            ui.when(
                note,
                # The browser has the quotation marks of the page's language.
                lambda text: rx.el.p(
                    rx.el.q(text),
                    class_name="mt-5 max-w-[30rem] whitespace-pre-line text-lead text-stage-muted "
                    "text-pretty line-clamp-6",
                ),
            ),
            class_name="my-auto flex flex-col items-center px-6 py-10 text-center",
        ),
        below if below is not None else rx.fragment(),
        rx.el.div(
            _choice(
                ui.icon("x", 30), _("Decline"), "bg-stage-danger hover:bg-stage-danger-strong", on_click=on_decline
            ),
            _choice(
                rx.cond(call.kind == "audio", ui.icon("phone", 28), ui.icon("video", 30)),
                _("Join"),
                "bg-[#2f8a5d] "
                "hover:bg-[#27744e]", on_click=on_join, custom_attrs={"data-first": "true"}
            ),
            class_name="flex shrink-0 justify-center gap-20 pb-[calc(3.5rem+env(safe-area-inset-bottom))] sm:gap-28",
        ),
        class_name="flex min-h-full flex-1 flex-col overflow-y-auto bg-[radial-gradient(90%_70%_at_50%_30%,#46283a_0%,"
        "var(--c-stage)_75%)] text-stage-ink",
        custom_attrs={"data-theme": "dark", "data-incoming": call.kind},
    )  # fmt: skip


def _choice(mark: rx.Component, name: str, look: str, **props: Any) -> rx.Component:
    return rx.el.button(
        rx.el.span(mark, class_name=f"{ROUND} {look}"),
        rx.el.span(name, class_name="text-[0.9375rem] font-[600]"),
        type="button",
        class_name="group flex flex-col items-center gap-3 rounded-card p-1 focus-visible:outline-stage-glow",
        **props,
    )
