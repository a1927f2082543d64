"""When something is wrong, and the pages and letters that stand outside the app."""

from collections.abc import Mapping
from typing import Any

import reflex as rx

from onetoone.domain.calls import Side
from onetoone.gallery.cast import MARA, me
from onetoone.gallery.screens.shapes import Page, Screen, and_
from onetoone.messages.pages import messages
from onetoone.messages.state import InboxState
from onetoone.reaching.components import letter
from onetoone.ui.chrome import crash_page, not_found_page, offline_notice
from onetoone.ui.plain_page import form_button, link_button, plain_page

_CHROME, _PLAIN = "onetoone/ui/chrome.py", "onetoone/ui/plain_page.py"
_LETTER = "onetoone/reaching/components/letter.py"
_AS_FAN = me(Side.FAN)


def _offline() -> rx.Component:
    both: rx.Component = rx.fragment(messages(), offline_notice())
    return both


def _framed(title: str, html: str) -> Page:
    """A page that isn't one of the app's, as it is."""
    return lambda: rx.el.iframe(src_doc=html, title=title, class_name="block h-dvh w-full border-0")


def _written(content: Mapping[str, Any]) -> str:
    return letter.html(content, origin="", stop="/gallery", settings="/gallery")


_MISSED = {
    "title": f"You missed {MARA.name}’s call",
    "lines": ["“I have half an hour. Bring that one phrase!”", "You can still join for 13 minutes."],
    "facts": [("Call", "Video call, 15 min"), ("Price", "$25")],
    "button": "See the invitation",
    "href": "/gallery",
}
_RECEIPT = {
    "title": "Your receipt",
    "lines": [f"You were charged $25 for your call with {MARA.name}."],
    "facts": [("Together", "14 min 42 s"), ("Held", "$25"), ("Charged", "$25"), ("Card", "Visa ···· 4242")],
    "button": "See the receipt",
    "href": "/gallery",
}

SCREENS = (
    Screen("lost", "Nothing at this address", _CHROME, not_found_page, {}),
    Screen("crash", "A page that broke", _CHROME, crash_page, {}),
    Screen(
        "offline", "The line to the server is gone", _CHROME, _offline, and_(_AS_FAN, {InboxState: {"loaded": True}})
    ),
    Screen(
        "offline-page",
        "Opened without a line",
        "onetoone/web/service_worker.py",
        _framed(
            "Offline",
            plain_page(
                "You’re offline",
                "We can’t reach onetoone from here right now. Nothing is lost: this page goes on by itself once you’re "
                "back.",
                action=link_button("Try again", ""),
            ),
        ),
        {},
    ),
    Screen(
        "mail-stopping",
        "A link in a letter: no more of these",
        _PLAIN,
        _framed(
            "E-mail from onetoone",
            plain_page(
                "E-mail from onetoone",
                "Do you want no more e-mail about missed calls?",
                action=form_button("No more of these", "/gallery"),
            ),
        ),
        {},
    ),
    Screen(
        "mail-expired",
        "A link in a letter that is too old",
        _PLAIN,
        _framed("That didn’t work", plain_page("That didn’t work", "This link is too old, or was changed on its way.")),
        {},
    ),
    Screen("letter-missed", "A letter about a missed call", _LETTER, _framed("Letter", _written(_MISSED)), {}),
    Screen("letter-receipt", "A letter with a receipt", _LETTER, _framed("Letter", _written(_RECEIPT)), {}),
)
