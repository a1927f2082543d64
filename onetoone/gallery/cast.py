"""Who is seen in the gallery: a creator and a fan, at one moment that never passes."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from onetoone.accounts.state import MeState
from onetoone.calls.views import Person
from onetoone.domain.calls import Side

NOW = datetime(2026, 5, 14, 18, 30, tzinfo=UTC)
"""The gallery's present. Its pictures are taken with the browser's clock set to it (tests/gallery)."""

MARA = Person("acc_mara", "Mara Lindqvist", "mara", "/people/mara.svg")
LEO = Person("acc_leo", "Leo Brandt", "leo", "/people/leo.svg")
WHO = {Side.CREATOR: MARA, Side.FAN: LEO}


def at(seconds: float = 0) -> str:
    """That many seconds from now, as the server writes moments."""
    return (NOW + timedelta(seconds=seconds)).isoformat(timespec="milliseconds")


def me(side: Side) -> dict[type, Mapping[str, Any]]:
    """A tab in which that one of the two is signed in."""
    person = WHO[side]
    return {
        MeState: {
            "signed_in": True,
            "name": person.name,
            "handle": person.handle,
            "picture": person.picture,
            "is_creator": side is Side.CREATOR,
            "unread": 1,
        }
    }
