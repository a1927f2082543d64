"""A copy of one's data, and the way out: what goes, what stays, and what has to be settled first."""

from typing import Any

import reflex as rx

from onetoone import ui
from onetoone.calls.service.unfinished import Unfinished
from onetoone.config import settings
from onetoone.privacy.state import DataState as S
from onetoone.ui.words import _

_DAYS = round(settings().leave_seconds / 86_400)


def copy_card() -> rx.Component:
    """Ask for a copy, wait for it, download it."""
    view = S.view
    download = ui.link_to(
        ui.icon("download", 18),
        rx.el.span(_("Download"), aria_hidden=True),
        ui.only_read(_("Download your data")),
        href=view.href,
        download="onetoone.zip",
        reload_document=True,  # no page of ours: the browser itself asks for it
        class_name="inline-flex min-h-tap items-center gap-2 rounded-pill bg-accent px-5 text-[0.9375rem] font-[600] "
        "text-on-accent shadow-card transition-colors duration-quick hover:bg-accent-strong",
    )
    ready = rx.el.div(
        download,
        rx.el.p(
            ui.woven(_("{size} · until {day}"), size=view.size, day=ui.moment(view.until, "date")),
            class_name="text-small text-muted tabular",
        ),
        ui.button(_("Make a new one"), variant="quiet", size="sm", on_click=S.copy_all),
        class_name="flex flex-wrap items-center gap-x-4 gap-y-2",
    )
    waiting = rx.el.p(
        ui.spinner(18),
        _("We’re putting it together. You can go on meanwhile."),
        role="status",
        class_name="flex min-h-tap items-center gap-3 text-muted",
    )
    ask = ui.button(_("Make a copy"), variant="secondary", icon_name="archive", on_click=S.copy_all)
    return ui.card(
        rx.el.h2(_("A copy of your data"), class_name="text-heading text-ink"),
        rx.el.p(
            _(
                "Everything that is yours, as a zip file: profile, messages, pictures, calls, payments, earnings, "
                "notes. Of others there is only what they told you."
            ),
            class_name="mt-1 text-muted text-pretty",
        ),
        rx.el.div(
            rx.match(
                view.copy,
                ("waiting", waiting),
                ("ready", ready),
                ("failed", rx.fragment(ui.banner(_("That didn’t work out. Please try again."), "warning"), ask)),
                ask,
            ),
            ui.when(S.copy_problem, lambda text: ui.banner(text, "warning", urgent=True)),
            class_name="mt-5 flex flex-col items-start gap-4",
        ),
        custom_attrs={"data-copy": view.copy},
    )


def leave_card() -> rx.Component:
    """What goes and what stays, then the button; or what has to be settled first."""
    view = S.view
    settle = rx.el.div(
        rx.el.h3(_("First, please"), class_name="font-[620] text-ink"),
        rx.el.ul(rx.foreach(view.obstacles, _obstacle), class_name="list-none divide-y divide-line"),
        custom_attrs={"data-obstacles": "true"},
        class_name="mt-6 rounded-field bg-sunken px-4 py-3.5",
    )
    go = rx.el.div(
        ui.button(_("Delete account"), variant="secondary", icon_name="trash_2", on_click=S.ask(True)),
        class_name="mt-6",
    )
    return ui.card(
        rx.el.h2(_("Delete your account"), class_name="text-heading text-ink"),
        rx.el.p(
            _("It goes {days} days after you ask for it. Sign in before that, and it stays as it was.", days=_DAYS),
            class_name="mt-1 text-muted text-pretty",
        ),
        rx.el.div(
            _list(
                _("What goes"),
                "trash_2",
                _("Your name, picture, handle and e-mail address"),
                _("What you wrote: messages, notes, and words with calls"),
                _("Subscriptions, offers, blocks, saved cards, devices and sign-ins"),
            ),
            _list(
                _("What has to stay"),
                "archive",
                _("Money records, because the law asks for them. They don’t name you any more."),
                _("When calls took place and what they cost, for the other person’s receipt"),
                _("Stars you gave, in averages. Reports about behaviour, with our team."),
            ),
            class_name="mt-5 grid gap-6 sm:grid-cols-2",
        ),
        rx.cond(view.obstacles.length() > 0, settle, go),
    )


def leave_question() -> rx.Component:
    """The last question, with the proof that it is really them."""
    view = S.view
    proof: dict[str, Any] = {"name": "proof", "error": S.problem}
    return ui.dialog(
        _("Delete your account?"),
        rx.el.form(
            rx.cond(
                view.asks_for == "password",
                ui.text_field(
                    _("Your password"), type="password", id="leave-password", auto_complete="current-password", **proof
                ),
                ui.text_field(
                    _("Your e-mail address"),
                    hint=_("To be sure, please type {address}", address=view.email),
                    type="email",
                    id="leave-email",
                    auto_complete="off",
                    **proof,
                ),
            ),
            rx.el.div(
                ui.button(_("Keep my account"), variant="quiet", on_click=S.ask(False)),
                ui.button(_("Delete it"), type="submit", variant="danger"),
                class_name="flex flex-wrap justify-end gap-2.5",
            ),
            on_submit=S.leave,
            class_name="flex flex-col gap-5",
        ),
        open=S.asking,
        on_close=S.ask(False),
        line=_(
            "You are signed out everywhere now, and {days} days from now everything of yours is deleted for good. "
            "Until then, signing in keeps it.",
            days=_DAYS,
        ),
        custom_attrs={"data-leave": "question"},
    )


def stayed() -> rx.Component:
    """They signed in before it was too late."""
    return rx.cond(
        S.stayed,
        ui.banner(_("Your account stays. Nothing was deleted."), "success", title=_("Welcome back")),
        rx.fragment(),
    )


def _list(title: str, icon_name: str, *lines: str) -> rx.Component:
    return rx.el.section(
        rx.el.h3(title, class_name="mb-2 font-[620] text-ink"),
        rx.el.ul(
            *[
                rx.el.li(
                    ui.icon(icon_name, 16, class_name="mt-1 shrink-0 text-faint"),
                    rx.el.span(line, class_name="min-w-0 text-pretty"),
                    class_name="flex gap-2.5",
                )
                for line in lines
            ],
            class_name="flex list-none flex-col gap-2 text-[0.9375rem] text-ink",
        ),
    )


def _obstacle(obstacle: rx.Var[Unfinished]) -> rx.Component:
    return rx.el.li(
        rx.el.div(
            rx.el.p(obstacle.title, class_name="font-[560] text-ink"),
            rx.el.p(obstacle.line, class_name="text-small text-muted text-pretty"),
            class_name="min-w-0 flex-1",
        ),
        ui.when(obstacle.href, lambda href: ui.button(obstacle.action, variant="secondary", size="sm", href=href)),
        class_name="flex flex-wrap items-center gap-3 py-3",
    )
