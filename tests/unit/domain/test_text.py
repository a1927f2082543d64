"""What people write is kept, less what deceives."""

import pytest

from onetoone.domain.errors import Invalid
from onetoone.domain.text import clean


def test_control_and_bidirectional_characters_go():
    assert clean("a\u202egpj.exe\x00\x07", most=50, what="It") == "agpj.exe"


def test_lines_stay_only_where_they_may():
    assert clean("a\r\nb", most=50, what="It", multiline=True) == "a\nb"
    assert clean("a\nb", most=50, what="It") == "ab"


def test_letters_are_composed():
    assert clean("e\u0301", most=50, what="It") == "é"


@pytest.mark.parametrize("value", [None, 5, ["a"], {"a": 1}])
def test_what_is_no_text_is_refused(value):
    with pytest.raises(Invalid):
        clean(value, most=50, what="Your name")


def test_too_long_and_empty_are_refused_by_name():
    with pytest.raises(Invalid, match="Your name can have 3 characters"):
        clean("abcd", most=3, what="Your name")
    with pytest.raises(Invalid, match="Your name can't be empty"):
        clean("  ", most=3, what="Your name", least=1)
