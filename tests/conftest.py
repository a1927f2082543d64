"""What holds for every test: nothing of a developer's own settings (a Stripe key!) reaches it."""

import os

import pytest

from launcher.paths import ROOT
from onetoone.config import Settings

STORIES = ROOT / "tests" / "e2e"


def pytest_configure() -> None:
    """Take the product's settings out of this process's environment, and so out of what it starts."""
    ours = {name.upper() for name in Settings.model_fields} | {"ONETOONE_VAR", "ONETOONE_ENV", "WEB_WORKERS"}
    for name in list(os.environ):
        if name.upper() in ours or name.startswith(("MEDIA_", "SANDBOX_")):
            del os.environ[name]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser stories last, in whatever order they were asked for: their Playwright is open until the end of the
    session, and while its loop runs no other one can in this thread."""
    items.sort(key=lambda item: item.path.is_relative_to(STORIES))
