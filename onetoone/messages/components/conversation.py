"""A conversation: who it is with, what was said, and the field to answer in."""

import reflex as rx

from onetoone import routes, ui
from onetoone.accounts.state import AboutState
from onetoone.community.state import NoteState
from onetoone.config import settings
from onetoone.messages.components.browser import Composer, MessageLog, When, Writing
from onetoone.messages.components.items import BUBBLE, MINE, item
from onetoone.messages.state import ThreadState
from onetoone.ui.words import _


def conversation(*, compact: bool = False) -> rx.Component:
    """The conversation that `ThreadState` shows, filling its place (a flex column with a height).

    On its own page with a header, and the way to a call in it. `compact`: without the header, on its surroundings'
    ground and without ways to other calls, for a panel beside the call. Such a page chooses the conversation with
    `ThreadState.open(thread_id)`, from its on_load or from a handler (`return ThreadState.open(call.thread_id)`);
    from then on it follows by itself.
    """
    return rx.el.section(
        rx.fragment() if compact else rx.fragment(_header(), _greeting()),
        rx.cond(ThreadState.view.id, _said(compact), _absent()),
        aria_label=_("Conversation"),
        custom_attrs={"data-conversation": "compact" if compact else "page"},
        class_name="flex min-h-0 min-w-0 flex-1 flex-col" + ("" if compact else " bg-canvas"),
    )


def _header() -> rx.Component:
    view = ThreadState.view
    presence = rx.cond(
        view.online,
        rx.el.span(_("Online now"), class_name="text-success-ink"),
        rx.cond(
            view.last_seen_at,
            # For translators: {ago} is “5 min ago”, “yesterday” or “on 3 May”.
            rx.el.span(ui.woven(_("Active {ago}"), ago=When.create(iso=view.last_seen_at, how="ago"))),
            rx.el.span("@", view.handle),
        ),
    )
    name = rx.el.h1(
        ui.as_typed(view.name), class_name="min-[18rem]:truncate text-[1.0625rem] font-[640] leading-tight text-ink"
    )
    return rx.el.header(
        ui.icon_button("chevron_left", _("Back to Messages"), href=routes.MESSAGES, class_name="-ms-2 md:hidden"),
        rx.cond(
            view.id,
            rx.fragment(
                ui.avatar(view.name, src=view.picture, online=view.online, class_name="max-[18rem]:hidden"),
                rx.el.div(
                    rx.cond(
                        view.other_href,
                        ui.link_to(name, href=view.other_href, class_name="block min-w-0 rounded-sm hover:underline"),
                        name,
                    ),
                    rx.el.p(presence, class_name="min-[18rem]:truncate text-small text-muted"),
                    class_name="min-w-0 flex-1",
                ),
                ui.icon_button(
                    "video",
                    view.start,
                    href=view.start_href,
                    variant="soft",
                    tip_below=True,
                ),
                _more(),
            ),
            rx.fragment(),
        ),
        class_name="relative z-10 flex min-h-18 shrink-0 items-center gap-3 border-b border-line bg-surface/80 px-4 "
        "max-[18rem]:gap-1 py-3 backdrop-blur-md md:px-6",
    )


def _more() -> rx.Component:
    view = ThreadState.view
    return ui.menu(
        _("More"),
        rx.cond(
            view.side == "creator",
            ui.menu_item(_("Note"), icon_name="notebook_pen", on_click=NoteState.show(view.other_id, view.name)),
            rx.fragment(),
        ),
        ui.menu_item(_("Report"), icon_name="flag", on_click=AboutState.ask("report", view.other_id, view.name)),
        rx.cond(
            view.blocked,
            ui.menu_item(_("Unblock"), icon_name="shield", href=routes.SAFETY),
            ui.menu_item(
                _("Block"), icon_name="ban", danger=True, on_click=AboutState.ask("block", view.other_id, view.name)
            ),
        ),
    )


