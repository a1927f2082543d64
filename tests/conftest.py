"""What holds for every test: nothing of a developer's own settings (a Stripe key!) reaches it."""

import os

from onetoone.config import Settings


def pytest_configure() -> None:
    """Take the product's settings out of this process's environment, and so out of what it starts."""
    ours = {name.upper() for name in Settings.model_fields} | {"ONETOONE_VAR", "ONETOONE_ENV", "WEB_WORKERS"}
    for name in list(os.environ):
        if name.upper() in ours or name.startswith(("MEDIA_", "SANDBOX_")):
            del os.environ[name]
