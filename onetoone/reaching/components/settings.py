"""The parts of Settings → Reaching you."""

from typing import Any

import reflex as rx

from onetoone import routes, ui
from onetoone.accounts.frame import above_pages
from onetoone.reaching.components.device import Device, TurnOff, TurnOn
from onetoone.reaching.state import HushState, ReachingState
from onetoone.ui.buttons import BASE, LOOK, SIZE
from onetoone.ui.words import _

_REFUSED = {
    "firefox": _("Click the lock beside the address, then clear “Send notifications · Blocked”, and reload."),
    "edge": _("Click the lock beside the address, choose “Permissions for this site”, and allow Notifications."),
    "safari": _("In Safari’s menu choose Settings → Websites → Notifications, and allow this site."),
    "android": _("Tap the sign beside the address, then Permissions → Notifications, and allow them."),
    "chrome": _("Click the sign beside the address, and switch Notifications on."),
}
_STEPS = (
    ("share", _("Tap Share in Safari’s bar.")),
    ("square_plus", _("Choose “Add to Home Screen”.")),
    ("bell", _("Open onetoone from there, come back to this page, and turn notifications on.")),
)


def device() -> rx.Component:
    """Notifications in this browser: where they stand, and what can be done."""
    view, standing = ReachingState.view, ReachingState.standing
    states = rx.match(
        standing,
        ("on", _row(_("On"), "success", _("Calls, requests and messages reach you here when no tab is open."), _off())),
        ("off", _row(_("Off"), "neutral", _("This browser may tell you, but doesn’t yet."), _on())),
        ("ask", _row(_("Off"), "neutral", _("Know when somebody calls, also while no tab is open."), _on())),
        ("refused", _refused()),
        ("homescreen", _home_screen()),
        ("failed", _failed()),
        rx.el.p(_("This browser can’t show notifications. Calls ring in open tabs."), class_name="text-muted"),
    )
    return _section(
        _("Notifications on this device"),
        rx.cond(
            view.pushes,
            states,
            rx.el.p(_("This place sends no notifications. Calls ring in open tabs."), class_name="text-muted"),
        ),
        rx.el.div(
            ui.switch(
                _("Show names on the lock screen"),
                hint=_("Off: “You are being called”, without who it is. What people write is never shown."),
                on=view.names_shown,
                on_change=ReachingState.show_names,
            ),
            class_name="mt-4 border-t border-line pt-3",
        ),
        data={"data-notifications": standing},
    )


def asks_this_browser() -> rx.Component:
    """Shows nothing, and makes `device` know where notifications stand."""
    return Device.create(on_standing=ReachingState.here)


def left_alone() -> rx.Component:
    """Do not disturb: for a while, from now on."""
    view = ReachingState.view
    choices = rx.el.div(
        rx.foreach(
            view.whiles,
            lambda one: ui.button(one[1], variant="secondary", on_click=ReachingState.leave_alone(one[0])),
        ),
        role="group",
        aria_label=_("Do not disturb"),
        class_name="flex flex-wrap gap-2.5",
    )
    on = rx.el.div(
        ui.banner(view.hush, "glow", icon_name="moon"),
        ui.button(_("Let calls ring again"), variant="secondary", on_click=ReachingState.leave_alone("")),
        class_name="flex flex-col items-start gap-4",
    )
    return _section(
        _("Do not disturb"),
        rx.cond(view.is_left_alone, on, choices),
        line=_(
            "Nothing rings, and no notification comes. Invitations wait in your messages, and whoever calls is told."
        ),
    )


def quiet_hours() -> rx.Component:
    """The same by itself, every day."""
    view = ReachingState.view
    return _section(
        _("Quiet hours"),
        ui.switch(
            _("Keep quiet every day"),
            hint=rx.cond(view.zone, _("In your time zone: {zone}", zone=view.zone), _("In universal time")),
            on=view.has_hours,
            on_change=ReachingState.have_hours,
        ),
        rx.cond(view.has_hours, _hours(), rx.fragment()),
    )


