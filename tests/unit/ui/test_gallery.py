"""The gallery shows what there is: every status of a call for both, and nothing that a state doesn't have."""

import pytest
import reflex as rx

from launcher.paths import ROOT
from onetoone.calls.state.call import CallState
from onetoone.domain.calls import Side, Status
from onetoone.gallery import calls, screens
from onetoone.gallery.pages import calls_section, screens_sections
from onetoone.ui.posing import chosen, posed


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


def test_every_screen_has_an_address_of_its_own_that_the_index_leads_to() -> None:
    slugs = [screen.slug for screen in screens.SCREENS]
    assert len(slugs) == len(set(slugs))
    told = [href for section in screens_sections() for _title, _source, href in section.links]
    assert told == [f"/gallery/screens/{slug}" for slug in slugs]


@pytest.mark.parametrize("screen", screens.SCREENS, ids=lambda screen: screen.slug)
def test_a_screen_tells_where_it_is_written(screen: screens.Screen) -> None:
    assert (ROOT / screen.source).exists()


def test_a_page_with_several_names_is_written_once() -> None:
    one, other = rx.fragment(), rx.fragment()
    page = chosen("name", {"a": one, "b": other, "c": one}, rx.fragment())
    assert len(page.children) == 3
    assert str(vars(page)["places"]) == '{"a": 0, "b": 1, "c": 0}'