def _blocked() -> rx.Component:
    """In place of the composer, for who blocked."""
    return rx.el.div(
        rx.el.p(_("You have blocked {name}.", name=ThreadState.view.name), class_name="min-w-0 text-muted text-pretty"),
        ui.button(_("Safety settings"), variant="secondary", size="sm", href=routes.SAFETY),
        custom_attrs={"data-blocked": "true"},
        class_name="mx-auto flex w-full max-w-[49rem] shrink-0 flex-wrap items-center justify-between gap-3 px-4 pb-4 "
        "pt-2 md:px-6 md:pb-6",
    )


def _greeting() -> rx.Component:
    return ui.when(
        ThreadState.greeting,
        lambda text: rx.el.div(
            ui.banner(
                text,
                "success",
                action=ui.icon_button(
                    "x",
                    _("Dismiss"),
                    size="sm",
                    tip_below=True,
                    on_click=ThreadState.dismiss,
                    class_name="-my-1 -me-1.5",
                ),
            ),
            class_name="ui-enter mx-auto w-full max-w-[49rem] shrink-0 px-3 py-3 md:px-6",
        ),
    )


def _said(compact: bool) -> rx.Component:
    view = ThreadState.view
    column = "mx-auto flex w-full max-w-[46rem] flex-col"
    looks = {
        "frame": "relative flex min-h-0 flex-1 flex-col",
        "log": "relative flex-1 overflow-y-auto overscroll-contain [overflow-anchor:none] "
        + "focus-visible:outline-offset-[-2px] "
        + ("px-3 py-3" if compact else "px-4 py-4 md:px-6"),
        "jump": "ui-enter absolute bottom-3 left-1/2 min-h-9 -translate-x-1/2 rounded-pill bg-accent px-4 text-small "
        "font-[600] text-on-accent shadow-float",
    }
    return rx.fragment(
        MessageLog.create(
            rx.el.div(
                rx.cond(view.earlier, _earlier(), rx.fragment()),
                rx.foreach(view.said, lambda it: item(it, ways=not compact)),
                rx.cond(view.later, _later(), rx.fragment()),
                rx.cond(view.last_id, rx.fragment(), _first_words()),
                class_name=column,
            ),
            key=f"{view.id}-{ThreadState.found_id}",
            label=_("Messages with {name}", name=view.name),
            first=view.first_id,
            last=view.last_id,
            last_is_mine=view.last_is_mine,
            unread=view.unread,
            later=view.later,
            latest_label=_("To the latest"),
            on_latest=ThreadState.latest,
            jump_label=_("New messages"),
            classes=rx.Var.create(looks),
            on_seen=ThreadState.seen,
        ),
        rx.cond(view.blocked, _blocked(), rx.fragment(_writing(compact), _composer(compact))),
    )


def _earlier() -> rx.Component:
    return rx.el.div(
        ui.button(_("Earlier messages"), variant="quiet", size="sm", on_click=ThreadState.earlier),
        class_name="flex justify-center pb-2",
    )


def _later() -> rx.Component:
    return rx.el.div(
        ui.button(_("Later messages"), variant="quiet", size="sm", on_click=ThreadState.later),
        class_name="flex justify-center pb-12 pt-3",
    )


def _first_words() -> rx.Component:
    view = ThreadState.view
    return rx.el.div(
        ui.avatar(view.name, src=view.picture, size="xl"),
        rx.el.h2(
            _("Say hello to {name}", name=view.name),
            class_name="mt-5 font-display text-[1.375rem] leading-tight text-ink",
        ),
        rx.el.p(
            rx.cond(
                view.side == "fan",
                _("Write something, or ask for a personal call with the camera above."),
                _("Write something, or start a 1:1 with the camera above."),
            ),
            class_name="mt-2 max-w-[24rem] text-muted text-pretty",
        ),
        class_name="flex flex-col items-center px-6 py-16 text-center",
    )


