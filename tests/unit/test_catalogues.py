"""The catalogues say everything that the sources say, and nothing else."""

import re
import string
from pathlib import Path

import pytest

from onetoone import catalogues
from onetoone.domain import words

_PLACES = string.Formatter()


@pytest.mark.parametrize("language", words.TRANSLATED)
def test_no_text_is_missing(language: str) -> None:
    assert not list(catalogues.missing(language))


@pytest.mark.parametrize("language", words.TRANSLATED)
def test_a_translation_has_the_same_places(language: str) -> None:
    for message in words.catalogue(language):
        if not message.id:
            continue
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        strings = [message.string] if isinstance(message.string, str) else list(message.string or ())
        for text in strings:
            assert _places(text) == _places(ids[-1]), f"{language}: {text}"


def test_texts_are_whole_when_they_are_marked() -> None:
    """An f-string, or a text put together, can't be looked up."""
    glued = re.compile(r"""(?<![\w.])n?_\(\s*(?:f["']|[a-z(])""")
    for path in catalogues.SOURCES.rglob("*.py"):
        if path.name not in ("words.py", "catalogues.py"):
            assert not glued.search(path.read_text()), path


def test_a_new_language_begins_with_all_there_is_to_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "CATALOGUES", tmp_path)
    words.catalogue.cache_clear()
    left = catalogues.update("sv")
    words.catalogue.cache_clear()
    said = {message.id for message in catalogues.said() if message.id}
    assert left == len(said) > 20
    assert {message.id for message in words.catalogue("sv") if message.id} == said
    assert len(list(catalogues.missing("sv"))) == left
    words.catalogue.cache_clear()


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in _PLACES.parse(text) if name}
