"""Every entry of the gallery looks as it was accepted, by day on a desktop, by night on a phone; axe finds nothing."""

from collections.abc import Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor

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


def test_no_picture_is_kept_of_what_is_no_longer_there() -> None:
    expected = {f"{_name(path)}.{look.name}.webp" for path in PATHS for look in LOOKS}
    assert {picture.name for picture in REFERENCES.glob("*.webp")} <= expected
