"""The languages that can be chosen, and what each calls itself."""

import json

import pytest

from onetoone.domain import words
from onetoone.ui.language_choice import language_choice, language_row
from onetoone.ui.words import MARKING
from onetoone.web.languages import in_page


def test_whatever_is_translated_is_offered() -> None:
    assert words.LANGUAGES == ("en", "de", "es", "pt")


@pytest.mark.parametrize("language", words.TRANSLATED)
def test_the_globe_has_the_name_of_the_language_that_one_reads(language: str) -> None:
    assert words.in_language(language, "English") == words.name(language)


def test_all_can_be_chosen_by_their_own_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(MARKING, "1")
    for drawn in (str(language_choice()), str(language_row())):
        for code in words.LANGUAGES:
            assert json.dumps([code, words.name(code)]) in drawn
    assert in_page("⟦Language⟧: ⟦English⟧", "de") == "Sprache: Deutsch"
