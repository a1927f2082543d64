"""What the gallery shows: each component with its props, in every state, with made-up content."""

import reflex as rx

from onetoone.ui import tokens
from onetoone.ui.buttons import button, icon_button, spinner
from onetoone.ui.choices import Choice, checkbox, segmented, switch
from onetoone.ui.chrome import crash_page, not_found_page, offline_notice
from onetoone.ui.elements import icon, text_link
from onetoone.ui.fields import money_field, search_field, select_field, text_area, text_field
from onetoone.ui.navigation import NavItem, Tab, tabs
from onetoone.ui.notices import badge, banner, count_badge
from onetoone.ui.overlays import dialog, menu, menu_item
from onetoone.ui.people import avatar, person_line
from onetoone.ui.shell import shell
from onetoone.ui.surfaces import (
    card,
    divider,
    empty_state,
    facts,
    page_header,
    progress,
    row,
    rows,
    section_title,
    skeleton_rows,
)


def _group(title: str, *children: rx.Component, look: str = "flex flex-wrap items-center gap-3") -> rx.Component:
    return rx.el.section(section_title(title), rx.el.div(*children, class_name=look))


def colours() -> rx.Component:
    """Every role on its ground, and the type scale."""

    def swatch(name: str) -> rx.Component:
        return rx.el.div(
            rx.el.div(style={"background": f"var(--c-{name})"}, class_name="h-14 rounded-field border border-line"),
            rx.el.p(name, class_name="mt-1.5 text-tiny text-muted"),
        )

    grid = "grid grid-cols-3 gap-3 sm:grid-cols-5 lg:grid-cols-7"
    looks = {"display": "font-display text-display", "title": "font-display text-title"}
    scale = [
        rx.el.p(f"{name}: Face to face, just the two of you", class_name=looks.get(name, f"text-{name}"))
        for name in tokens.TYPE
    ]
    return rx.fragment(
        _group("Type", *scale, look="flex flex-col gap-4"),
        _group("Roles", *[swatch(name) for name in tokens.LIGHT], look=grid),
        _group("The call", *[swatch(name) for name in tokens.STAGE], look=grid),
    )


def buttons() -> rx.Component:
    """Variants, sizes, states."""
    return rx.fragment(
        _group(
            "Variants",
            button("Start 1:1", icon_name="video"),
            button("Message", variant="secondary", icon_name="message_circle"),
            button("Not now", variant="quiet"),
            button("End call", variant="danger", icon_name="phone_off"),
            button("Send a tip", variant="glow", icon_name="sparkles"),
        ),
        _group(
            "Sizes",
            button("Small", size="sm"),
            button("Medium"),
            button("Large", size="lg", trailing_icon="arrow_right"),
        ),
        _group(
            "States",
            button("Sending", loading=True),
            button("Off", disabled=True),
            button("Off", variant="secondary", disabled=True),
            button("A link", href="/gallery", variant="secondary"),
        ),
        _group(
            "Icon buttons",
            icon_button("video", "Get a personal call", variant="soft"),
            icon_button("search", "Search"),
            icon_button("send", "Send", variant="accent"),
            icon_button("trash_2", "Delete", variant="danger"),
            icon_button("x", "Close", size="sm"),
            spinner(label="Loading"),
        ),
    )


def fields() -> rx.Component:
    """Every field, quiet, helped and wrong."""
    two = "grid gap-6 md:grid-cols-2"
    return rx.fragment(
        _group(
            "Text",
            text_field("Name", name="name", placeholder="As others see it"),
            text_field("Email", name="email", type="email", hint="Only for receipts and missed calls."),
            text_field("Email again", name="email_again", default_value="leo@", error="This address is not complete."),
            money_field("Price", name="price", default_value="25.00", currency="USD", hint="You keep $20.00 of it."),
            text_area("Message", name="note", hint="They read it before they answer.", placeholder="Say hello"),
            select_field("Length", [("15", "15 minutes"), ("30", "30 minutes")], name="length"),
            search_field("Search subscribers"),
            look=two,
        ),
        _group(
            "Choices",
            segmented(
                "Kind of call",
                [Choice("video", "Video", "video"), Choice("audio", "Audio", "phone")],
                name="kind",
                default="video",
            ),
            rx.el.div(
                switch("Taking calls", name="taking", default_checked=True, hint="Fans can ask you for a call."),
                switch("Tips", name="tips"),
                checkbox("I'm 18 or older", name="adult", default_checked=True),
                checkbox("Remind me", name="remind", hint="Five minutes before."),
                class_name="flex flex-col gap-2",
            ),
            look=two,
        ),
    )


def people() -> rx.Component:
    """Avatars and the line about a person."""
    names = ["Maya Lindt", "Leo", "Ana María Souza", "Ümit Öz", "山田 花子", "Zoë Quinn"]
    return rx.fragment(
        _group("Sizes", *[avatar("Maya Lindt", size=size, online=True) for size in ("xs", "sm", "md", "lg", "xl")]),
        _group("Names", *[avatar(name) for name in names]),
        _group("Ringing", avatar("Leo Brandt", size="xl", ring=True, class_name="m-2")),
        _group(
            "Lines",
            card(person_line("Maya Lindt", "Last call on Tuesday", online=True)),
            card(person_line("Leo Brandt", "Typing …")),
        ),
    )


