"""Every component in its states, on pages of their own (/gallery). Off in production."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Literal, NamedTuple, get_args, get_origin

import reflex as rx
from reflex_base.components.component import field

from onetoone.ui import (
    buttons,
    charts,
    choices,
    fields,
    gallery_figures,
    moments,
    notices,
    overlays,
    people,
    pictures,
    reacting,
    surfaces,
)
from onetoone.ui import gallery_entries as entries
from onetoone.ui import gallery_talk as conversations
from onetoone.ui.brand import wordmark
from onetoone.ui.chrome import not_found_page
from onetoone.ui.elements import link_to
from onetoone.ui.gallery_card import social_card
from onetoone.ui.gallery_said import toasts
from onetoone.ui.gallery_stage import stage_pages
from onetoone.ui.navigation import NavItem, tabs
from onetoone.ui.posing import apart, by_itself, chosen
from onetoone.ui.shell import shell
from onetoone.ui.surfaces import page_header, section_title
from onetoone.ui.theme_choice import theme_choice


class GalleryBar(rx.Component):
    """The React side (assets/gallery/bar.jsx)."""

    library = "$/public/gallery/bar.jsx"
    tag = "GalleryBar"

    title: rx.Var[str] = field(doc="What is shown.")
    source: rx.Var[str] = field(doc="The file it is written in.")
    of: rx.Var[dict[str, list[str]]] = field(doc="Both, by the end of the address; of one page that shows many things.")


class Entry(NamedTuple):
    """One page of the gallery. `of`: the components whose props are told below it."""

    slug: str
    title: str
    source: str
    show: Callable[[], rx.Component]
    bare: bool = False
    of: tuple[Callable[..., Any], ...] = ()


class Section(NamedTuple):
    """A part of the index. `links`: (title, source, address)."""

    title: str
    links: tuple[tuple[str, str, str], ...]


COMPONENTS: tuple[Entry, ...] = (
    Entry("colours", "Colours and type", "onetoone/ui/tokens.py", entries.colours),
    Entry(
        "buttons",
        "Buttons",
        "onetoone/ui/buttons.py",
        entries.buttons,
        of=(buttons.button, buttons.icon_button, buttons.spinner),
    ),
    Entry(
        "fields",
        "Fields and choices",
        "onetoone/ui/fields.py, choices.py",
        entries.fields,
        of=(
            *(fields.text_field, fields.text_area, fields.search_field, fields.money_field, fields.select_field),
            *(choices.segmented, choices.switch, choices.checkbox),
        ),
    ),
    Entry("people", "People", "onetoone/ui/people.py", entries.people, of=(people.avatar, people.person_line)),
    Entry(
        "surfaces",
        "Surfaces and lists",
        "onetoone/ui/surfaces.py",
        entries.surfaces,
        of=(
            *(surfaces.card, surfaces.page_header, surfaces.section_title, surfaces.rows, surfaces.row),
            *(surfaces.facts, surfaces.divider, surfaces.empty_state, surfaces.skeleton, surfaces.progress, tabs),
        ),
    ),
    Entry(
        "figures",
        "Figures, filters and dates",
        "onetoone/ui/charts.py, choices.py, moments.py",
        gallery_figures.figures,
        of=(charts.bar_chart, choices.chip, moments.moment),
    ),
    Entry(
        "talk",
        "Conversations",
        "onetoone/ui/reacting.py, pictures.py",
        conversations.talk,
        of=(pictures.picture, reacting.reactable, reacting.reactions),
    ),
    Entry(
        "notices",
        "Notices",
        "onetoone/ui/notices.py",
        entries.notices,
        of=(notices.banner, notices.badge, notices.count_badge),
    ),
    Entry(
        "overlays",
        "Dialogs and menus",
        "onetoone/ui/overlays.py",
        entries.overlays,
        of=(overlays.dialog, overlays.menu, overlays.menu_item),
    ),
    Entry("dialog", "An open dialog", "onetoone/ui/overlays.py", entries.open_dialog, bare=True),
    Entry("question", "An open question", "onetoone/ui/overlays.py", entries.open_question, bare=True),
    Entry("shell", "The frame", "onetoone/ui/shell.py", entries.shell_sample, bare=True),
    Entry("lost", "A lost page", "onetoone/ui/chrome.py", entries.lost, bare=True),
    Entry("crash", "A broken page", "onetoone/ui/chrome.py", entries.crashed, bare=True),
    Entry("offline", "Offline", "onetoone/ui/chrome.py", entries.offline, bare=True),
    Entry("toasts", "Toasts", "onetoone/ui/notices.py", toasts, bare=True),
    Entry("social-card", "The card of a link", "onetoone/ui/gallery_card.py", social_card, bare=True),
)
STAGES: tuple[Entry, ...] = tuple(
    Entry(slug, slug.removeprefix("stage-").replace("-", " ").capitalize(), "onetoone/ui/stage.py", show, bare=True)
    for slug, show in stage_pages()
)


def with_bar(page: rx.Component, title: rx.Var[str] | str, source: str) -> rx.Component:
    """`page`, and in its corner the gallery's bar: source, viewport, theme."""
    return rx.fragment(page, GalleryBar.create(title=title, source=source))


