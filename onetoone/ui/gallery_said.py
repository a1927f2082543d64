"""Toasts in the gallery, over the frame, as they stand before they go."""

import reflex as rx

from onetoone.ui.gallery_entries import shell_sample
from onetoone.ui.notices import Said, Tone, toast_host


def _said(text: str, tone: Tone, href: str = "") -> Said:
    return Said(id=f"gallery-{tone}", text=text, tone=tone, show=True, assertive=False, href=href)


def toasts() -> rx.Component:
    """As many as there ever are at once: one that leads somewhere, one of two lines, one short."""
    three = [
        _said("Maya wrote to you", "info", "/gallery"),
        _said("We couldn't reach the server. Nothing was charged, and nothing is lost.", "danger"),
        _said("Saved", "success"),
    ]
    return rx.fragment(shell_sample(), toast_host(rx.Var.create(three), held=True))