def surfaces() -> rx.Component:
    """Cards, rows, facts, empty places, loading."""
    return rx.fragment(
        _group(
            "Rows",
            card(
                rows(
                    row(
                        person_line("Maya Lindt", "See you at eight!", online=True),
                        href="/gallery",
                        trailing=count_badge(3),
                    ),
                    row(person_line("Leo Brandt", "Thank you for the call"), href="/gallery", chosen=True),
                    row(person_line("Ana Souza", "Sent a tip"), trailing=icon("chevron_right", 18)),
                    label="Threads",
                ),
                padded=False,
                class_name="w-full max-w-md p-2",
            ),
            card(
                section_title("What you pay"),
                facts(("Price", "$25.00"), ("Length", "15 minutes"), ("Charged", "after the call")),
                class_name="w-full max-w-md",
            ),
            look="flex flex-wrap items-start gap-6",
        ),
        _group("Divider", divider("Yesterday", class_name="w-full")),
        _group("Progress", progress(62, label="Upload")),
        _group(
            "Empty",
            card(
                empty_state(
                    "message_circle",
                    "No messages yet",
                    "When someone writes, you'll see it here.",
                    button("Find people"),
                ),
                class_name="w-full",
            ),
        ),
        _group("Loading", card(skeleton_rows(3), class_name="w-full max-w-md")),
        _group(
            "Tabs", tabs([Tab("All", active=True, count="12"), Tab("Online"), Tab("Has called")], label="Subscribers")
        ),
    )


def notices() -> rx.Component:
    """Badges and banners in each tone."""
    tones = ("neutral", "info", "success", "warning", "danger", "glow", "accent")
    return rx.fragment(
        _group(
            "Badges", *[badge(tone.capitalize(), tone) for tone in tones], badge("Held", "warning", icon_name="lock")
        ),
        _group("Counts", count_badge(1), count_badge(12), count_badge("99+")),
        _group(
            "Banners",
            banner("Your request was sent. We'll tell you when Maya answers.", "success"),
            banner("Nothing has been charged.", "info", title="Maya couldn't make it"),
            banner(
                "Give your bank two more minutes.",
                "warning",
                action=button("Wait", size="sm", variant="secondary"),
            ),
            banner(rx.fragment("The card was declined. ", text_link("Try another", href="/gallery")), "danger"),
            look="flex flex-col gap-3",
        ),
    )


def overlays() -> rx.Component:
    """Dialogs (open on pages of their own) and a menu."""
    return rx.fragment(
        _group(
            "Dialogs",
            button("Open a dialog", href="/gallery/dialog"),
            button("Open a question", variant="secondary", href="/gallery/question"),
        ),
        _group(
            "Menu",
            menu(
                "More",
                menu_item("Mute thread", icon_name="bell_off", href="/gallery/overlays"),
                menu_item("Notes", icon_name="notebook", href="/gallery/overlays"),
                menu_item("Block", icon_name="ban", danger=True, href="/gallery/overlays"),
                align="start",
            ),
        ),
    )


BACK = rx.redirect("/gallery/overlays")


def open_dialog() -> rx.Component:
    """A dialog with a field."""
    return rx.fragment(
        shell_sample(),
        dialog(
            "Get a personal call",
            rx.el.div(text_area("A note", name="why"), class_name="flex flex-col gap-5"),
            open=True,
            on_close=BACK,
            line="Maya sees this before she answers.",
            actions=[button("Cancel", variant="secondary", on_click=BACK), button("Send request", on_click=BACK)],
        ),
    )


def open_question() -> rx.Component:
    """A dialog that asks before something that can't be taken back."""
    return rx.fragment(
        shell_sample(),
        dialog(
            "End the call for both?",
            open=True,
            on_close=BACK,
            line="Leo pays for the eleven minutes you talked.",
            actions=[
                button("Stay", variant="secondary", on_click=BACK),
                button("End call", variant="danger", on_click=BACK),
            ],
        ),
    )


ITEMS = (
    NavItem("Messages", "/gallery/shell", "message_circle", 3, "unread messages"),
    NavItem("Community", "/gallery/people", "users"),
    NavItem("Earnings", "/gallery/surfaces", "wallet"),
    NavItem("Settings", "/gallery/fields", "settings"),
)


def shell_sample() -> rx.Component:
    """The frame with a page in it."""
    return shell(
        page_header("Messages", button("New message", icon_name="pen_line", size="sm"), line="The people you talk to."),
        card(empty_state("message_circle", "No messages yet", "When someone writes, you'll see it here.")),
        items=ITEMS,
        account=person_line("Maya Lindt", "Taking calls", online=True),
    )


def offline() -> rx.Component:
    """The line to the server is gone."""
    return rx.fragment(shell_sample(), offline_notice())


def lost() -> rx.Component:
    """The 404 page."""
    return not_found_page()


def crashed() -> rx.Component:
    """What stands in for a page that broke."""
    return crash_page()
