"""The parts that live in the browser (assets/messages): local time, the scrolling log, the composer."""

from typing import Any

import reflex as rx
from reflex_base.components.component import field

from onetoone.ui.words import _


class When(rx.Component):
    """A moment as a <time> in local words."""

    library = "$/public/messages/when.jsx"
    tag = "When"

    iso: rx.Var[str] = field(doc="ISO 8601, UTC.")
    how: rx.Var[str] = field(
        doc='"clock" (14:32), "day" (Yesterday), "list" (the shortest), "ago" (5 min ago), "seen" (Monday 14:32).'
    )
    words: rx.Var[dict[str, str]] = field(doc="What it says beside dates and times.")

    @classmethod
    def create(cls, *children: Any, **props: Any) -> "When":
        """With the words that go with `how`."""
        words = {
            "day": {"today": _("Today"), "yesterday": _("Yesterday")},
            "list": {"now": _("now"), "minutes": _("{n} min"), "yesterday": _("Yesterday")},
            "seen": {"today": _("Today"), "yesterday": _("Yesterday")},
            "ago": {
                "moment": _("a moment ago"),
                "minutes": _("{n} min ago"),
                "hours": _("{n} h ago"),
                "yesterday": _("yesterday"),
                # For translators: {date} is “3 May”.
                "date": _("on {date}"),
            },
        }.get(props.get("how", "clock"), {})
        return super().create(*children, words=rx.Var.create(words), **props)


class Writing(rx.Component):
    """Three dots and words, for a few seconds after `at`."""

    library = "$/public/messages/writing.jsx"
    tag = "Writing"

    at: rx.Var[str] = field(doc='When the other last touched the keys; "" when they don\'t.')
    seconds: rx.Var[float] = field(doc="How long that counts.")
    words: rx.Var[str] = field(doc="What it says.")
    classes: rx.Var[dict[str, str]] = field(doc="The look of line and dots.")


class DayBreak(rx.Component):
    """The date above the first thing of a day; nothing otherwise."""

    library = "$/public/messages/when.jsx"
    tag = "DayBreak"

    iso: rx.Var[str] = field(doc="When it happened.")
    before: rx.Var[str] = field(doc='When the thing above happened; "" for the first.')
    words: rx.Var[dict[str, str]] = field(doc="What the two latest days are called.")

    @classmethod
    def create(cls, *children: Any, **props: Any) -> "DayBreak":
        """With its words."""
        words = {"today": _("Today"), "yesterday": _("Yesterday")}
        return super().create(*children, words=rx.Var.create(words), **props)


class MessageLog(rx.Component):
    """The scrolling part; its children are what was said."""

    library = "$/public/messages/log.jsx"
    tag = "MessageLog"

    label: rx.Var[str] = field(doc="Its accessible name.")
    first: rx.Var[int] = field(doc="Id of the first message shown.")
    last: rx.Var[int] = field(doc="Id of the last one.")
    last_is_mine: rx.Var[bool] = field(doc="Whether it is the person's own: those are always in sight.")
    unread: rx.Var[bool] = field(doc="Whether there is something to be seen.")
    later: rx.Var[bool] = field(doc="Whether it ends before the newest.")
    latest_label: rx.Var[str] = field(doc="The button that leads to the newest then.")
    jump_label: rx.Var[str] = field(doc="The button that leads to what came in below.")
    classes: rx.Var[dict[str, str]] = field(doc="The look of frame, log and jump.")
    on_latest: rx.EventHandler[rx.event.no_args_event_spec] = field(doc="To the newest, please.")
    on_seen: rx.EventHandler[rx.event.passthrough_event_spec(bool)] = field(
        doc="The end is on a visible, focused screen. True: it wasn't when the last of it came."
    )


def _message(thread: rx.Var[str], body: rx.Var[str], name: rx.Var[str]) -> tuple[rx.Var[str], rx.Var[str], rx.Var[str]]:
    return (thread, body, name)


def _with_picture(
    thread: rx.Var[str], body: rx.Var[str], name: rx.Var[str], picture: rx.Var[str], alt: rx.Var[str]
) -> tuple[rx.Var[str], rx.Var[str], rx.Var[str], rx.Var[str], rx.Var[str]]:
    return (thread, body, name, picture, alt)


class Composer(rx.Component):
    """Where a message is written: Enter sends, Shift+Enter makes a new line."""

    library = "$/public/messages/composer.jsx"
    tag = "Composer"

    thread: rx.Var[str] = field(doc="Which conversation the words belong to.")
    label: rx.Var[str] = field(doc="The field's accessible name.")
    placeholder: rx.Var[str] = field(doc="What it says while empty.")
    send_label: rx.Var[str] = field(doc="The button's accessible name.")
    most: rx.Var[int] = field(doc="Characters at most.")
    most_alt: rx.Var[int] = field(doc="The same for a picture's description.")
    most_bytes: rx.Var[int] = field(doc="Bytes of a picture at most.")
    upload_to: rx.Var[str] = field(doc="Where pictures are uploaded.")
    words: rx.Var[dict[str, str]] = field(doc="What is said about pictures, and of what is on its way.")
    delivered: rx.Var[list[str]] = field(doc="Ids of messages that the server has.")
    refused: rx.Var[dict[str, str]] = field(doc="`id` of one that it refused, and `why`.")
    classes: rx.Var[dict[str, str]] = field(doc="The look of its parts.")
    icon: rx.Var[rx.Component] = field(doc="What the button shows.")
    picture_icon: rx.Var[rx.Component] = field(doc="What the button for a picture shows.")
    remove_icon: rx.Var[rx.Component] = field(doc="What the button shows that takes it away.")
    on_send: rx.EventHandler[_message] = field(doc="(thread, body, id) of a message to send.")
    on_send_picture: rx.EventHandler[_with_picture] = field(doc="(thread, body, id, picture, alt), the same with one.")
    on_writing: rx.EventHandler[rx.event.passthrough_event_spec(str)] = field(doc="(thread) Keys are being touched.")

    @classmethod
    def create(cls, *children: Any, **props: Any) -> "Composer":
        """With its words."""
        words = {
            "sending": _("Sending…"),
            "slow": _("Not sent yet. It goes out as soon as the line is back."),
            "add": _("Add a picture"),
            "describe": _("Describe the picture"),
            "remove": _("Remove the picture"),
            "uploading": _("Uploading the picture"),
            "eager": _("Sending as soon as it's there…"),
            "again": _("Try again"),
            "drop": _("Drop the picture to add it"),
            "kind": _("That isn't a picture we can read. JPEG, PNG, WebP and GIF work."),
            "large": _("That picture is too large, even when made smaller."),
            "failed": _("The picture didn't get through. It's still here."),
        }
        return super().create(*children, words=rx.Var.create(words), **props)