def with_bar_of(page: rx.Component, told: Mapping[str, tuple[str, str]]) -> rx.Component:
    """The same for a page that shows many things; `told`: title and source, by the end of the address."""
    return rx.fragment(page, GalleryBar.create(title="", source="", of={name: list(of) for name, of in told.items()}))


def _page(entry: Entry) -> rx.Component:
    if entry.bare:
        return with_bar(entry.show(), entry.title, entry.source)
    items = [NavItem(other.title, f"/gallery/{other.slug}", "component") for other in COMPONENTS]
    page = shell(
        page_header(entry.title, theme_choice(), line=f"In {entry.source}"),
        rx.el.div(entry.show(), *_props(entry.of), class_name="flex flex-col gap-10"),
        items=items,
        home="/gallery",
    )
    return with_bar(page, entry.title, entry.source)


def _props(components: Iterable[Callable[..., Any]]) -> list[rx.Component]:
    """How each is called, from its own signature and docstring."""
    told = [
        rx.el.div(
            rx.el.dt(_signature(one), class_name="font-mono text-small text-ink [overflow-wrap:anywhere]"),
            rx.el.dd((inspect.getdoc(one) or "").split("\n\n")[0], class_name="mt-1 text-small text-muted"),
        )
        for one in components
    ]
    if not told:
        return []
    return [rx.el.section(section_title("Props"), rx.el.dl(*told, class_name="flex flex-col gap-5"))]


def _signature(one: Callable[..., Any]) -> str:
    """ "button(label, *, variant="primary"|"secondary", …)"; other types than a choice of words are in the file."""
    parts = []
    for part in inspect.signature(one).parameters.values():
        stars = {part.VAR_POSITIONAL: "*", part.VAR_KEYWORD: "**"}.get(part.kind, "")
        words = get_args(part.annotation) if get_origin(part.annotation) is Literal else ()
        others = [repr(word) for word in words if word != part.default]
        default = [repr(part.default)] if isinstance(part.default, str | int | float) else []
        parts.append(f"{stars}{part.name}" + ("=" if default or others else "") + "|".join([*default, *others]))
    return f"{one.__name__}({', '.join(parts)})".replace("'", '"')


def _cards(links: Iterable[tuple[str, str, str]]) -> rx.Component:
    cards = [
        link_to(
            rx.el.span(title, class_name="text-heading"),
            rx.el.span(source, class_name="text-small text-muted"),
            href=href,
            class_name="flex flex-col gap-1 rounded-card border border-line bg-surface p-5 shadow-card "
            "transition-colors hover:border-edge",
        )
        for title, source, href in links
    ]
    return rx.el.div(*cards, class_name="grid gap-4 pb-10 sm:grid-cols-2 lg:grid-cols-3")


def _own(chosen: tuple[Entry, ...]) -> list[tuple[str, str, str]]:
    return [(entry.title, entry.source, f"/gallery/{entry.slug}") for entry in chosen]


def _index(sections: Iterable[Section]) -> rx.Component:
    more = [part for section in sections for part in (section_title(section.title), _cards(section.links))]
    return rx.el.main(
        rx.el.div(wordmark(), theme_choice(), class_name="flex flex-wrap items-center justify-between gap-4 pb-8"),
        page_header("Gallery", line="Every component, in every state."),
        _cards(_own(COMPONENTS)),
        *more,
        section_title("The call stage"),
        _cards(_own(STAGES)),
        class_name="mx-auto min-h-dvh max-w-page px-gutter py-8",
    )


def add_pages(app: rx.App, sections: Iterable[Section] = ()) -> None:
    """Registers the gallery's pages; `sections` are what others show in it."""
    app.add_page(lambda: _index(sections), route="/gallery", title="Gallery")
    if apart():
        for entry in (*COMPONENTS, *STAGES):
            page = by_itself(partial(_page, entry), entry.slug)
            app.add_page(page, route=f"/gallery/{entry.slug}", title="Gallery")
    else:
        app.add_page(_entries, route="/gallery/[gallery_entry]", title="Gallery")


def _entries() -> rx.Component:
    pages = {entry.slug: _page(entry) for entry in (*COMPONENTS, *STAGES)}
    return chosen("gallery_entry", pages, not_found_page())
