"""What counts as found, and how it is shown."""

import pytest

from onetoone.domain.searching import Part, excerpt, fold, words


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Ça  va,\nJosé?", "ca va, jose?"),
        ("STRASSE Straße", "strasse strasse"),
        ("ﬁn Ⅻ", "fin xii"),
        ("Ünïcödé", "unicode"),
        ("山田さん", "山田さん"),
        ("", ""),
    ],
)
def test_case_accents_and_spaces_do_not_matter(written: str, compared: str) -> None:
    assert fold(written) == compared


def test_folding_is_done_once() -> None:
    written = "Ça ßẞ ŉ İ ﬃ"
    assert fold(fold(written)) == fold(written)


@pytest.mark.parametrize(
    ("query", "wanted"),
    [("Élan  vital", ["elan", "vital"]), ("a", []), ("  ", []), ("a b", ["a", "b"]), ("100%", ["100%"])],
)
def test_each_word_is_looked_for(query: str, wanted: list[str]) -> None:
    assert words(query) == wanted


def test_only_so_many_words_are_looked_for() -> None:
    assert len(words("word " * 50)) == 6


def test_all_that_was_found_is_marked() -> None:
    assert excerpt("José said: jose, JOSÉ!", ["jose"]) == [
        Part("José", True),
        Part(" said: "),
        Part("jose", True),
        Part(", "),
        Part("JOSÉ", True),
        Part("!"),
    ]


def test_a_letter_that_is_two_when_compared_is_marked_whole() -> None:
    assert excerpt("Die Straße.", ["strass"]) == [Part("Die "), Part("Straß", True), Part("e.")]


def test_a_long_text_is_cut_around_what_was_found() -> None:
    text = "word " * 60 + "needle " + "word " * 60
    parts = excerpt(text, ["needle"])
    assert parts[0] == parts[-1] == Part("…")
    assert Part("needle", True) in parts
    assert len("".join(part.text for part in parts)) <= 152


@pytest.mark.parametrize("text", ["x" * 5000, "", "needle" * 900, "\n\n"])
def test_odd_texts_are_cut_too(text: str) -> None:
    assert len("".join(part.text for part in excerpt(text, ["needle", ""]))) <= 152
