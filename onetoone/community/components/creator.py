"""How a creator is shown to others: the card in Discover, and the parts of their own page."""

from typing import Any

import reflex as rx

from onetoone import routes, ui
from onetoone.accounts.state import AboutState
from onetoone.community.state import CreatorState, DiscoverState
from onetoone.community.views import CreatorCard
from onetoone.ui.words import _, n_

_LINES = (
    ("send", _("You ask"), _("Say in a line what it is about. They answer when it suits them.")),
    ("lock", _("Your card is held"), _("Only when you join, and for nothing but the price you saw.")),
    ("receipt", _("You pay after the call"), _("And only if you both were really there. Otherwise it's released.")),
)


def creator_card(creator: rx.Var[CreatorCard]) -> rx.Component:
    """One creator in Discover. The name is the link, and the whole card its target."""
    return rx.el.li(
        _portrait(creator.name, creator.picture, "aspect-[4/3]"),
        rx.el.div(
            rx.el.h2(
                ui.link_to(
                    creator.name,
                    href=creator.href,
                    class_name="after:absolute after:inset-0 after:rounded-card after:content-['']",
                ),
                class_name="font-display text-[1.375rem] leading-tight text-ink",
            ),
            rx.el.p(creator.line, dir="auto", class_name="mt-1.5 flex-1 text-[0.9375rem] text-muted text-pretty"),
            rx.el.div(
                _availability(creator.taking_calls, creator.online),
                rx.cond(
                    creator.price != "",
                    rx.el.span(creator.price, class_name="text-small font-[560] text-ink"),
                ),
                _rating(creator.rating, creator.ratings),
                class_name="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2",
            ),
            rx.cond(
                creator.subscribed,
                ui.badge(_("Subscribed"), "success", icon_name="check", class_name="mt-4 min-h-9 self-start px-3.5"),
                ui.button(
                    _("Subscribe"),
                    variant="secondary",
                    size="sm",
                    icon_name="plus",
                    on_click=DiscoverState.subscribe(creator.handle),
                    class_name="relative mt-4 min-h-11 self-start",
                ),
            ),
            class_name="flex flex-1 flex-col p-5",
        ),
        custom_attrs={"data-creator": creator.handle},
        aria_label=creator.name,
        class_name="relative flex flex-col overflow-hidden rounded-card border border-line bg-surface shadow-card "
        "transition-shadow duration-gentle hover:shadow-float focus-within:shadow-float",
    )


def creator_hero() -> rx.Component:
    """Picture, name, line, and what the viewer can do here."""
    creator = CreatorState.creator
    return rx.el.section(
        _portrait(
            creator.name, creator.picture, "aspect-square w-full max-w-md shrink-0 rounded-sheet @2xl:w-64 @4xl:w-80"
        ),
        rx.el.div(
            rx.el.div(
                _availability(creator.taking_calls, creator.online),
                _rating(creator.rating, creator.ratings),
                rx.cond(CreatorState.member & ~creator.is_viewer, _more()),
                class_name="flex flex-wrap items-center gap-2",
            ),
            rx.el.h1(ui.as_typed(creator.name), class_name="mt-3 font-display text-display text-ink text-balance"),
            rx.el.p(
                "@",
                creator.handle,
                " · ",
                _("here since {month}", month=creator.since),
                class_name="mt-2 text-small text-muted",
            ),
            rx.el.p(creator.line, dir="auto", class_name="mt-4 max-w-measure text-lead text-ink text-pretty"),
            rx.cond(creator.is_viewer, _own(), _actions()),
            class_name="min-w-0 flex-1",
        ),
        class_name="flex flex-col gap-6 @2xl:flex-row @2xl:items-center @2xl:gap-8 @4xl:gap-10",
    )


def _more() -> rx.Component:
    creator = CreatorState.creator
    return ui.menu(
        _("More"),
        ui.menu_item(_("Report"), icon_name="flag", on_click=AboutState.ask("report", creator.id, creator.name)),
        ui.menu_item(
            _("Block"), icon_name="ban", danger=True, on_click=AboutState.ask("block", creator.id, creator.name)
        ),
        align="start",
    )


def _own() -> rx.Component:
    return rx.el.div(
        ui.badge(_("This is how others see you"), "accent", icon_name="eye", class_name="min-h-9 px-3.5"),
        ui.button(_("Edit"), variant="secondary", size="sm", icon_name="pen_line", href=routes.SETTINGS),
        class_name="mt-6 flex flex-wrap items-center gap-3",
    )


