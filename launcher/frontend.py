"""Builds the front end once per state of the sources, into a folder named after their hash.

Reflex builds in `.build/web`. The finished pages move to `.build/frontend-<sources>-<lock>`, which the app serves and
nothing touches any more: a build for one process never pulls the files from under another that is running.
"""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from launcher.commands import run
from launcher.failure import Sorry
from launcher.locks import waiting_for
from launcher.paths import BUILD, PYTHON, ROOT, VENV
from launcher.progress import step

_SOURCES = (
    "onetoone/**/*.py",
    "onetoone/languages/*.po",
    "assets/**/*",
    "rxconfig.py",
    "requirements.lock",
    "launcher/compile_frontend.py",
    "launcher/frontend.py",
)
# Written by the build itself when a component brings a new npm package along.
_LOCK = ("reflex.lock/*",)
# Old builds may still be served by a process that started earlier.
_KEPT = 6

# What reads these at import time may do so while building too, so a build must not depend on a deployment's values.
_BUILD_ENV = ("HOME", "LANG", "LC_ALL", "TMPDIR", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS")
_BUILD_ENV_PREFIXES = ("npm_config_", "NPM_CONFIG_", "http", "HTTP", "no_proxy", "NO_PROXY")


def _hash(patterns: tuple[str, ...]) -> str:
    total = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(ROOT.glob(pattern)):
            # assets/external holds links that Reflex makes to files already counted.
            if path.is_file() and "external" not in path.relative_to(ROOT).parts[:2]:
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                total.update(f"{path.relative_to(ROOT)} {content}\n".encode())
    return total.hexdigest()[:10]


def _folder(sources: str) -> Path:
    return BUILD / f"frontend-{sources}-{_hash(_LOCK)}"


def built(log: Path) -> Path:
    """Return the folder of the front end for today's sources, building it first when there is none."""
    if (done := _folder(_hash(_SOURCES))).is_dir():
        done.touch()
        return done
    with waiting_for(BUILD / "frontend.lock"):
        # Sources may have changed, or the same build may have been made, while waiting.
        sources = _hash(_SOURCES)
        if (done := _folder(sources)).is_dir():
            return done
        with step("Building the front end (once per change of the sources)"):
            failure = None
            with whole(BUILD / "web"):
                try:
                    _build(log)
                except Sorry as sorry:  # a mistake in the sources leaves the packages in good order
                    failure = sorry
            if failure:
                raise failure
            tidy_lock()
            done = _folder(sources)
            _publish(done)
    _forget_old_builds(keep=done)
    return done


def reflex_environment(web: Path) -> dict[str, str]:
    """What every Reflex process of ours needs to know, the folder it works in first."""
    return {
        "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}",
        "REFLEX_WEB_WORKDIR": str(web),
        "REFLEX_DIR": str(BUILD / "reflex"),
        "REFLEX_USE_NPM": "1",
        "REFLEX_TELEMETRY_ENABLED": "false",
        "REFLEX_CHECK_LATEST_VERSION": "false",
        # Keeps download addresses out of reflex.lock/.
        "npm_config_omit_lockfile_registry_resolved": "true",
        "npm_config_update_notifier": "false",
        "npm_config_fund": "false",
        "npm_config_audit": "false",
    }


def npm_registry() -> dict[str, str]:
    """Where npm itself would fetch packages; Reflex else measures public mirrors, which may be out of reach."""
    env = {**os.environ, "PATH": f"{VENV / 'bin'}{os.pathsep}{os.environ.get('PATH', os.defpath)}"}
    command = [str(VENV / "bin" / "npm"), "config", "get", "registry"]
    npm = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    if npm.returncode or not npm.stdout.startswith("http"):
        raise Sorry("npm, which comes with the Python packages, does not start: remove .venv and start again.")
    return {"NPM_CONFIG_REGISTRY": npm.stdout.strip()}


def tidy_lock() -> None:
    """Give reflex.lock/package.json one spelling: npm orders its keys by what it installed last."""
    path = ROOT / "reflex.lock" / "package.json"
    tidy = json.dumps(json.loads(path.read_text()), indent=2, sort_keys=True) + "\n"
    if tidy != path.read_text():
        path.write_text(tidy)


@contextmanager
def whole(web: Path) -> Iterator[None]:
    """Guard a block that installs npm packages in `web`: had an earlier one been cut off, start from an empty folder.

    npm, once killed, takes the half-unpacked packages it left for complete.
    """
    mark = BUILD / f"unfinished-{web.name.lstrip('.')}"
    if mark.exists():
        shutil.rmtree(web, ignore_errors=True)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    yield
    mark.unlink()


def _build(log: Path) -> None:
    inherited = {k: v for k, v in os.environ.items() if k in _BUILD_ENV or k.startswith(_BUILD_ENV_PREFIXES)}
    run(
        [str(PYTHON), "-m", "launcher.compile_frontend"],
        env={**inherited, **reflex_environment(BUILD / "web"), **npm_registry(), "ONETOONE_MARK_WORDS": "1"},
        log=log,
        failed="The front end could not be built",
    )


def _publish(target: Path) -> None:
    # Renamed into place at the end: a folder with the final name is always complete.
    web, draft = BUILD / "web", BUILD / f"draft-{os.getpid()}"
    shutil.rmtree(draft, ignore_errors=True)
    shutil.copytree(web / "build" / "client", draft / "build" / "client")
    shutil.copytree(web / "backend", draft / "backend")
    for name in ("env.json", "reflex.json", "routes.json"):
        if (web / name).exists():
            shutil.copy2(web / name, draft / name)
    if not target.exists():
        draft.rename(target)
    shutil.rmtree(draft, ignore_errors=True)


def _forget_old_builds(keep: Path) -> None:
    builds = sorted(BUILD.glob("frontend-*/"), key=lambda folder: folder.stat().st_mtime, reverse=True)
    for folder in builds[_KEPT:]:
        if folder != keep:
            shutil.rmtree(folder, ignore_errors=True)
