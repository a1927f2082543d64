"""The React side of notifications in this browser (assets/reaching)."""

from typing import Any

import reflex as rx
from reflex_base.components.component import field

from onetoone import ui
from onetoone.ui.buttons import BASE, LOOK, SIZE

ThreeTexts = rx.event.passthrough_event_spec(str, str, str)
_LIBRARY = "$/public/reaching/device.jsx"


class Device(rx.Component):
    """Shows nothing; says where notifications stand in this browser, which browser it is, and its time zone."""

    library = _LIBRARY
    tag = "Device"

    on_standing: rx.EventHandler[ThreeTexts] = field(doc="At first, and whenever it has changed.")


class TurnOn(rx.Component):
    """A button that asks the browser for notifications."""

    library = _LIBRARY
    tag = "TurnOn"


class TurnOff(rx.Component):
    """A button after which this browser is told nothing any more."""

    library = _LIBRARY
    tag = "TurnOff"


class NotifyMe(rx.Component):
    """TurnOn, as long as nobody has decided."""

    library = _LIBRARY
    tag = "NotifyMe"


def notify_me(words: str, **props: Any) -> rx.Component:
    """Offers notifications where somebody waits anyway."""
    return NotifyMe.create(
        ui.icon("bell", 18), rx.el.span(words), class_name=f"{BASE} {LOOK['quiet']} {SIZE['md']}", **props
    )
