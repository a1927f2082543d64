"""Where things lie in a checkout: its root, the environment, the built front end, and the folder for all state."""

import os
from pathlib import Path

from launcher.failure import Sorry

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# Made from sources alone and safe to delete; shared by bin/run and the tests, whatever their state folder.
BUILD = ROOT / ".build"


def state_folder() -> Path:
    """The folder of everything that must survive a restart (database, secrets, logs): `var/`, or ONETOONE_VAR."""
    return Path(os.environ.get("ONETOONE_VAR") or ROOT / "var").expanduser().resolve()


def make_writable(folder: Path) -> Path:
    """Create `folder`, private to this user, and prove that it can be written; raise Sorry otherwise."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        probe = folder / f".writable-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise Sorry(
            f"Cannot write to {folder} ({reason}). Make it writable, or name another with ONETOONE_VAR."
        ) from None
    return folder
