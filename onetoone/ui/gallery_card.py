"""The picture that a link to onetoone shows elsewhere: assets/social-card.png is this page at 1200 × 630."""

import reflex as rx

from onetoone.ui.brand import wordmark
from onetoone.ui.elements import icon

_SAID = (
    ("lock", "Held first, charged after"),
    ("timer", "One clock you both see"),
    ("shield_check", "No one learns where you are"),
)


def social_card() -> rx.Component:
    """1200 × 630, by day."""
    promises = [
        rx.el.li(icon(name, 26, class_name="text-accent-ink"), rx.el.span(words), class_name="flex items-center gap-3")
        for name, words in _SAID
    ]
    return rx.el.main(
        rx.el.div(
            wordmark(size=52, class_name="origin-left rtl:origin-right scale-[1.7]"),
            rx.el.h1(
                "A little time, just the two of you.",
                class_name="mt-auto max-w-[38rem] font-display text-[5rem] leading-[1.04] tracking-[-0.02em] text-ink",
            ),
            rx.el.ul(*promises, class_name="mt-10 flex list-none gap-9 text-[1.25rem] font-[520] text-muted"),
            class_name="relative z-10 flex h-full flex-col px-20 py-16",
        ),
        rx.el.svg(
            rx.el.path(d="M20 8a12 12 0 1 0 0 24 17 17 0 0 1 0-24Z", class_name="fill-accent"),
            rx.el.path(d="M20 8a12 12 0 1 1 0 24 17 17 0 0 0 0-24Z", class_name="fill-glow"),
            view_box="0 0 40 40",
            aria_hidden=True,
            class_name="absolute -end-4 -top-6 size-[38rem]",
        ),
        class_name="relative h-[630px] w-[1200px] overflow-hidden bg-canvas",
        custom_attrs={"data-theme": "light"},
    )
