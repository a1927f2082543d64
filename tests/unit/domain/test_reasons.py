"""Reasons are codes where they are kept; whoever reads them has them in words."""

import pytest

from onetoone.domain import reasons, words
from onetoone.domain.reasons import Decline, Flag
from onetoone.domain.refunds import By


@pytest.mark.parametrize("code", Decline)
def test_every_decline_has_words_in_every_language(code: Decline) -> None:
    for language in words.LANGUAGES:
        with words.speaking(language):
            assert reasons.declined(code) not in ("", str(code))


@pytest.mark.parametrize("code", [*Flag])
def test_every_flag_has_words(code: Flag) -> None:
    assert reasons.flagged(code) != str(code)


def test_an_operation_that_was_given_up_is_named() -> None:
    with words.speaking("de"):
        assert reasons.flagged("given_up:capture:pay_1") == "aufgegeben: capture:pay_1"


@pytest.mark.parametrize("by", By)
def test_a_refund_says_why_to_both(by: By) -> None:
    assert reasons.refunded(by).endswith(".")
    assert reasons.refunded(by, creator="Mara").endswith(".")


def test_operators_read_what_was_reported_what_was_wrong_and_what_one_of_them_wrote() -> None:
    with words.speaking("es"):
        assert reasons.refunded_because(By.CLOCK, "poor_line") != "poor_line"
        assert reasons.refunded_because(By.PLATFORM, Flag.OTHER_AMOUNT) != Flag.OTHER_AMOUNT
        assert reasons.refunded_because(By.OPERATOR, "other_amount") == "other_amount"  # their own words
        assert reasons.refunded_because(By.STRIPE, "at_stripe") == ""
        assert reasons.acted("from the command line") == reasons.acted(reasons.COMMAND_LINE) != "command_line"
        assert reasons.acted("She asked by e-mail") == "She asked by e-mail"


def test_what_nobody_has_words_for_is_shown_as_it_is() -> None:
    assert reasons.declined("Ask your bank") == "Ask your bank"
    assert (reasons.declined(""), reasons.not_refunded("unknown")) == ("", "")
