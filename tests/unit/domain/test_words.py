"""In which language something is said."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from onetoone.domain import chosen, dates, locale, words
from onetoone.domain.errors import Invalid
from onetoone.domain.words import N_, _, n_, said
from tests.languages import spanish


@pytest.fixture(autouse=True)
def two_languages(tmp_path: Path) -> Iterator[None]:
    with spanish(tmp_path):
        yield


def test_english_is_what_the_sources_say() -> None:
    assert _("You asked {name}", name="Mara") == "You asked Mara"
    assert [n_("{n} call", "{n} calls", n) for n in (0, 1, 2)] == ["0 calls", "1 call", "2 calls"]


def test_another_language_says_it_in_its_own_way() -> None:
    with words.speaking("es"):
        assert _("You asked {name}", name="Mara") == "Preguntaste a Mara"
        assert [n_("{n} call", "{n} calls", n) for n in (0, 1, 2)] == ["0 llamadas", "1 llamada", "2 llamadas"]
    assert words.spoken() == "en"


def test_a_table_is_said_when_it_is_needed() -> None:
    table = [N_("You asked {name}")]
    with words.speaking("es"):
        assert said(table[0], name="Mara") == "Preguntaste a Mara"
    assert said(table[0], name="Mara") == "You asked Mara"


@pytest.mark.parametrize(("manner", "written"), [("en_GB", "en_GB"), ("es_MX", "en"), ("de_DE", "en")])
def test_dates_are_in_the_language_that_stands_around_them(manner: str, written: str) -> None:
    with locale.speaking(manner):
        assert dates.manner() == written
        with words.speaking("es"):
            assert dates.manner() == ("es_MX" if manner == "es_MX" else "es")


@pytest.mark.parametrize("text", ["Not yet", "Nobody ever wrote this"])
def test_what_is_not_translated_stays_english(text: str) -> None:
    with words.speaking("es"):
        assert _(text) == text


def test_what_people_wrote_is_no_place_to_fill_in() -> None:
    assert _("You asked {name}", name="{name} {0}") == "You asked {name} {0}"


@pytest.mark.parametrize(
    ("cookie", "accepted", "language"),
    [
        ("", "", "en"),
        ("", "es-MX,en;q=0.9", "es"),
        ("", "fr-FR,es;q=0.8,en;q=0.7", "es"),
        ("", "fr", "en"),
        ("language=en", "es", "en"),
        ("a=b; language=es; c=d", "en", "es"),
        ("language=xx", "es", "es"),
        ("language=../../etc", "", "en"),
        ('bad"; =;;language', ";;,-,q=", "en"),
    ],
)
def test_a_choice_comes_before_what_the_browser_likes(cookie: str, accepted: str, language: str) -> None:
    assert words.wanted(cookie, accepted) == language


@pytest.mark.parametrize("language", ["fr", "", None, 7, "es "])
def test_only_ours_can_be_chosen(language: object) -> None:
    with pytest.raises(Invalid):
        chosen.language(language)
    assert chosen.language("es") == "es"


def test_a_language_is_named_as_its_speakers_do() -> None:
    assert [words.name(code) for code in ("en", "es", "pt", "de")] == ["English", "Español", "Português", "Deutsch"]
