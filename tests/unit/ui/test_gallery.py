"""The gallery shows what there is: every status of a call for both, and nothing that a state doesn't have."""

import pytest
import reflex as rx

from onetoone.calls.state.call import CallState
from onetoone.domain.calls import Side, Status
from onetoone.gallery import calls
from onetoone.gallery.pages import calls_section
from onetoone.ui.posing import posed


def test_every_status_of_a_call_is_shown_to_either_of_the_two() -> None:
    assert set(calls.poses()) == {f"{status}/{side}" for status in Status for side in Side}
    assert len(calls_section().links) == len(calls.poses())


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("status", Status)
def test_a_call_that_is_over_says_so(status: Status, side: Side) -> None:
    seen = calls.view(status, side)
    assert (seen.stage == "over") == bool(seen.headline)


def test_posing_what_a_state_does_not_have_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"CallState\.gone"):
        posed(rx.fragment(), {"": ({CallState: {"gone": 1}}, {})})
