"""Every entry of the gallery looks as it was accepted, by day on a desktop, by night on a phone; axe finds nothing."""

import pytest

from onetoone.gallery import calls, screens
from onetoone.ui.gallery import COMPONENTS, STAGES
from tests.gallery.pictures import REFERENCES, compared
from tests.gallery.visitor import LOOKS, Visitor

pytestmark = pytest.mark.timeout(600)  # the first one may have to wait for the front end to be built

PATHS = [
    *(f"/gallery/{entry.slug}" for entry in (*COMPONENTS, *STAGES)),
    *(f"/gallery/screens/{screen.slug}" for screen in screens.SCREENS),
    *(f"/gallery/calls/{pose}" for pose in calls.poses()),
]


def _name(path: str) -> str:
    return path.removeprefix("/gallery/").replace("/", "-")


@pytest.mark.parametrize("path", PATHS, ids=_name)
def test_an_entry(visitor: Visitor, path: str) -> None:
    visitor.opens(path)
    seen: list[str] = []
    for look in LOOKS:
        seen.append(compared(f"{_name(path)}.{look.name}", visitor.looks(look)))
        seen += [f"{look.name}, {barrier}" for barrier in visitor.barriers()]
    assert not any(seen), "\n".join(filter(None, seen))


def test_no_picture_is_kept_of_what_is_no_longer_there() -> None:
    expected = {f"{_name(path)}.{look.name}.webp" for path in PATHS for look in LOOKS}
    assert {picture.name for picture in REFERENCES.glob("*.webp")} <= expected
