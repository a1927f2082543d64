"""Every status of a call for either of the two (/gallery/calls/…), and whole pages posed (/gallery/screens/…)."""

import os
from functools import partial
from pathlib import Path

import reflex as rx

from onetoone import ui
from onetoone.calls.pages.call import call
from onetoone.domain.calls import Side, Status
from onetoone.gallery import calls, screens
from onetoone.ui import gallery
from onetoone.ui.posing import apart, by_itself, chosen, posed

CALL = "/gallery/calls/[gallery_status]/[gallery_side]"
SCREEN = "/gallery/screens/{slug}"


def add_pages(app: rx.App) -> None:
    """Registers the whole gallery; the composition root calls it outside production."""
    gallery.add_pages(app, [calls_section(), *screens_sections()])
    app.add_page(posed_call, route=CALL, title="Gallery")
    if apart():
        for screen in screens.SCREENS:
            page = by_itself(partial(posed_screen, screen), screen.slug)
            app.add_page(page, route=SCREEN.format(slug=screen.slug), title="Gallery")
    else:
        app.add_page(posed_screens, route=SCREEN.format(slug="[gallery_screen]"), title="Gallery")


def posed_call() -> rx.Component:
    """The very page of a call; which of its states, the address says."""
    page = posed(call(), calls.poses(), by=["gallery_status", "gallery_side"])
    return gallery.with_bar(page, "A call", "onetoone/calls/pages · onetoone/gallery/calls.py")


def posed_screens() -> rx.Component:
    """Very pages of the product. Each is written once, however many states of it are shown."""
    pages: dict[str, rx.Component] = {}
    for page in dict.fromkeys(screen.page for screen in screens.SCREENS):
        own = [screen for screen in screens.SCREENS if screen.page is page]
        poses = {screen.slug: (screen.pose, screen.stage) for screen in own}
        at = {screen.slug: screen.at for screen in own}
        pages |= dict.fromkeys(poses, posed(page(), poses, by=["gallery_screen"], at=at))
    told = {screen.slug: (screen.title, screen.source) for screen in screens.SCREENS}
    return gallery.with_bar_of(chosen("gallery_screen", pages, ui.not_found_page()), told)


def posed_screen(screen: screens.Screen) -> rx.Component:
    """One of them. While one develops, it isn't drawn before somebody looks at it: they are too many."""
    if not _asked_for(screen):
        return ui.loading_page()
    page = posed(screen.page(), {"": (screen.pose, screen.stage)}, at={"": screen.at})
    return gallery.with_bar(page, screen.title, screen.source)


def _asked_for(screen: screens.Screen) -> bool:
    marks = os.environ.get("ONETOONE_DEV")
    return not marks or Path(marks, "asked", f"[gallery].[screens].[{screen.slug}]._index.jsx").exists()


def calls_section() -> gallery.Section:
    """The statuses in the order of a call's life, the creator's view before the fan's."""
    links = [
        (f"{str(status).capitalize()}, for the {side}", "onetoone/calls/pages", f"/gallery/calls/{status}/{side}")
        for status in Status
        for side in Side
    ]
    return gallery.Section("A call, status by status", tuple(links))


def screens_sections() -> list[gallery.Section]:
    """Whole pages, area by area."""
    return [
        gallery.Section(area, tuple((screen.title, screen.source, SCREEN.format(slug=screen.slug)) for screen in shown))
        for area, shown in screens.AREAS.items()
    ]