def _writing(compact: bool) -> rx.Component:
    """Its line is there whether somebody writes or not: nothing moves when they begin."""
    edge = "px-4.5" if compact else "px-4.5 md:px-8"
    return Writing.create(
        key=f"writing-{ThreadState.view.id}",
        at=ThreadState.writing,
        seconds=settings().writing_seconds,
        words=_("{name} is writing…", name=ThreadState.view.name),
        classes=rx.Var.create(
            {
                "line": f"mx-auto flex h-6 w-full max-w-[49rem] shrink-0 items-center {edge} text-tiny text-muted",
                "shown": "ui-enter flex items-center gap-2",
                "dots": "ui-dots",
            }
        ),
    )


def _composer(compact: bool) -> rx.Component:
    view = ThreadState.view
    looks = {
        "form": "mx-auto w-full max-w-[49rem] shrink-0 " + ("px-3 pb-3" if compact else "px-3 pb-3 md:px-6 md:pb-5"),
        "box": "flex flex-col rounded-sheet border border-edge/60 bg-surface p-1 "
        "transition-[border-color,box-shadow] duration-quick focus-within:border-accent "
        "focus-within:shadow-[0_0_0_3px_var(--c-accent-soft)]",
        "row": "flex items-end gap-0.5",
        "add": "inline-flex size-11 shrink-0 items-center justify-center rounded-pill text-muted transition-colors "
        "duration-quick hover:bg-sunken hover:text-ink",
        "attached": "ui-enter m-1 mb-1.5 flex items-start gap-3 rounded-[1.375rem] bg-sunken p-2",
        "preview": "size-16 shrink-0 overflow-hidden rounded-field bg-line *:size-full *:object-cover",
        "about": "flex min-w-0 flex-1 flex-col gap-1.5 self-center",
        "alt": "min-h-9 w-full border-b border-edge/50 bg-transparent text-[0.9375rem] text-ink outline-none "
        "focus:border-accent focus-visible:outline-none max-md:text-[1rem]",
        "again": "min-h-11 rounded-sm px-1 font-[650] underline underline-offset-[0.22em]",
        "thumb": "mb-1 max-h-40 max-w-full rounded-field",
        "area": "max-h-42 min-h-11 min-w-0 flex-1 resize-none bg-transparent py-2.5 text-[1rem] leading-6 text-ink "
        "outline-none focus-visible:outline-none",
        "send": "inline-flex size-11 shrink-0 items-center justify-center rounded-pill bg-accent text-on-accent "
        "transition-[background-color,opacity,scale] duration-quick hover:bg-accent-strong active:scale-95 "
        "disabled:bg-sunken disabled:text-faint",
        "waiting": "flex flex-col items-end gap-0.5 pb-2 opacity-70" + ("" if compact else " px-1 md:px-0"),
        "bubble": f"{BUBBLE} {MINE}",
        "state": "px-1.5 pt-1 text-tiny text-muted",
        "alert": "px-1 pb-1 text-small font-[560] text-danger-ink",
    }
    return Composer.create(
        key=f"write-{view.id}",
        thread=view.id,
        label=_("Message to {name}", name=view.name),
        placeholder=_("Message"),
        send_label=_("Send"),
        most=settings().longest_message,
        most_alt=settings().longest_alt,
        most_bytes=settings().picture_bytes,
        upload_to=f"/pictures/to/{view.id}",
        delivered=ThreadState.delivered,
        refused=ThreadState.refused,
        classes=rx.Var.create(looks),
        icon=ui.icon("arrow_up", 20),
        picture_icon=ui.icon("image_plus", 21),
        remove_icon=ui.icon("x", 20),
        on_send=ThreadState.send,
        on_send_picture=ThreadState.send_picture,
        on_writing=ThreadState.writes,
    )


def _absent() -> rx.Component:
    return rx.cond(
        ThreadState.missing,
        ui.empty_state(
            "message_circle_off",
            _("There's no conversation here"),
            _("The link may be old, or the conversation may belong to someone else."),
            ui.button(_("All messages"), href=routes.MESSAGES, variant="secondary"),
            class_name="my-auto",
        ),
        rx.el.div(ui.spinner(24, _("Loading the conversation")), class_name="m-auto text-muted"),
    )
