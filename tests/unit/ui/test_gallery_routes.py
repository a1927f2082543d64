"""The gallery's addresses: one page of many in a build, a page for each while one develops."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
import reflex as rx
from reflex_base.utils.memo_paths import capture_source_module

from onetoone.gallery import add_pages, pages, screens
from onetoone.ui.gallery import COMPONENTS, STAGES


class Routes(dict[str, str | None]):
    """In place of the app, of which there is one a process: each route, and what its page counts as a part of."""

    def add_page(self, page: Callable[[], rx.Component], *, route: str, title: str) -> None:
        assert title == "Gallery"
        self[route] = capture_source_module(page)


def routes() -> Routes:
    made = Routes()
    add_pages(cast(Any, made))
    return made


ALWAYS = {"/gallery", "/gallery/calls/[gallery_status]/[gallery_side]"}


def test_a_build_has_few_routes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("ONETOONE_VITE", raising=False)
    assert set(routes()) == {*ALWAYS, "/gallery/[gallery_entry]", "/gallery/screens/[gallery_screen]"}


def test_development_has_a_route_and_a_file_for_each(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ONETOONE_VITE", "http://localhost:1")
    made = routes()
    each = {
        *(f"/gallery/{entry.slug}" for entry in (*COMPONENTS, *STAGES)),
        *(f"/gallery/screens/{screen.slug}" for screen in screens.SCREENS),
    }
    assert set(made) == ALWAYS | each
    assert len({made[route] for route in each}) == len(each)


def test_a_screen_is_drawn_once_somebody_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ONETOONE_DEV", str(tmp_path))
    [screen] = (screen for screen in screens.SCREENS if screen.slug == "landing")
    assert "Posed" not in str(pages.posed_screen(screen))
    (tmp_path / "asked").mkdir()
    (tmp_path / "asked" / "[gallery].[screens].[landing]._index.jsx").touch()
    assert "Posed" in str(pages.posed_screen(screen))
