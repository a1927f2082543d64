"""The React side of what a browser does for a call: count down, ring, glow, show the bank (assets/calls)."""

from typing import Any

import reflex as rx
from reflex_base.components.component import field

from onetoone.ui.words import _

TextSpec = rx.event.passthrough_event_spec(str)


class Countdown(rx.Component):
    """Time left until a deadline of the server's, as "4:59"."""

    library = "$/public/calls/countdown.jsx"
    tag = "Countdown"

    until: rx.Var[str] = field(doc="The deadline, ISO 8601. Nothing is shown while it is empty.")
    now: rx.Var[str] = field(doc="The server's present when `until` was read, ISO 8601.")
    label: rx.Var[str] = field(doc="Its accessible name.")
    words: rx.Var[dict[str, str]] = field(doc="How more than an hour is written.")

    @classmethod
    def create(cls, *children: Any, **props: Any) -> "Countdown":
        """With its words."""
        words = {"hours": _("{hours} h {minutes} min")}
        return super().create(*children, words=rx.Var.create(words), **props)


class SecondsLeft(rx.Component):
    """ "7 s" until a moment close by, for eyes only."""

    library = "$/public/calls/seconds_left.jsx"
    tag = "SecondsLeft"

    until: rx.Var[str] = field(doc="The moment, ISO 8601.")
    now: rx.Var[str] = field(doc="The server's present when `until` was read, ISO 8601.")
    words: rx.Var[dict[str, str]] = field(doc="How seconds are written, and what stands there before they are known.")

    @classmethod
    def create(cls, *children: Any, **props: Any) -> "SecondsLeft":
        """With its words."""
        words = {"seconds": _("{seconds} s"), "soon": _("a moment")}
        return super().create(*children, words=rx.Var.create(words), **props)


class Ring(rx.Component):
    """Rings while it is there; tells when the screen was looked at."""

    library = "$/public/calls/ring.jsx"
    tag = "Ring"

    call_id: rx.Var[str] = field(doc="What rings.")
    title: rx.Var[str] = field(doc="For the tab and for a notification outside it.")
    body: rx.Var[str] = field(doc="The notification's second line.")
    actions: rx.Var[list[list[str]]] = field(doc="What can be done in it: name and words of each.")
    silent: rx.Var[bool] = field(doc="Neither sound nor notification.")
    on_seen: rx.EventHandler[TextSpec] = field(doc="The call's id, once the tab is in front.")


class FullScreen(rx.Component):
    """A modal dialog over the whole window, which only its own buttons close."""

    library = "$/public/calls/ring.jsx"
    tag = "FullScreen"

    label: rx.Var[str] = field(doc="Its accessible name.")


class TipGlow(rx.Component):
    """A chime, rising lights and a few words when `count` has gone up."""

    library = "$/public/calls/tips.jsx"
    tag = "TipGlow"

    count: rx.Var[int] = field(doc="How many tips have come in.")
    text: rx.Var[str] = field(doc='"Leo tipped you $10".')
    words_class: rx.Var[str] = field(doc="The look of the words.")


class BankFrame(rx.Component):
    """The bank's own page, inside ours."""

    library = "$/public/calls/bank.jsx"
    tag = "BankFrame"

    src: rx.Var[str] = field(doc="The bank's page.")
    title: rx.Var[str] = field(doc="The frame's accessible name.")
    on_done: rx.EventHandler[rx.event.no_args_event_spec] = field(doc="The bank has its answer.")


class BankWindow(rx.Component):
    """A button that opens Stripe's Checkout in a window of its own."""

    library = "$/public/calls/bank.jsx"
    tag = "BankWindow"

    href: rx.Var[str] = field(doc="The Checkout page.")
    on_done: rx.EventHandler[rx.event.no_args_event_spec] = field(doc="The window has come to its end.")
