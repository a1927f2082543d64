"""When something is wrong, and the pages and letters that stand outside the app.

An address that leads nowhere, a page that broke and the banner of a line that is gone are among the components.
"""

from collections.abc import Mapping
from typing import Any

import reflex as rx

from onetoone.gallery.cast import MARA
from onetoone.gallery.screens.shapes import Page, Screen
from onetoone.reaching.components import letter
from onetoone.ui.plain_page import form_button, link_button, plain_page

_PLAIN = "onetoone/ui/plain_page.py"
_LETTER = "onetoone/reaching/components/letter.py"


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
