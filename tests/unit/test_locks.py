"""What the lock files must say so that pip, which checks hashes, never looks further than they do."""

import re
from importlib.metadata import distribution

import pytest
from packaging.requirements import Requirement

from launcher.paths import ROOT

_PINNED = re.compile(r"^([\w.-]+)(?:\[([\w,.-]+)\])?==", re.MULTILINE)


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-test.lock"])
def test_extras_that_a_package_asks_for_are_locked_as_extras(lock: str) -> None:
    """Pinned without them, pip tries the newest release of `granian[reload]` first and refuses it for its hash."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    pinned = {name: set(extras.split(",")) - {""} for name, extras in _PINNED.findall(text)}
    asked = [
        (name, wanted.name, wanted.extras)
        for name in ("reflex", "reflex-hosting-cli", "sqlmodel", "alembic", "aiortc")
        for wanted in map(Requirement, distribution(name).requires or [])
        if wanted.extras and (wanted.marker is None or wanted.marker.evaluate({"extra": ""}))
    ]
    assert asked
    assert [one for one in asked if not one[2] <= pinned[one[1]]] == []
