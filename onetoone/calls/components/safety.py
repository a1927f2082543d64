"""The sheet that blocks or reports somebody: what it does is said before it is done."""

from typing import Any

import reflex as rx

from onetoone import ui
from onetoone.accounts.state import AboutState
from onetoone.calls.state.safety import SafetyState
from onetoone.config import settings
from onetoone.domain import conduct
from onetoone.ui.words import _, said


def safety_sheet() -> rx.Component:
    """Mounted once, beside every page; `AboutState.ask` opens it."""
    return rx.fragment(_block(), _report(), _thanks())


def what_a_block_does(**props: Any) -> rx.Component:
    """The consequences, one by one."""
    lines = (
        ("ban", _("No messages, no requests and no calls between you, in either direction.")),
        ("phone_off", _("A running call ends as if you had hung up.")),
        ("lock_open", _("Open offers and requests end, and cards that were held for them are let go.")),
        ("eye_off", _("Neither of you sees whether the other is here.")),
        ("bell_off", _("They aren’t told.")),
        ("receipt", _("Receipts stay, and what was paid can still be refunded.")),
    )
    return rx.el.ul(
        *[
            rx.el.li(
                ui.icon(name, 18, class_name="mt-0.5 shrink-0 text-glow-ink"),
                rx.el.span(words, class_name="min-w-0 text-pretty"),
                class_name="flex gap-3 text-[0.9375rem] leading-snug text-ink",
            )
            for name, words in lines
        ],
        class_name=ui.classes("flex list-none flex-col gap-3", props.pop("class_name", "")),
        **props,
    )


def _block() -> rx.Component:
    return ui.dialog(
        _("Block {name}?", name=AboutState.name),
        what_a_block_does(),
        ui.when(SafetyState.problem, lambda text: ui.banner(text, "danger", class_name="mt-5")),
        rx.el.p(_("You can unblock them under Settings → Safety."), class_name="mt-5 text-small text-muted"),
        open=AboutState.asking == "block",
        on_close=SafetyState.close,
        actions=[
            ui.button(_("Cancel"), variant="quiet", on_click=SafetyState.close),
            ui.button(_("Block"), variant="danger", icon_name="ban", on_click=SafetyState.block),
        ],
        custom_attrs={"data-safety": "block"},
    )


def _report() -> rx.Component:
    return ui.dialog(
        _("Report {name}", name=AboutState.name),
        rx.el.form(
            ui.select_field(
                _("What is it about?"),
                [("", _("Please choose")), *((str(reason), said(words)) for reason, words in conduct.WORDS.items())],
                name="reason",
                default_value="",
                id="report-reason",
            ),
            ui.text_area(
                _("In your own words"),
                name="words",
                hint=_("May stay empty. Only our team reads it."),
                error=SafetyState.problem,
                rows=3,
                max_length=settings().longest_report,
                id="report-words",
            ),
            rx.el.div(
                ui.checkbox(
                    _("Show our team the last messages between us"),
                    name="messages",
                    hint=_("Up to 20. Without them nobody reads your conversation."),
                ),
                ui.checkbox(_("Block them as well"), name="block", hint=_("What is open between you ends at once.")),
                class_name="flex flex-col gap-3",
            ),
            rx.el.div(
                ui.button(_("Cancel"), variant="quiet", on_click=SafetyState.close),
                ui.button(_("Send report"), type="submit", icon_name="flag"),
                class_name="flex flex-wrap justify-end gap-2.5",
            ),
            on_submit=SafetyState.report,
            key=AboutState.id + AboutState.asking,
            class_name="flex flex-col gap-5",
        ),
        line=_("They don’t learn that you reported them."),
        open=AboutState.asking == "report",
        on_close=SafetyState.close,
        custom_attrs={"data-safety": "report"},
    )


def _thanks() -> rx.Component:
    return ui.dialog(
        _("Thank you for telling us"),
        rx.el.div(
            rx.el.p(
                _(
                    "A person of our team reads every report and decides what to do. If we need to ask you something, "
                    "we write to your e-mail address."
                )
            ),
            rx.cond(
                SafetyState.blocked_too,
                rx.el.p(_("You have blocked {name}: nothing reaches you from there any more.", name=AboutState.name)),
                rx.el.p(_("You can block {name}, so that nothing reaches you from there.", name=AboutState.name)),
            ),
            rx.el.p(
                _("If somebody is in danger right now, please call your emergency number first."),
                class_name="rounded-field bg-sunken px-4 py-3 text-small text-muted",
            ),
            class_name="flex flex-col gap-4 text-ink text-pretty",
        ),
        open=AboutState.asking == "thanks",
        on_close=SafetyState.close,
        actions=[
            rx.cond(
                SafetyState.blocked_too,
                rx.fragment(),
                ui.button(
                    _("Block"),
                    variant="secondary",
                    icon_name="ban",
                    on_click=AboutState.ask("block", AboutState.id, AboutState.name),
                ),
            ),
            ui.button(_("Done"), on_click=SafetyState.close),
        ],
        custom_attrs={"data-safety": "thanks"},
    )
