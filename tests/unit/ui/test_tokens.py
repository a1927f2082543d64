"""Words stay readable in both themes, and the stylesheet is the one the tokens describe."""

import ast
import re
from hashlib import sha256

import pytest

from onetoone.ui import theme, tokens


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB" (WCAG 2.2, definition of relative luminance)."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


THEMES = {"light": tokens.LIGHT | tokens.STAGE, "dark": tokens.DARK | tokens.STAGE}


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("words", "ground"), tokens.TEXT_PAIRS)
def test_words_are_readable(name: str, words: str, ground: str) -> None:
    roles = THEMES[name]
    assert contrast(roles[words], roles[ground]) >= 4.5


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("mark", "ground"), tokens.MARK_PAIRS)
def test_marks_can_be_seen(name: str, mark: str, ground: str) -> None:
    roles = THEMES[name]
    assert contrast(roles[mark], roles[ground]) >= 3


def test_both_themes_have_the_same_roles() -> None:
    assert tokens.LIGHT.keys() == tokens.DARK.keys()


def test_the_stylesheet_is_current() -> None:
    assert theme.STYLESHEET.read_text(encoding="utf-8") == theme.stylesheet(), "run: python -m onetoone.ui.theme"


def test_every_colour_role_has_a_class_name() -> None:
    colours = theme.tailwind_config()["theme"]["extend"]["colors"]
    assert set(colours) == set(tokens.LIGHT) | set(tokens.STAGE)


def test_fonts_are_named_by_what_is_in_them() -> None:
    """Browsers keep them for ever by that name."""
    fonts = {path.name: path for path in (theme.ROOT / "assets" / "fonts").glob("*.woff2")}
    assert set(fonts) == {file for _, _, file, _ in tokens.FACES}
    assert tokens.FIRST_FACE in fonts
    for name, path in fonts.items():
        assert name.split(".")[1] == sha256(path.read_bytes()).hexdigest()[:8]


def test_no_word_stands_on_a_ground_that_nobody_measured() -> None:
    """Whatever class names put words on a ground, the pair of them is among those whose contrast is tested."""
    roles = set(tokens.LIGHT) | set(tokens.STAGE)
    measured = set(tokens.TEXT_PAIRS) | set(tokens.MARK_PAIRS)
    found = set()
    for source in (theme.ROOT / "onetoone").rglob("*.py"):
        for part in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(part, ast.Constant) and isinstance(part.value, str):
                words, grounds = (_named(kind, part.value) & roles for kind in ("text", "bg"))
                found |= {(word, ground, source.name) for word in words for ground in grounds}
    assert len(found) > 20
    assert {one for one in found if one[:2] not in measured} == set()


def _named(kind: str, classes: str) -> set[str]:
    """Roles of plain class names such as bg-surface; not of `hover:bg-surface` or `bg-surface/60`."""
    return set(re.findall(rf"(?<![\w:/-]){kind}-([a-z-]+)(?![\w/-])", classes))
