"""There is room for everything: on the smallest phone, with letters twice as large, and read from right to left."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.gallery.test_entries import PATHS
from tests.gallery.visitor import LARGE, MIRRORED, NARROW, Room, Visitor

pytestmark = pytest.mark.timeout(600)  # the first one may have to wait for the front end to be built

_MEASURE = (Path(__file__).parent / "room.js").read_text()

# Each shape of page once: what a status of a call shares with another is looked at in one of them.
LOOKED_AT = [
    "/gallery/dialog",
    "/gallery/question",
    "/gallery/shell",
    "/gallery/offline",
    "/gallery/toasts",
    "/gallery/lost",
    *(f"/gallery/stage-{slug}" for slug in ("live-chat", "camera-off", "offer-sound-only", "trouble", "ended")),
    *(f"/gallery/stage-{slug}" for slug in ("hand-held", "moving", "preview", "preview-asking")),
    *(f"/gallery/screens/{slug}" for slug in ("landing", "sign-up-wrong", "messages", "messages-search", "thread")),
    *(f"/gallery/screens/{slug}" for slug in ("thread-pictures", "discover", "creator", "subscribers", "set-up")),
    *(f"/gallery/screens/{slug}" for slug in ("in-call-more", "in-call-reactions", "tip-sheet", "tip-pending")),
    *(f"/gallery/screens/{slug}" for slug in ("summary-rated", "history", "earnings", "payouts-bank-trouble")),
    *(f"/gallery/screens/{slug}" for slug in ("payments", "receipt", "settings-creator", "reaching-on", "data-ready")),
    *(f"/gallery/calls/{pose}" for pose in ("requested/creator", "requested/fan", "ringing/fan")),
    *(f"/gallery/calls/{pose}" for pose in ("reviewing/creator", "reviewing/fan", "joining/creator", "live/fan")),
    *(f"/gallery/calls/{pose}" for pose in ("ended/creator", "declined/creator")),
]


@pytest.fixture(autouse=True)
def as_before(visitor: Visitor) -> Iterator[None]:
    yield
    visitor.stands_in(None)


@pytest.mark.parametrize("room", [NARROW, LARGE, MIRRORED], ids=lambda room: room.name)
def test_there_is_room(visitor: Visitor, room: Room) -> None:
    visitor.stands_in(room)
    found: dict[str, list[str]] = {}
    for path in LOOKED_AT:
        visitor.enters(path, mirrored=room.mirrored)
        if lacks := visitor.page.evaluate(_MEASURE):
            found[path] = lacks
    assert not found, "\n".join(f"{path}\n  " + "\n  ".join(lacks) for path, lacks in found.items())


def test_each_is_an_entry() -> None:
    assert set(LOOKED_AT) <= set(PATHS)


def test_entries_stand_as_they_are_asked_to(visitor: Visitor) -> None:
    visitor.stands_in(LARGE)
    visitor.enters("/gallery/shell", mirrored=True)
    page = visitor.page
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    assert page.evaluate("matchMedia('(max-width: 12.5rem)').matches")  # a rule's rem is what the reader set, too
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
    visitor.enters("/gallery/shell")
    assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<p style="width: 500px">A line that is wider than the window is</p>', "scrolls sideways"),
        ('<p style="width: 90px; overflow: hidden; white-space: nowrap">Nobody reads the end</p>', "is cut off"),
        ('<button style="width: 40px; white-space: nowrap">Pay and join</button>', "runs out of its place"),
        (
            '<div style="position: fixed; top: 90vh"><button style="margin-top: 30vh">Below</button></div>',
            "out of reach",
        ),
        ('<button style="position: absolute; inset-inline-start: -30px">Beside</button>', "outside the window"),
        ('<p>One</p><p style="margin-top: -1.5rem">Two</p>', '"One" and <p> "Two" overlap'),
        (
            '<button>Yes</button><button style="margin-inline-start: -1rem">No</button>',
            '"Yes" and <button> "No" overlap',
        ),
    ],
)
def test_what_lacks_room_is_found(visitor: Visitor, html: str, said: str) -> None:
    visitor.stands_in(NARROW)
    visitor.enters("/gallery/lost")
    visitor.page.evaluate("(html) => document.querySelector('main').insertAdjacentHTML('beforeend', html)", html)
    assert said in "\n".join(visitor.page.evaluate(_MEASURE))
