"""The pages of the community: the creator's subscribers, Discover, and a creator's own page."""

import reflex as rx

from onetoone import routes, ui
from onetoone.accounts.frame import framed
from onetoone.accounts.state import MeState
from onetoone.accounts.tab import Tab
from onetoone.community.components import (
    creator_card,
    creator_hero,
    filters,
    how_it_works,
    leave_question,
    rate_card,
    subscriber_list,
)
from onetoone.community.state import CreatorState, DiscoverState, SubscribersState
from onetoone.ui.words import _


def community() -> rx.Component:
    """Subscribers, for creators."""
    return framed(
        rx.el.div(
            _tabs(),
            rx.el.div(filters(), subscriber_list(), class_name="mt-6 flex flex-col gap-5"),
        ),
        title=_("Community"),
        active="community",
        heading=False,
    )


def discover() -> rx.Component:
    """The creators there are."""
    cards = rx.el.ul(
        rx.foreach(DiscoverState.creators, creator_card),
        aria_label=_("Creators"),
        class_name="grid list-none grid-cols-1 gap-5 @xl:grid-cols-2 @4xl:grid-cols-3",
    )
    nobody = ui.card(
        ui.empty_state("compass", _("Nobody here yet"), _("The first creators will show up on this page.")),
        padded=False,
    )
    waiting = rx.el.div(
        *[ui.skeleton(class_name="h-96 w-full rounded-card")] * 3,
        class_name="grid grid-cols-1 gap-5 @xl:grid-cols-2 @4xl:grid-cols-3",
    )
    return _for_everyone(
        rx.el.div(
            rx.cond(
                MeState.is_creator,
                rx.el.div(_tabs(), class_name="mb-6"),
                ui.page_header(_("Discover"), line=_("People worth a conversation, just the two of you.")),
            ),
            rx.cond(DiscoverState.loaded, rx.cond(DiscoverState.creators.length() > 0, cards, nobody), waiting),
            class_name="@container",
        ),
        ready=DiscoverState.loaded,
        title=_("Discover"),
        sign_in=f"{routes.SIGN_IN}?next={routes.DISCOVER}",
    )


def creator() -> rx.Component:
    """One creator, as everyone may see them."""
    here = rx.el.div(creator_hero(), rate_card(), how_it_works(), leave_question(), class_name="@container")
    lost = ui.empty_state(
        "map_pin_off",
        _("We couldn't find that creator"),
        _("The link may be old. There are others to meet."),
        ui.button(_("Discover"), href=routes.DISCOVER),
    )
    return _for_everyone(
        rx.cond(CreatorState.missing, lost, here),
        ready=CreatorState.loaded,
        title=CreatorState.creator.name,
        sign_in=CreatorState.sign_in_href,
    )


def _tabs() -> rx.Component:
    """Community's two sides, for creators."""
    return rx.el.div(
        ui.page_header(_("Community"), line=_("The people who follow you, and the creators you can follow.")),
        ui.tabs(
            [ui.Tab(_("Subscribers"), routes.COMMUNITY), ui.Tab(_("Discover"), routes.DISCOVER)], label=_("Community")
        ),
    )


def _for_everyone(content: rx.Component, *, ready: rx.Var[bool], title: ui.Text, sign_in: ui.Text) -> rx.Component:
    """In the app's frame for members; on a page without navigation, but with a way in, for visitors."""
    way_in = rx.el.header(
        ui.link_to(
            ui.wordmark(),
            href=routes.HOME,
            class_name="relative inline-flex rounded-field after:absolute after:-inset-2 after:content-['']",
        ),
        rx.el.div(
            ui.language_choice(terse=True),
            ui.button(_("Sign in"), variant="secondary", size="sm", href=sign_in),
            class_name="flex items-center gap-2",
        ),
        class_name="flex items-center justify-between px-gutter py-5",
    )
    return rx.cond(
        ready,
        rx.cond(
            MeState.signed_in,
            framed(content, title=title, active="discover", heading=False),
            ui.bare(content, width="page", header=way_in),
        ),
        ui.loading_page(),
    )


def add_pages(app: rx.App) -> None:
    """Put this room's pages into the app."""
    app.add_page(
        community, route=routes.COMMUNITY, title=_("Community · onetoone"), on_load=[Tab.arrive, SubscribersState.load]
    )
    app.add_page(
        discover, route=routes.DISCOVER, title=_("Discover · onetoone"), on_load=[Tab.arrive, DiscoverState.load]
    )
    name = CreatorState.creator.name
    title = rx.cond(name != "", name + " · onetoone", "onetoone")
    app.add_page(creator, route=routes.CREATOR, title=title, on_load=[Tab.arrive, CreatorState.load])
