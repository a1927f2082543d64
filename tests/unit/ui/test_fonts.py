"""Every page is written in the first faces alone, in each of our languages."""

import re

import pytest

from onetoone.domain import words
from onetoone.ui import plain_page, tokens

# What is said in passing and not worth its bytes on every page.
_RARE = {"→"}


def _characters(ranges: str) -> set[str]:
    bounds = [re.findall("[0-9A-F]{4}", part) for part in ranges.split(",")]
    return {chr(code) for each in bounds for code in range(int(each[0], 16), int(each[-1], 16) + 1)}


def _said(language: str) -> set[str]:
    translations = (message.string for message in words.catalogue(language) if message.id)
    return set("".join(one if isinstance(one, str) else "".join(one or ()) for one in translations)) - {"\n"}


@pytest.mark.parametrize("language", words.TRANSLATED)
def test_all_that_is_said_is_in_the_first_faces(language: str) -> None:
    first = [ranges for _, _, file, ranges in tokens.FACES if "-basic." in file]
    assert len(first) == 2
    for ranges in first:
        assert _said(language) - _RARE <= _characters(ranges)


def test_a_page_by_itself_brings_the_faces_that_have_the_alphabet() -> None:
    assert all(set("abcxyzñãß") <= _characters(ranges) for _, _, _, ranges in plain_page.FACES)
    assert len(plain_page.FACES) == 2
