"""The front door: what this is, in a few calm words."""

import reflex as rx

from onetoone import routes, ui
from onetoone.accounts.components.entry import continue_as
from onetoone.accounts.state import EntryState
from onetoone.ui.words import _

_PROMISES = (
    ("heart_handshake", _("Just the two of you"), _("A private video or audio call with someone whose work you love.")),
    (
        "shield_check",
        _("You pay when it's real"),
        _("Your card is only held at first. If you never meet, you pay nothing."),
    ),
    ("clock", _("One clock you both see"), _("It stands still when the line does, so no minute is lost.")),
)


def top() -> rx.Component:
    """Name and ways in."""
    return rx.el.header(
        ui.wordmark(),
        rx.el.nav(
            ui.language_choice(terse=True),
            ui.button(_("Sign in"), href=routes.SIGN_IN, variant="quiet", size="sm"),
            # On a phone the page's own first button says the same.
            ui.button(_("Sign up"), href=routes.SIGN_UP, variant="secondary", size="sm", class_name="max-sm:hidden"),
            aria_label=_("Account"),
            class_name="flex flex-wrap items-center gap-2",
        ),
        class_name="mx-auto flex w-full max-w-page flex-wrap items-center justify-between gap-x-4 gap-y-3 px-gutter "
        "py-6",
    )


def welcome() -> rx.Component:
    """The promise; beside it, or below it on a phone, the people of the demo when this is one.

    They come with the websocket, so their place is where nothing has to make room for them.
    """
    words = rx.el.div(
        rx.el.h1(
            _("A little time, just the two of you."), class_name="font-display text-display text-ink text-balance"
        ),
        rx.el.p(
            _(
                "onetoone is where creators and their fans meet in private video and audio calls. Ask for a call, see "
                "the price before you say yes, and talk."
            ),
            class_name="mt-5 max-w-[34rem] text-lead text-muted text-pretty",
        ),
        rx.el.div(
            ui.button(_("Create an account"), href=routes.SIGN_UP, size="lg"),
            ui.button(_("Meet the creators"), href=routes.DISCOVER, size="lg", variant="secondary"),
            class_name="mt-8 flex flex-wrap gap-3",
        ),
        _promises(),
        class_name="min-w-0",
    )
    return rx.el.div(
        words,
        rx.cond(EntryState.people.length() > 0, _demo(), ui.mark(320, class_name="mx-auto mt-6 hidden lg:block")),
        class_name="grid grid-cols-1 gap-12 pt-6 md:pt-14 lg:grid-cols-[minmax(0,1fr)_25rem] lg:items-start lg:gap-16",
    )


def _promises() -> rx.Component:
    """What is different here."""
    return rx.el.ul(
        *[
            rx.el.li(
                rx.el.div(
                    ui.icon(icon_name, 22),
                    aria_hidden=True,
                    class_name="flex size-11 shrink-0 items-center justify-center rounded-pill bg-glow-soft "
                    "text-glow-ink",
                ),
                rx.el.div(
                    rx.el.h2(title, class_name="text-heading text-ink"),
                    rx.el.p(line, class_name="mt-1 text-muted text-pretty"),
                ),
                class_name="flex gap-4",
            )
            for icon_name, title, line in _PROMISES
        ],
        class_name="mt-12 grid max-w-[34rem] list-none gap-7 border-t border-line pt-9",
    )


def _demo() -> rx.Component:
    return rx.el.section(
        ui.card(
            rx.el.h2(_("Look around as …"), class_name="font-display text-[1.375rem] text-ink"),
            rx.el.p(
                _(
                    "This is a demo: no real money, no real cards. Open it at localhost and at 127.0.0.1 to be two "
                    "people at once."
                ),
                class_name="mb-3 mt-1 text-small text-muted text-pretty",
            ),
            rx.el.ul(
                rx.foreach(EntryState.people, lambda person: rx.el.li(continue_as(person))),
                aria_label=_("Demo people"),
                tab_index=0,  # it scrolls, and its buttons can't be pressed before the page is connected
                class_name="ui-more-below -mx-3 list-none lg:max-h-[27rem]",
            ),
        ),
        aria_label=_("Demo"),
        class_name="w-full",
    )
