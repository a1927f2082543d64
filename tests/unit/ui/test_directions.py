"""Pages are ready for languages that are read from right to left: sources say start and end, not left and right."""

import re
from pathlib import Path

import pytest

from onetoone.domain import words
from onetoone.ui.plain_page import plain_page

ROOT = Path(__file__).resolve().parents[3]

# Tailwind's names for one side, with a variant ("md:") or a minus before them.
_CLASS = re.compile(
    r"""(?<=["'` :!\[])-?(?:
        (?:m|p|scroll-m|scroll-p)[lr]-[\d\[a(]
      | (?:left|right)-(?:[\d\[(]|auto|full|px)
      | (?:text|float|clear)-(?:left|right)(?=["'` ])
      | (?:rounded-(?:[lr]|[tb][lr])|border-[lr])(?=[-"'` ])
    )[^"'` ]*""",
    re.VERBOSE,
)
_RULE = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)*|left|right"
    r"|border-(?:top|bottom)-(?:left|right)-radius)\s*:[^;}]*|(?:text-align|float)\s*:\s*(?:left|right)"
)
# Four values of which the second and the fourth differ: one side has more than the other.
_FOUR = re.compile(r"(?<![\w-])(?:margin|padding|inset)\s*:\s*([^;}]*)")

MEANT = {
    # In the middle is in the middle.
    "left-1/2",
    "left: 50%",
    "left: calc(50% + var(--toward-start) * (var(--aside) / 2 + 0.75rem))",
    # Where a finger put it (docs/decisions/0103).
    "right: var(--right)",
    "left: var(--left)",
    "right: calc(var(--aside) + 2.5rem)",
    "left: calc(var(--aside) + 2.5rem)",
    # Measured in the browser's own coordinates, or anywhere at random.
}


def _sources(*endings: str) -> list[Path]:
    found = [path for top in ("onetoone", "assets") for path in (ROOT / top).rglob("*") if path.suffix in endings]
    return [path for path in found if path.name != "theme.css"]  # written from ui/base.css


def _lasting(found: list[str]) -> list[str]:
    return [each for each in found if not any(each.strip().startswith(meant) for meant in MEANT)]


def _uneven(value: str) -> bool:
    parts: list[str] = re.findall(r"(?:[^\s()]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\))+", value)
    # env() gives a physical side its own distance: there left and right are the point.
    sides = [re.sub(r"safe-area-inset-(?:left|right)", "", part) for part in parts]
    return len(sides) == 4 and sides[1] != sides[3]


def _sides_in(path: Path) -> list[str]:
    if path.suffix != ".css":
        return _lasting(_CLASS.findall(path.read_text()))
    sheet = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
    return [*_lasting(_RULE.findall(sheet)), *filter(_uneven, _FOUR.findall(sheet))]


def test_no_source_names_a_side() -> None:
    found = {str(path.relative_to(ROOT)): _sides_in(path) for path in _sources(".py", ".jsx", ".js", ".css")}
    assert len(found) > 300
    assert {path: sides for path, sides in found.items() if sides} == {}


@pytest.mark.parametrize("side", ["ml-2", "-mr-1", "md:pl-4", "left-0", "text-right", "rounded-br-md", "border-l"])
def test_the_search_finds_a_side(side: str) -> None:
    assert _lasting(_CLASS.findall(f'class_name="flex {side} grow"'))


@pytest.mark.parametrize("rule", ["margin-left: 1px", "right: 0", "text-align: left", "border-top-left-radius: 1px"])
def test_the_search_finds_a_rule(rule: str) -> None:
    assert _lasting(_RULE.findall(f".a {{ {rule}; }}"))


def test_the_search_finds_four_values_of_which_one_side_has_more() -> None:
    assert _uneven("1px 2px 1px 3px")
    assert not _uneven("1px 2px calc(1px + (2px * 3)) 2px")


def test_a_language_says_which_way_it_is_read() -> None:
    assert [words.direction(language) for language in ("en", "de", "ar", "he", "fa")] == ["ltr"] * 2 + ["rtl"] * 3
    with words.speaking("he"):
        assert '<html lang="he" dir="rtl">' in plain_page("Offline", "No line.")


def test_a_name_that_is_read_the_other_way_keeps_to_itself() -> None:
    assert words.said("{name} asks", name="Mara") == "Mara asks"
    assert words.said("{name} asks", name="נועה") == "\u2068נועה\u2069 asks"
    assert words.n_("{name}, {n} call", "{name}, {n} calls", 2, name="نور") == "\u2068نور\u2069, 2 calls"
    with words.speaking("ar"):
        assert words.said("{name} asks", name="Mara") == "\u2068Mara\u2069 asks"
