"""What a link to one of our pages shows elsewhere: our picture and our words, where Reflex would put its own."""

from typing import Any

import reflex as rx

from onetoone.ui.brand import NAME
from onetoone.ui.words import _

# Whoever draws a link's card wants a whole address. The build knows none: onetoone/web/frontend.py fills it in.
ORIGIN = "http://same-origin.invalid"
PICTURE = f"{ORIGIN}/social-card.png"
LINE = _("Paid, private 1:1 video and audio calls. Your card is held, and charged only if you were both really there.")


class App(rx.App):
    """A Reflex app whose pages all carry our card."""

    def add_page(self, *args: Any, **page: Any) -> None:
        """As Reflex's own; `description` is the line on the card."""
        page.setdefault("image", PICTURE)
        line = page.setdefault("description", LINE)
        page["meta"] = [*page.get("meta", ()), *card(page.get("title", NAME), line)]
        super().add_page(*args, **page)


def card(title: Any, line: Any) -> list[dict[str, Any]]:
    """The tags of https://ogp.me and of a large card, besides the picture's own."""
    return [
        {"property": "og:type", "content": "website"},
        {"property": "og:site_name", "content": NAME},
        {"property": "og:title", "content": title},
        {"property": "og:description", "content": line},
        {"property": "og:image:width", "content": "1200"},
        {"property": "og:image:height", "content": "630"},
        {"property": "og:image:alt", "content": _("onetoone: two halves of a circle, and what the calls are")},
        {"name": "twitter:card", "content": "summary_large_image"},
    ]
