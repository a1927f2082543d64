"""The fields of a call's terms as a form sends them."""

from typing import Any

from onetoone.calls.service import terms
from onetoone.domain.errors import Invalid
from onetoone.domain.words import _


def fields(form: object) -> dict[str, Any]:
    """The form, if it is one: whoever speaks to the websocket may send anything."""
    if isinstance(form, dict):
        return form
    raise Invalid(_("Something is missing here. Please try again."))


def price_error(text: object, currency: str) -> str:
    """What is wrong with a price, in words; empty when nothing is."""
    try:
        terms.price_of(text, currency)
    except Invalid as wrong:
        return wrong.user_message
    return ""


def minutes_error(text: object) -> str:
    """What is wrong with a length, in words; empty when nothing is."""
    try:
        terms.minutes_of(text)
    except Invalid as wrong:
        return wrong.user_message
    return ""


def ticked(form: dict[str, Any], name: str) -> bool:
    """Whether a checkbox or a switch of the form is on."""
    return form.get(name) in (True, "on", "true")
