"""/messages: the list, and beside it the conversation. On a phone one after the other."""

import reflex as rx

from onetoone import routes, ui
from onetoone.accounts.frame import framed
from onetoone.accounts.tab import Tab
from onetoone.messages.components import conversation, inbox
from onetoone.messages.state import InboxState, ThreadState
from onetoone.ui.words import _

_LIST = "min-h-0 w-full flex-col md:w-[18rem] md:shrink-0 lg:w-[22.5rem] md:border-e md:border-line"


def messages() -> rx.Component:
    """The list alone on a phone; on a desktop with room for a conversation beside it."""
    room = rx.el.div(
        ui.empty_state(
            "message_circle",
            _("Choose a conversation"),
            _("Everything you and the other person said, and every call, is in one place."),
        ),
        class_name="hidden min-w-0 flex-1 items-center justify-center md:flex",
    )
    return _panes(rx.el.div(inbox(), class_name=f"flex {_LIST}"), room)


def thread() -> rx.Component:
    """A conversation; the list stands beside it where there is room."""
    beside = rx.el.div(inbox(beside=True), class_name=f"hidden md:flex {_LIST}")
    return _panes(beside, conversation())


def message_to() -> rx.Component:
    """On the way to the conversation with somebody, or the reason why there can't be one yet."""
    refused = ui.empty_state(
        "message_circle_off",
        _("You can't write to them yet"),
        ThreadState.refusal,
        ui.button(_("All messages"), href=routes.MESSAGES, variant="secondary"),
        class_name="m-auto",
    )
    on_the_way = rx.el.div(ui.spinner(24, _("Opening the conversation")), class_name="m-auto text-muted")
    return framed(rx.cond(ThreadState.refusal, refused, on_the_way), title=_("Messages"), width="full")


def _panes(*panes: rx.Component) -> rx.Component:
    both = rx.el.div(*panes, class_name="flex min-h-0 flex-1")
    return framed(both, title=_("Messages"), width="full", heading=False)


def add_pages(app: rx.App) -> None:
    """Register the pages of this room."""
    title = _("Messages · onetoone")
    app.add_page(
        messages, route=routes.MESSAGES, title=title, on_load=[Tab.arrive, ThreadState.open(""), InboxState.load]
    )
    app.add_page(thread, route=routes.THREAD, title=title, on_load=[Tab.arrive, ThreadState.load, InboxState.load])
    app.add_page(message_to, route=routes.MESSAGE_TO, title=title, on_load=[Tab.arrive, ThreadState.begin])
