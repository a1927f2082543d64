"""Words stay readable in both themes, and the stylesheet is the one the tokens describe."""

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
