"""Secrets that a deployment did not set itself: made on first start, kept in the state folder for this user only."""

import base64
import json
import os
import secrets
from pathlib import Path

_P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # FIPS 186-5


def load_or_make(folder: Path) -> dict[str, str]:
    """Return every generated secret by its environment name, making those that are missing (file mode 0600).

    MEDIA_SECRET guards the media node's HTTP side; STRIPE_WEBHOOK_SECRET signs the sandbox's webhooks; LINK_SECRET
    signs the links in e-mails; VAPID_PRIVATE_KEY is who we are to push services (a scalar of P-256, in base64url).
    """
    path = folder / "secrets.json"
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    made = {
        "MEDIA_SECRET": secrets.token_urlsafe(32),
        "STRIPE_WEBHOOK_SECRET": f"whsec_{secrets.token_urlsafe(24)}",
        "LINK_SECRET": secrets.token_urlsafe(32),
        "VAPID_PRIVATE_KEY": _scalar(),
    }
    if made.keys() - known.keys():
        known = made | known
        draft = path.with_suffix(f".{os.getpid()}")
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(known, file, indent=2)
        draft.replace(path)
    return known


def _scalar() -> str:
    number = 1 + secrets.randbelow(_P256_ORDER - 1)
    return base64.urlsafe_b64encode(number.to_bytes(32, "big")).rstrip(b"=").decode()