def _actions() -> rx.Component:
    """Subscribe, write, ask. Visitors are led to the sign-in, and back here."""
    creator = CreatorState.creator
    call, write = _("Get a personal call"), _("Message")
    closed = {"disabled": True, "aria_describedby": "subscribe-first"}
    look: dict[str, Any] = {"icon_name": "video", "size": "lg", "class_name": "max-sm:w-full"}
    follow = rx.cond(
        creator.subscribed,
        ui.button(
            _("Subscribed"), variant="secondary", size="lg", icon_name="check", on_click=CreatorState.ask_to_leave
        ),
        ui.button(_("Subscribe"), variant="secondary", size="lg", icon_name="plus", on_click=CreatorState.subscribe),
    )
    visitor = rx.el.div(
        ui.button(call, href=CreatorState.sign_in_href, **look),
        ui.button(_("Subscribe"), variant="secondary", size="lg", icon_name="plus", href=CreatorState.sign_in_href),
        ui.button(write, variant="quiet", size="lg", href=CreatorState.sign_in_href),
        class_name="flex flex-wrap gap-3",
    )
    known = rx.el.div(
        rx.cond(
            creator.taking_calls,
            ui.button(call, href=creator.ask_href, **look),
        ),
        follow,
        ui.button(write, variant="quiet", size="lg", icon_name="message_circle", href=creator.message_href),
        class_name="flex flex-wrap gap-3",
    )
    new = rx.el.div(
        ui.button(
            _("Subscribe"), size="lg", icon_name="plus", on_click=CreatorState.subscribe, class_name="max-sm:w-full"
        ),
        ui.button(call, variant="secondary", size="lg", icon_name="video", **closed),
        ui.button(write, variant="quiet", size="lg", **closed),
        class_name="flex flex-wrap gap-3",
    )
    return rx.el.div(
        rx.cond(CreatorState.member, rx.cond(creator.acquainted, known, new), visitor),
        rx.cond(
            ~creator.acquainted,
            rx.el.p(
                _("Subscribing is free. Then you can write to them and ask for a call."),
                id="subscribe-first",
                class_name="mt-3 text-small text-muted",
            ),
        ),
        class_name="mt-7",
    )


def rate_card() -> rx.Component:
    """What a call costs: one card for video, one for audio."""
    creator = CreatorState.creator
    return rx.cond(
        creator.video_price != "",
        rx.el.section(
            ui.section_title(_("A call, just the two of you")),
            rx.el.div(
                _rate("video", _("Video call"), creator.video_price, creator.video_minutes),
                _rate("phone", _("Audio call"), creator.audio_price, creator.audio_minutes),
                class_name="grid grid-cols-1 gap-4 @xl:grid-cols-2",
            ),
            rx.el.p(
                _("These are the usual terms. You see the price of your call before you pay."),
                class_name="mt-3 text-small text-muted",
            ),
            class_name="mt-10",
        ),
    )


def _rate(icon_name: str, kind: ui.Text, price: rx.Var[str], minutes: rx.Var[int]) -> rx.Component:
    return ui.card(
        rx.el.div(
            rx.el.span(
                ui.icon(icon_name, 22),
                class_name="flex size-12 shrink-0 items-center justify-center rounded-pill bg-accent-soft "
                "text-accent-ink",
            ),
            rx.el.div(
                rx.el.h3(kind, class_name="font-[600] text-ink"),
                rx.el.p(n_("{n} minute", "{n} minutes", minutes), class_name="text-small text-muted"),
                class_name="min-w-0 flex-1",
            ),
            rx.el.p(price, class_name="font-display text-[1.75rem] leading-none text-ink tabular"),
            class_name="flex items-center gap-4",
        )
    )


def how_it_works() -> rx.Component:
    """Three short promises before anybody pays."""
    return rx.el.section(
        ui.section_title(_("How a call works")),
        rx.el.ol(
            *[
                rx.el.li(
                    ui.icon(icon_name, 22, class_name="mb-3 text-glow-ink"),
                    rx.el.h3(title, class_name="font-[600] text-ink"),
                    rx.el.p(line, class_name="mt-1 text-[0.9375rem] text-muted text-pretty"),
                )
                for icon_name, title, line in _LINES
            ],
            class_name="grid list-none gap-6 @2xl:grid-cols-3",
        ),
        class_name="mt-10",
    )


def leave_question() -> rx.Component:
    """The question before unsubscribing."""
    return ui.dialog(
        _("Unsubscribe?"),
        open=CreatorState.leaving,
        on_close=CreatorState.stay,
        line=_("Your conversation and your receipts stay. You can come back at any time."),
        actions=[
            ui.button(_("Stay"), variant="secondary", on_click=CreatorState.stay),
            ui.button(_("Unsubscribe"), on_click=CreatorState.unsubscribe),
        ],
    )


def _availability(taking_calls: rx.Var[bool], online: rx.Var[bool]) -> rx.Component:
    return rx.fragment(
        rx.cond(
            taking_calls,
            ui.badge(_("Taking calls"), "success", icon_name="video"),
            ui.badge(_("Not taking calls right now"), "neutral", icon_name="moon"),
        ),
        rx.cond(online, ui.badge(_("Online"), "glow")),
    )


def _rating(average: rx.Var[str], count: rx.Var[int]) -> rx.Component:
    return ui.when(average, lambda figure: ui.stars(figure, count=count))


def _portrait(name: rx.Var[str], picture: rx.Var[str], look: str) -> rx.Component:
    """The picture, large; a tinted place with the initials where there is none."""
    return rx.el.div(
        rx.cond(
            picture != "",
            rx.el.img(src=picture, alt="", class_name="size-full object-cover object-[50%_22%]"),
            rx.el.div(ui.avatar(name, size="xl"), class_name="flex size-full items-center justify-center bg-glow-soft"),
        ),
        class_name=f"overflow-hidden bg-sunken {look}",
    )
