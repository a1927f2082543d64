"""The call itself: the stage, the chat beside it, tips and more minutes."""

from typing import Any

import reflex as rx

from onetoone import ui
from onetoone.calls.components.asking import asking_sheet
from onetoone.calls.components.extending import more_button, more_glow, more_sheet
from onetoone.calls.components.leaving import leaving_button, leaving_sheet
from onetoone.calls.components.tips import pending_tip, tip_glow, tip_sheet
from onetoone.calls.state.call import CallState
from onetoone.calls.state.tipping import TipState
from onetoone.calls.views import CallView
from onetoone.messages.components import conversation
from onetoone.messages.state import ThreadState
from onetoone.ui.words import _


def in_call(view: rx.Var[CallView]) -> rx.Component:
    may_tip = (view.side == "fan") & view.terms.tips_allowed
    unread = rx.cond(ThreadState.view.unread & ~CallState.chatting, 1, 0)
    return ui.full_bleed(
        rx.el.h1(_("Call with {name}", name=view.other.name), class_name="only-read"),
        ui.call_stage(
            tip_glow(view),
            more_glow(view),
            pending_tip(
                view,
                "absolute start-4 bottom-[calc(6.5rem+env(safe-area-inset-bottom))] w-[min(24rem,calc(100%-9.25rem))] "
                "max-[18rem]:top-[10.25rem] max-[18rem]:bottom-auto max-[18rem]:w-[calc(100%-2rem)] "
                "max-md:flex-wrap max-md:pt-3 max-md:*:grow md:left-1/2 md:w-96 md:-translate-x-1/2",
                words_class="max-md:basis-full max-md:pe-2",
            ),
            more_button(view),
            signal_url=view.signal_path,
            kind=view.kind,
            self_name=view.me.name,
            self_picture=view.me.picture,
            other_name=view.other.name,
            other_picture=view.other.picture,
            clock=view.clock.to(dict[str, Any]),
            covered=view.covers_camera,
            top_action=leaving_button(),
            actions=rx.fragment(
                rx.cond(
                    may_tip,
                    ui.stage_action("sparkles", _("Send a tip"), active=TipState.open, on_click=TipState.open_sheet),
                    rx.fragment(),
                ),
                ui.stage_action(
                    "message_circle",
                    _("Chat"),
                    badge=unread,
                    badge_name=_("Chat, new messages"),
                    active=CallState.chatting,
                    on_click=CallState.chat,
                ),
            ),
            aside=call_chat(),
            aside_open=CallState.chatting,
            on_hang_up=CallState.hang_up,
            on_ended=CallState.closed,
        ),
        leaving_sheet(view),
        rx.cond(may_tip, tip_sheet(view), rx.fragment()),
        rx.cond(view.side == "fan", rx.fragment(more_sheet(view), asking_sheet(view)), rx.fragment()),
        problem_in_call(),
    )


# A memo, because Reflex 0.10.1 can't write a foreach into a prop (`render_dict_to_var` renders its children twice).
@rx.memo
def call_chat() -> rx.Component:
    """The thread, beside the picture."""
    return rx.el.div(
        rx.el.div(
            rx.el.h2(_("Chat"), class_name="text-heading"),
            ui.icon_button(
                "x", _("Close chat"), tip_below=True, on_click=CallState.chat, custom_attrs={"data-closes": True}
            ),
            class_name="flex items-center justify-between ps-4 pe-2 pb-1 pt-2",
        ),
        conversation(compact=True),
        class_name="flex h-full min-h-0 flex-col",
    )


def problem_in_call() -> rx.Component:
    """What the rules refused, over the picture."""
    return ui.when(
        CallState.problem,
        lambda text: rx.el.div(
            ui.banner(text, "danger"), class_name="absolute inset-x-4 top-20 z-toast mx-auto max-w-[28rem]"
        ),
    )
