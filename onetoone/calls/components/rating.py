"""What one thinks of a call, on its summary."""

import reflex as rx

from onetoone import ui
from onetoone.calls.state.after import AfterState
from onetoone.domain import ratings
from onetoone.ui.words import _, said


def rate_the_call() -> rx.Component:
    """Stars, kept at one tap, and a line to oneself."""
    seen = AfterState.view.rating
    choose = rx.el.div(
        ui.star_choice(
            seen.question,
            {stars: said(word) for stars, word in ratings.WORDS.items()},
            name="stars",
            value=seen.stars,
            on_change=AfterState.rate,
        ),
        rx.el.p(seen.who_sees, class_name="mt-1.5 text-small text-muted text-pretty"),
        rx.cond(seen.stars > 0, _line(), rx.fragment()),
    )
    kept = rx.el.div(
        rx.el.div(
            rx.el.span(_("You rated it"), class_name="text-muted"),
            ui.stars(seen.stars),
            class_name="flex items-center justify-between gap-4 text-[0.9375rem]",
        ),
        ui.when(
            seen.line,
            lambda text: rx.el.p(text, class_name="mt-2 text-[0.9375rem] text-ink text-pretty"),
        ),
    )
    return rx.cond(
        seen.may,
        ui.card(choose, class_name="mt-5", custom_attrs={"data-rating": seen.stars.to_string()}),
        rx.cond(
            seen.stars > 0,
            ui.card(kept, class_name="mt-5", custom_attrs={"data-rating": seen.stars.to_string()}),
            rx.fragment(),
        ),
    )


def _line() -> rx.Component:
    seen = AfterState.view.rating
    return rx.el.form(
        rx.el.div(
            ui.text_field(
                _("A line to yourself"),
                name="line",
                hide_label=True,
                placeholder=_("A line to yourself, if you like"),
                default_value=seen.line,
                max_length=200,
                auto_complete="off",
                error=AfterState.rating_problem,
                id="rating-line",
            ),
            class_name="min-w-0 flex-1",
        ),
        ui.button(_("Save"), type="submit", variant="secondary", class_name="mt-0.5"),
        on_submit=AfterState.rate_in_words,
        key=AfterState.view.call_id,
        class_name="mt-4 flex items-start gap-2.5",
    )
