"""Every page of the product in every state, area by area; each module is an area."""

from onetoone.gallery.screens import after, before, desk, during, entry, messages, money, own, people, trouble
from onetoone.gallery.screens.shapes import Screen

AREAS: dict[str, tuple[Screen, ...]] = {
    "Coming in": entry.SCREENS,
    "Before the call": before.SCREENS,
    "In the call": during.SCREENS,
    "After the call": after.SCREENS,
    "Money": money.SCREENS,
    "Messages": messages.SCREENS,
    "People": people.SCREENS,
    "Settings": own.SCREENS,
    "Operators": desk.SCREENS,
    "When something is wrong": trouble.SCREENS,
}
SCREENS: tuple[Screen, ...] = tuple(screen for shown in AREAS.values() for screen in shown)

__all__ = ["AREAS", "SCREENS", "Screen"]
