"""Makes .venv from a lock file whose every package is pinned by hash, and only when that lock changed."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

from launcher.commands import run
from launcher.failure import Sorry
from launcher.locks import waiting_for
from launcher.paths import BUILD, PYTHON, ROOT, VENV
from launcher.progress import step

# What was installed last, per lock file: {"requirements.lock": "<sha256>"}.
_STAMP = VENV / "installed-locks.json"
_LOCKS = ("requirements.lock", "requirements-test.lock")


def install(lock: str, *, log: Path) -> None:
    """Bring .venv up to `lock` (a file name in the checkout); quick when it is already there."""
    wanted = _hash(lock)
    if _installed().get(lock) == wanted and _runs():
        return
    with waiting_for(BUILD / "packages.lock"):
        stamp = _installed() if _runs() else {}
        if stamp.get(lock) == wanted:
            return
        if not stamp and not _runs():
            with step("Making a Python environment in .venv"):
                _make_environment(log)
        with step(f"Installing Python packages from {lock}"):
            run(
                [str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--require-hashes", "-r", lock],
                log=log,
                failed="The Python packages could not be installed",
            )
        covered = {other: _hash(other) for other in _LOCKS if _pins(other) <= _pins(lock)}
        _STAMP.write_text(json.dumps({**stamp, **covered}))


def _hash(lock: str) -> str:
    return hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()


def _pins(lock: str) -> set[str]:
    # A lock whose pins all stand in another one is installed with it: the tests' lock holds the product's.
    lines = (ROOT / lock).read_text().splitlines()
    return {line.rstrip(" \\") for line in lines if "==" in line and not line.startswith((" ", "#"))}


def _make_environment(log: Path) -> None:
    try:
        import ensurepip  # noqa: F401 (Debian ships Python without it, and venv then fails half-way)
    except ImportError:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Sorry(
            f"Python {version} lacks its venv module: install your system's package for it (python{version}-venv)."
        ) from None
    run([sys.executable, "-m", "venv", "--clear", str(VENV)], log=log, failed="The folder .venv could not be made")


def _installed() -> dict[str, str]:
    try:
        stamp: dict[str, str] = json.loads(_STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return stamp


def _runs() -> bool:
    # A checkout that was moved, or a Python that was removed, leaves an environment that cannot start.
    try:
        check = "import sys; sys.exit(sys.version_info < (3, 11))"
        return subprocess.run([str(PYTHON), "-c", check], check=False, capture_output=True).returncode == 0
    except OSError:
        return False
