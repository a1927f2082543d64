"""What a tab's states make of an address, an Origin and a form that somebody may have made up."""

from typing import Any

import pytest
from reflex.istate.data import RouterData

from onetoone.calls.state.address import last_part, origin_of
from onetoone.calls.state.call import CallState
from onetoone.calls.state.terms_form import fields, minutes_error, price_error, ticked
from onetoone.config import settings
from onetoone.domain.errors import Invalid


def tab(**router: Any) -> CallState:
    state = CallState(_reflex_internal_init=True)  # type: ignore[call-arg]
    state.router = RouterData.from_router_data(router)
    return state


@pytest.mark.parametrize("path", ["/call/call_7", "/call/call_7/", "/call/call_7?from=thread"])
def test_the_call_is_the_last_part_of_the_address(path: str) -> None:
    assert last_part(tab(asPath=path, pathname="/call/[call_id]")) == "call_7"


def test_people_are_sent_back_to_the_address_they_came_by(database: None) -> None:
    assert origin_of(tab(headers={"origin": settings().origins[1]})) == settings().origins[1]


@pytest.mark.parametrize("origin", ["https://evil.test", "", "null"])
def test_but_only_to_one_of_ours(database: None, origin: str) -> None:
    assert origin_of(tab(headers={"origin": origin})) == settings().origins[0]


@pytest.mark.parametrize("sent", [None, [], "price=1", 7])
def test_only_a_form_is_a_form(sent: object) -> None:
    with pytest.raises(Invalid):
        fields(sent)


@pytest.mark.parametrize("text", ["abc", "", "-5", "0.5", "99999", None, 25, "1e3"])
def test_a_price_that_cannot_be_is_explained(database: None, text: object) -> None:
    assert price_error(text, "usd").startswith(("Please", "A price"))


@pytest.mark.parametrize("text", ["0", "121", "ten", "", None, True, "1.5"])
def test_a_length_that_cannot_be_is_explained(database: None, text: object) -> None:
    assert minutes_error(text).startswith(("Please", "A call"))


def test_what_can_be_is_not_commented(database: None) -> None:
    assert [price_error(price, "usd") for price in ("0", "25", "$12.50")] == ["", "", ""]
    assert minutes_error("15") == ""


def test_a_switch_is_on_when_it_says_so() -> None:
    assert [ticked({"tips": sent}, "tips") for sent in (True, "on", "true", False, "", "off", 1)] == [
        True, True, True, False, False, False, True,
    ]  # fmt: skip
    assert not ticked({}, "tips")
