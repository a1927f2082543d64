"""Secrets that a deployment did not set itself: made on first start, kept in the state folder for this user only."""

import json
import os
import secrets
from pathlib import Path


def load_or_make(folder: Path) -> dict[str, str]:
    """Return every generated secret by its environment name, making those that are missing (file mode 0600).

    MEDIA_SECRET guards the media node's HTTP side; STRIPE_WEBHOOK_SECRET signs the sandbox's webhooks.
    """
    path = folder / "secrets.json"
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    made = {
        "MEDIA_SECRET": secrets.token_urlsafe(32),
        "STRIPE_WEBHOOK_SECRET": f"whsec_{secrets.token_urlsafe(24)}",
    }
    if made.keys() - known.keys():
        known = made | known
        draft = path.with_suffix(f".{os.getpid()}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(known, file, indent=2)
        draft.replace(path)
    return known
