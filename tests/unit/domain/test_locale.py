"""Whose manner of writing amounts it is."""

import pytest

from onetoone.domain import chosen, locale
from onetoone.domain.errors import Invalid


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("de-DE,de;q=0.9,en;q=0.8", "de_DE"),
        ("de", "de"),
        ("xx-YY, sv-SE;q=0.5", "sv_SE"),
        ("en-GB", "en_GB"),
        ("", "en_US"),
        ("*", "en_US"),
        ("../../etc/passwd,\x00,😀", "en_US"),
        ("x" * 100_000, "en_US"),
    ],
)
def test_the_browsers_first_wish_that_can_be_had(header: str, found: str) -> None:
    assert locale.wanted(header) == found


@pytest.mark.parametrize("wish", ["xx_YY", "../de", None, 5, ["de_DE"]])
def test_only_what_is_offered_can_be_chosen(wish: object) -> None:
    with pytest.raises(Invalid):
        chosen.locale(wish)
    assert chosen.locale("de_DE") == "de_DE"
    assert chosen.locale("") == ""


def test_a_manner_lasts_as_long_as_its_block() -> None:
    with locale.speaking("de_DE"):
        assert locale.spoken() == "de_DE"
    assert locale.spoken() == locale.DEFAULT
