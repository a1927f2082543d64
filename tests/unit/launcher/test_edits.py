"""What an edit calls for while `bin/run --dev` runs."""

import ast
import subprocess
import sys

import pytest

from launcher.edits import Edits, is_settled
from launcher.paths import ROOT


def edits(*files: str) -> Edits:
    return Edits(frozenset(files))


def test_files_are_named_from_the_root():
    assert Edits.of([ROOT / "onetoone" / "ui" / "buttons.py"]) == edits("onetoone/ui/buttons.py")


@pytest.mark.parametrize("file", ["onetoone/ui/tokens.py", "assets/ui/base.css"])
def test_tokens_write_the_style_sheet(file: str):
    assert edits(file).theme


def test_a_component_is_drawn_by_itself():
    both = edits("onetoone/ui/buttons.py", "onetoone/messages/components/inbox.py")
    assert (both.drawn, both.back_end, both.theme) == (True, False, False)


@pytest.mark.parametrize(
    "file", ["onetoone/messages/state.py", "onetoone/calls/service/media.py", "onetoone/calls/views/shapes.py", "x.py"]
)
def test_a_state_draws_all_pages_and_starts_the_app_again(file: str):
    found = edits(file, "onetoone/ui/buttons.py")
    assert (found.drawn, found.back_end) == (False, True)


def test_a_page_that_loads_something_starts_the_app_again():
    found = edits("onetoone/messages/pages.py")
    assert (found.drawn, found.back_end) == (True, True)


def test_a_file_that_is_gone_starts_the_app_again():
    assert edits("onetoone/ui/gone.py").back_end


def test_a_script_needs_no_python():
    found = edits("assets/stage/call.jsx")
    assert (found.assets, found.python, found.theme) == (["assets/stage/call.jsx"], [], False)


@pytest.mark.parametrize(
    ("file", "kept"),
    [
        ("onetoone/models/call.py", True),
        ("onetoone/domain/__init__.py", True),
        ("onetoone/calls/service/media.py", True),
        ("onetoone/calls/state/call.py", False),
        ("onetoone/db.py", True),
        ("onetoone/ui/words.py", False),
        ("onetoone/dbx.py", False),
    ],
)
def test_what_the_drawing_keeps(file: str, kept: bool):
    assert edits(file).settled == kept


def test_what_is_kept_draws_nothing():
    """Else an edit of it would never show."""
    files = [path.relative_to(ROOT).with_suffix("") for path in (ROOT / "onetoone").rglob("*.py")]
    names = [".".join(file.parts).removesuffix(".__init__") for file in files]
    settled = [name for name in names if is_settled(name)]
    script = f"import sys; [__import__(name) for name in {settled}]; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    kept = [name for name in loaded.stdout.split() if name.startswith("onetoone.")]
    assert len(settled) > 50
    for name in kept:
        if not is_settled(name):  # a room's own package may say what the room is for, and nothing else
            package = ROOT / name.replace(".", "/") / "__init__.py"
            assert len(ast.parse(package.read_text()).body) == 1, name
