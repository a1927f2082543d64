"""Why a hold was let go: a reason for everything that can happen to one, and a sentence for both in every language."""

from itertools import product

import pytest

from onetoone.domain import releases, words
from onetoone.domain.calls import OVER, Ended, Side, Status
from onetoone.domain.releases import Released, Why

_ENDED, _LEAST = Status.ENDED, 50


def hold(status: Status = _ENDED, ended: Ended | None = Ended.BY_FAN, **seen: int | bool) -> Released:
    """Nothing was charged of 2500 held, though the price was owed; `seen` says otherwise."""
    usual: dict[str, int | bool] = {"short": False, "owed": 2500, "smallest": _LEAST}
    return Released(status, ended, **usual | seen)  # type: ignore[arg-type]


BY_CREATOR, BY_PLATFORM = Ended.BY_CREATOR, Ended.BY_PLATFORM
# Reason → a hold it holds for.
EXAMPLES = [
    (Why.NOT_AGREED, hold(Status.PAYING, None, agreed=False, late=True)),
    (Why.NOT_AGREED, hold(Status.EXPIRED, None, agreed=False)),
    (Why.LATE, hold(Status.PAYING, None, late=True)),
    (Why.LATE, hold(Status.CANCELLED, None, late=True)),  # another page was opened before the creator cancelled
    (Why.LATE, hold(late=True, owed=0)),
    (Why.CANCELLED, hold(Status.CANCELLED, None, owed=0)),
    (Why.DECLINED, hold(Status.DECLINED, None, owed=0)),
    (Why.EXPIRED, hold(Status.EXPIRED, None, owed=0)),
    (Why.NEVER_MET, hold(Status.UNCONNECTED, BY_PLATFORM, owed=0, short=True)),
    (Why.LEFT_BY_FAN, hold(Status.UNCONNECTED, Ended.BY_FAN, owed=0, short=True)),
    (Why.LEFT_BY_CREATOR, hold(Status.UNCONNECTED, BY_CREATOR, owed=0, short=True)),
    (Why.TOO_SHORT, hold(ended=Ended.BY_FAN, owed=0, short=True)),
    (Why.TOO_SHORT, hold(ended=BY_PLATFORM, owed=0, short=True)),
    (Why.UNUSED, hold(ended=BY_CREATOR, owed=0)),
    (Why.UNUSED_OURS, hold(ended=BY_PLATFORM, owed=0)),
    (Why.TOO_LITTLE, hold(ended=BY_CREATOR, owed=_LEAST - 1)),
    (Why.TOO_LITTLE_OURS, hold(ended=BY_PLATFORM, owed=_LEAST - 1)),
    (Why.PART, hold(ended=BY_CREATOR, owed=1000, charged=1000)),
    (Why.PART, hold(ended=BY_CREATOR, owed=_LEAST, charged=_LEAST)),
    (Why.PART_OURS, hold(ended=BY_PLATFORM, owed=1000, charged=1000)),
    (Why.LAPSED, hold(lapsed=True)),
    (Why.LAPSED, hold(Status.LIVE, None, owed=0, lapsed=True)),
    (Why.AT_STRIPE, hold(owed=_LEAST, ended=BY_CREATOR)),
    (Why.AT_STRIPE, hold(Status.LIVE, None, owed=0)),
    (Why.PART_AT_STRIPE, hold(charged=1000)),
    (Why.PART_AT_STRIPE, hold(charged=1000, ended=BY_CREATOR, owed=2000)),
]


@pytest.mark.parametrize(("reason", "of"), EXAMPLES)
def test_the_reason_that_counts(reason: Why, of: Released) -> None:
    assert releases.why(of) is reason


def test_every_reason_has_its_example() -> None:
    assert {reason for reason, _hold in EXAMPLES} == set(Why)


def test_whatever_becomes_of_a_call_its_hold_has_a_reason() -> None:
    flags = (False, True)
    everything = product(OVER, [None, *Ended], flags, [0, 49, 50, 2500], [0, 50, 2500], flags, flags, flags)
    for status, ended, short, owed, charged, late, lapsed, agreed in everything:
        of = Released(status, ended, short, owed, _LEAST, charged, late, lapsed, agreed)
        assert releases.told(releases.why(of), to=Side.FAN, name="Mara", together="12 s", least="30 s")


def said(reason: Why, to: Side) -> str:
    return releases.told(reason, to=to, name="Noor", together="12 s", least="30 s")


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("reason", Why)
def test_both_hear_it_in_a_sentence_of_their_language(reason: Why, language: str) -> None:
    for side in Side:
        english = said(reason, side)
        with words.speaking(language):
            sentence = said(reason, side)
        assert sentence.endswith(".")
        assert "{" not in sentence
        assert (sentence == english) == (language == words.DEFAULT)


def test_who_did_it_is_spoken_to_and_the_other_hears_their_name() -> None:
    assert said(Why.CANCELLED, Side.CREATOR) == "You cancelled the call before it began."
    assert said(Why.CANCELLED, Side.FAN) == "Noor cancelled the call before it began."
    assert said(Why.LEFT_BY_FAN, Side.FAN) == "You left before you two were connected."
    assert said(Why.LEFT_BY_FAN, Side.CREATOR) == "Noor left before you two were connected."
    assert said(Why.TOO_SHORT, Side.FAN) == "You were together for 12 s. Less than 30 s costs nothing."