def letters() -> rx.Component:
    """What is written to them by e-mail."""
    view = ReachingState.view
    return _section(
        _("E-mail"),
        rx.cond(
            view.mails,
            rx.el.div(
                ui.switch(
                    _("Missed calls"),
                    hint=_("When nobody answered, with the way to join after all."),
                    on=view.mail_missed,
                    on_change=lambda on: ReachingState.choose_mail("missed", on),
                ),
                ui.switch(
                    _("Receipts"),
                    hint=_("For each call, tip and refund."),
                    on=view.mail_receipts,
                    on_change=lambda on: ReachingState.choose_mail("receipts", on),
                ),
                class_name="flex flex-col gap-2",
            ),
            rx.el.p(_("This place sends no e-mail."), class_name="text-muted"),
        ),
        line=_("To {email}", email=view.email),
    )


def hush_line() -> rx.Component:
    """A quiet line above every page, so that nobody wonders why nothing rings."""
    return ui.when(
        HushState.line,
        lambda line: ui.link_to(
            ui.icon("moon", 15, class_name="shrink-0"),
            rx.el.span(line),
            href=routes.REACHING,
            class_name="flex min-h-9 shrink-0 items-center justify-center gap-2 bg-glow-soft px-gutter py-1.5 "
            "max-sm:min-h-tap text-small font-[560] text-glow-ink hover:underline focus-visible:-outline-offset-4",
            custom_attrs={"data-hush": "true"},
        ),
    )


def _hours() -> rx.Component:
    view = ReachingState.view

    def time(label: str, name: str, value: rx.Var[str]) -> rx.Component:
        return ui.text_field(label, name=name, type="time", default_value=value, required=True, key=value)

    return rx.el.form(
        rx.el.div(
            time(_("From"), "begin", view.begin),
            time(_("To"), "end", view.end),
            class_name="ui-pair gap-4",
        ),
        ui.when(
            ReachingState.error,
            lambda words: rx.el.p(words, role="alert", class_name="text-small font-[560] text-danger-ink"),
        ),
        rx.el.div(ui.button(_("Save hours"), type="submit", variant="secondary"), class_name="flex justify-end"),
        on_submit=ReachingState.keep_quiet,
        class_name="mt-4 flex flex-col gap-4",
    )


def _row(word: str, tone: ui.Tone, line: str, act: rx.Component) -> rx.Component:
    return rx.el.div(
        rx.el.div(
            ui.badge(word, tone),
            rx.el.p(line, class_name="mt-2 text-muted text-pretty"),
            class_name="min-w-0 flex-1",
        ),
        act,
        class_name="flex flex-wrap items-center justify-between gap-4",
    )


def _on() -> rx.Component:
    return TurnOn.create(
        ui.icon("bell", 18), rx.el.span(_("Turn on")), class_name=f"{BASE} {LOOK['primary']} {SIZE['md']}"
    )


def _off() -> rx.Component:
    return TurnOff.create(rx.el.span(_("Turn off")), class_name=f"{BASE} {LOOK['secondary']} {SIZE['md']}")


def _refused() -> rx.Component:
    how = rx.match(
        ReachingState.browser,
        *_REFUSED.items(),
        _("In your browser’s settings for this site, allow notifications."),
    )
    return rx.el.div(
        ui.badge(_("Refused"), "warning"),
        rx.el.p(
            _("This browser was told not to show our notifications. That can change:"), class_name="mt-2 text-muted"
        ),
        rx.el.p(how, class_name="mt-2 text-ink text-pretty"),
    )


def _home_screen() -> rx.Component:
    steps = [
        rx.el.li(
            ui.icon(icon_name, 20, class_name="shrink-0 text-accent-ink"), rx.el.span(words),
            class_name="flex items-center gap-3 py-2",
        )
        for icon_name, words in _STEPS
    ]  # fmt: skip
    return rx.el.div(
        rx.el.p(
            _("An iPhone or iPad shows notifications of what is on its home screen only. It takes half a minute:"),
            class_name="text-muted text-pretty",
        ),
        rx.el.ol(*steps, class_name="mt-2 list-none"),
    )


def _failed() -> rx.Component:
    return rx.el.div(
        ui.banner(
            _("Your browser couldn’t reach its notification service. While a tab is open, calls show up all the same."),
            "warning",
        ),
        rx.el.div(_on(), class_name="mt-4"),
    )


def _section(
    title: str, *children: rx.Component, line: ui.Text = "", data: dict[str, Any] | None = None
) -> rx.Component:
    return ui.card(
        rx.el.h2(title, class_name="text-heading text-ink"),
        ui.when(line, lambda text: rx.el.p(text, class_name="mt-1 text-muted text-pretty")),
        rx.el.div(*children, class_name="mt-4"),
        custom_attrs=data or {},
    )


above_pages(hush_line)
