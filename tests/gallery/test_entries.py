"""Every entry of the gallery looks as it was accepted, by day on a desktop, by night on a phone; axe finds nothing."""

from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor

import pytest

from onetoone.gallery import calls, screens
from onetoone.ui.gallery import COMPONENTS, STAGES
from tests.gallery.pictures import REFERENCES, compared
from tests.gallery.visitor import FROM_THE_RIGHT, LOOKS, TABLET, Visitor

pytestmark = pytest.mark.timeout(600)  # the first one may have to wait for the front end to be built

PATHS = [
    *(f"/gallery/{entry.slug}" for entry in (*COMPONENTS, *STAGES)),
    *(f"/gallery/screens/{screen.slug}" for screen in screens.SCREENS),
    *(f"/gallery/calls/{pose}" for pose in calls.poses()),
]
# One of each kind: these are looked at between phone and desktop, too, and from right to left.
TELLING = [
    *(f"/gallery/screens/{slug}" for slug in ("landing", "messages", "thread", "set-up", "in-call-chat", "tip-sheet")),
    *(f"/gallery/screens/{slug}" for slug in ("summary-rated", "earnings", "payments", "settings-creator", "creator")),
    *(f"/gallery/calls/{pose}" for pose in ("reviewing/fan", "live/fan")),
    "/gallery/toasts",
]


@pytest.fixture(scope="module")
def beside() -> Iterator[Executor]:
    """Works while the browser does."""
    with ThreadPoolExecutor(max_workers=1) as executor:
        yield executor


def _name(path: str) -> str:
    return path.removeprefix("/gallery/").replace("/", "-")


@pytest.mark.parametrize("path", PATHS, ids=_name)
def test_an_entry(visitor: Visitor, beside: Executor, path: str) -> None:
    visitor.opens(path)
    seen: list[str] = []
    pictures: list[Future[str]] = []
    for look in LOOKS:
        # While axe looks at the page, which takes about as long.
        pictures.append(beside.submit(compared, f"{_name(path)}.{look.name}", visitor.looks(look)))
        seen += [f"{look.name}, {barrier}" for barrier in visitor.barriers()]
    seen += [picture.result() for picture in pictures]
    assert not any(seen), "\n".join(filter(None, seen))


@pytest.mark.parametrize("path", TELLING, ids=_name)
def test_a_telling_entry_between_and_from_right_to_left(visitor: Visitor, path: str) -> None:
    visitor.opens(path)
    seen = [compared(f"{_name(path)}.{TABLET.name}", visitor.looks(TABLET))]
    visitor.opens(path, mirrored=True)
    seen += [compared(f"{_name(path)}.{look.name}", visitor.looks(look)) for look in FROM_THE_RIGHT]
    assert not any(seen), "\n".join(filter(None, seen))


def test_no_picture_is_kept_of_what_is_no_longer_there() -> None:
    expected = {f"{_name(path)}.{look.name}.webp" for path in PATHS for look in LOOKS}
    expected |= {f"{_name(path)}.{look.name}.webp" for path in TELLING for look in (TABLET, *FROM_THE_RIGHT)}
    assert {picture.name for picture in REFERENCES.glob("*.webp")} <= expected
