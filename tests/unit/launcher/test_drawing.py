"""The forks that draw, and what they say of an error."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from launcher import drawing, in_place
from launcher.paths import ROOT


def test_a_fork_tells_what_it_did():
    def work(tell: Callable[..., None]) -> None:
        tell("open", "a page.jsx")
        tell("all")

    assert drawing.Fork(work).all_news() == [["open", "a page.jsx"], ["all"]]


def test_a_fork_that_failed_says_why():
    def work(_tell: object) -> None:
        raise ValueError("no such colour\nand more")

    [[kind, said]] = drawing.Fork(work).all_news()
    assert kind == "failed"
    assert said.endswith(": ValueError: no such colour")


def test_a_newer_edit_ends_a_fork():
    fork = drawing.Fork(lambda _tell: time.sleep(60))
    began = time.monotonic()
    fork.end()
    assert time.monotonic() - began < 10
    with pytest.raises(ChildProcessError):
        os.waitpid(fork.pid, os.WNOHANG)


def test_a_mistake_is_told_with_its_line():
    with pytest.raises(SyntaxError) as caught:
        compile("a = 1\nb = (", str(ROOT / "onetoone" / "ui" / "buttons.py"), "exec")
    assert drawing.what(caught.value) == "onetoone/ui/buttons.py:2: SyntaxError: '(' was never closed"


@pytest.mark.parametrize(
    ("file", "is_one"),
    [
        ("onetoone/ui/buttons.py", True),
        ("assets/stage/call.jsx", True),
        ("assets/external/x/stage.jsx", False),
        ("onetoone/ui/__pycache__/buttons.pyc", False),
        ("var/dev/asked/_index.jsx", False),
    ],
)
def test_what_counts_as_a_source(file: str, is_one: bool):
    assert drawing.counts(ROOT / file) == is_one


def test_a_sheet_that_the_whole_app_wears_is_copied_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REFLEX_WEB_WORKDIR", str(tmp_path))
    worn = tmp_path / "styles" / "theme.css"
    worn.parent.mkdir()
    worn.touch()
    in_place.copy_asset("assets/theme.css")
    in_place.copy_asset("assets/stage/call.css")
    assert worn.read_bytes() == (tmp_path / "public" / "theme.css").read_bytes() != b""
    assert not (tmp_path / "styles" / "stage").exists()
    assert (tmp_path / "public" / "stage" / "call.css").exists()


def test_what_is_gone_from_assets_is_gone_from_the_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("REFLEX_WEB_WORKDIR", str(tmp_path))
    old = tmp_path / "public" / "old.css"
    old.parent.mkdir()
    old.touch()
    in_place.copy_asset("assets/old.css")
    assert not old.exists()


def test_the_page_asked_for_last_comes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ONETOONE_DEV", str(tmp_path))
    for age, name in enumerate(("[calls]._index.jsx", "_index.jsx", "[sign-in]._index.jsx", "[messages]._index.jsx")):
        mark = tmp_path / "asked" / name
        mark.parent.mkdir(exist_ok=True)
        mark.touch()
        os.utime(mark, (1000 - age, 1000 - age))
    assert in_place.asked() == ["[calls]._index.jsx", "_index.jsx", "[sign-in]._index.jsx"]


@pytest.mark.parametrize(
    ("library", "there"),
    [
        ("react-router", True),
        ("react-router/dom", True),
        ("@emotion/react", True),
        ("lucide-react@1.26.0", True),
        ("$/utils/state", True),
        ("", True),
        ("@radix-ui/react-menu/x", False),
        ("chart.js", False),
    ],
)
def test_a_page_waits_for_its_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, library: str, there: bool):
    monkeypatch.setenv("REFLEX_WEB_WORKDIR", str(tmp_path))
    (tmp_path / "package.json").write_text(
        '{"dependencies": {"react-router": "1", "lucide-react": "1"}, "devDependencies": {"@emotion/react": "1"}}'
    )
    assert in_place._installed({library: []}) == there
