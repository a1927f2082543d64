"""Every component in its states, on pages of their own (/gallery). Off in production."""

from collections.abc import Callable
from typing import NamedTuple

import reflex as rx

from onetoone.ui import gallery_entries as entries
from onetoone.ui import gallery_figures
from onetoone.ui.brand import wordmark
from onetoone.ui.elements import link_to
from onetoone.ui.gallery_stage import stage_pages
from onetoone.ui.navigation import NavItem
from onetoone.ui.shell import shell
from onetoone.ui.surfaces import page_header, section_title
from onetoone.ui.theme_choice import theme_choice


class Entry(NamedTuple):
    """One page of the gallery."""

    slug: str
    title: str
    source: str
    show: Callable[[], rx.Component]
    bare: bool = False


COMPONENTS: tuple[Entry, ...] = (
    Entry("colours", "Colours and type", "onetoone/ui/tokens.py", entries.colours),
    Entry("buttons", "Buttons", "onetoone/ui/buttons.py", entries.buttons),
    Entry("fields", "Fields and choices", "onetoone/ui/fields.py, choices.py", entries.fields),
    Entry("people", "People", "onetoone/ui/people.py", entries.people),
    Entry("surfaces", "Surfaces and lists", "onetoone/ui/surfaces.py", entries.surfaces),
    Entry(
        "figures",
        "Figures, filters and dates",
        "onetoone/ui/charts.py, choices.py, moments.py",
        gallery_figures.figures,
    ),
    Entry("notices", "Notices", "onetoone/ui/notices.py", entries.notices),
    Entry("overlays", "Dialogs and menus", "onetoone/ui/overlays.py", entries.overlays),
    Entry("dialog", "An open dialog", "onetoone/ui/overlays.py", entries.open_dialog, bare=True),
    Entry("question", "An open question", "onetoone/ui/overlays.py", entries.open_question, bare=True),
    Entry("shell", "The frame", "onetoone/ui/shell.py", entries.shell_sample, bare=True),
    Entry("lost", "A lost page", "onetoone/ui/chrome.py", entries.lost, bare=True),
    Entry("crash", "A broken page", "onetoone/ui/chrome.py", entries.crashed, bare=True),
)
STAGES: tuple[Entry, ...] = tuple(
    Entry(slug, slug.removeprefix("stage-").replace("-", " ").capitalize(), "onetoone/ui/stage.py", show, bare=True)
    for slug, show in stage_pages()
)


def _page(entry: Entry) -> rx.Component:
    if entry.bare:
        return entry.show()
    items = [NavItem(other.title, f"/gallery/{other.slug}", "component") for other in COMPONENTS]
    return shell(
        page_header(entry.title, theme_choice(), line=f"In {entry.source}"),
        rx.el.div(entry.show(), class_name="flex flex-col gap-10"),
        items=items,
        home="/gallery",
    )


def _cards(chosen: tuple[Entry, ...]) -> rx.Component:
    cards = [
        link_to(
            rx.el.span(entry.title, class_name="text-heading"),
            rx.el.span(entry.source, class_name="text-small text-muted"),
            href=f"/gallery/{entry.slug}",
            class_name="flex flex-col gap-1 rounded-card border border-line bg-surface p-5 shadow-card "
            "transition-colors hover:border-edge",
        )
        for entry in chosen
    ]
    return rx.el.div(*cards, class_name="grid gap-4 pb-10 sm:grid-cols-2 lg:grid-cols-3")


def _index() -> rx.Component:
    return rx.el.main(
        rx.el.div(wordmark(), theme_choice(), class_name="flex flex-wrap items-center justify-between gap-4 pb-8"),
        page_header("Gallery", line="Every component, in every state."),
        _cards(COMPONENTS),
        section_title("The call stage"),
        _cards(STAGES),
        class_name="mx-auto min-h-dvh max-w-page px-gutter py-8",
    )


def add_pages(app: rx.App) -> None:
    """Registers the gallery's pages; the composition root calls it outside production."""
    app.add_page(_index(), route="/gallery", title="Gallery")
    for entry in (*COMPONENTS, *STAGES):
        app.add_page(_page(entry), route=f"/gallery/{entry.slug}", title=f"{entry.title} · Gallery")
