"""Shapes that several screens share: the page around them, the problem above the buttons, waiting, and "not found"."""

import reflex as rx

from onetoone import routes, ui
from onetoone.accounts.frame import framed
from onetoone.calls.state.call import CallState
from onetoone.calls.views import CallView
from onetoone.ui.words import _


def page(*content: ui.Child, title: ui.Text) -> rx.Component:
    """A screen within the app, with its own h1 in `content`."""
    return framed(rx.fragment(*content), title=title, width="page", heading=False)


def narrow(*content: ui.Child, title: ui.Text) -> rx.Component:
    """The same with one column in the middle, for something to read or to decide."""
    return page(rx.el.div(*content, class_name="mx-auto max-w-[34rem]"), title=title)


def heading(view: rx.Var[CallView], title: ui.Child, line: ui.Child = None, *, back: bool = True) -> rx.Component:
    """The other person's face, the h1, and a line below it."""
    return rx.el.header(
        ui.icon_button("arrow_left", _("Back to messages"), href=view.thread_href, class_name="-ms-2")
        if back
        else rx.fragment(),
        ui.avatar(view.other.name, src=view.other.picture, size="lg"),
        rx.el.div(
            rx.el.h1(title, class_name="font-display text-title text-ink text-balance"),
            rx.el.div(line, class_name="mt-1 text-muted text-pretty") if line is not None else rx.fragment(),
            class_name="min-w-[min(100%,8.5rem)] flex-1",
        ),
        class_name="flex flex-wrap items-center gap-x-4 gap-y-3 pb-7",
    )


def what_and_terms(view: rx.Var[CallView]) -> rx.Component:
    """ "Video call · 15 min · $25"."""
    return rx.el.p(
        rx.cond(view.kind == "audio", ui.icon("phone", 16), ui.icon("video", 16)),
        rx.el.span(
            view.what,
            " · ",
            _("{minutes} min", minutes=view.terms.minutes),
            " · ",
            view.terms.price,
            class_name="tabular",
        ),
        class_name="inline-flex items-center gap-2 text-muted",
    )


def problem() -> rx.Component:
    """Why the last step wasn't possible."""
    return ui.when(CallState.problem, lambda text: ui.banner(text, "danger"))


def lost() -> rx.Component:
    """Somebody else's call and no call at all look the same."""
    return page(
        ui.empty_state(
            "phone_off",
            _("There's no call here"),
            _("The link may be old, or the call may belong to someone else."),
            ui.button(_("Back to messages"), href=routes.MESSAGES, icon_name="arrow_left"),
            class_name="pt-20",
        ),
        title=_("Not found"),
    )


def loading() -> rx.Component:
    """While the database is asked."""
    return rx.el.div(
        ui.spinner(28, _("Loading the call")),
        class_name="flex min-h-dvh items-center justify-center bg-canvas text-muted",
    )


def form_loading(title: ui.Text, *, columns: bool = False) -> rx.Component:
    """The same where a form will stand; the frame is there already. `columns`: with something beside the form."""
    form = ui.card(
        ui.skeleton_rows(1),
        *[ui.skeleton(class_name=f"mt-5 {height} w-full rounded-field") for height in ("h-12", "h-24", "h-12")],
        ui.skeleton(class_name="mt-7 h-13 w-full rounded-pill"),
    )
    if not columns:
        return narrow(ui.page_header(title), form, title=title)
    beside = rx.el.div(*[ui.skeleton(class_name="h-40 w-full rounded-card")] * 2, class_name="flex flex-col gap-6")
    return page(
        ui.page_header(title), rx.el.div(form, beside, class_name="grid items-start gap-6 lg:grid-cols-2"), title=title
    )
