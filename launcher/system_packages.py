"""Programs that tests need from the operating system, and how to get them where we may install."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from glob import glob
from pathlib import Path

from launcher import commands
from launcher.failure import Sorry
from launcher.paths import PYTHON
from launcher.progress import step


@dataclass(frozen=True)
class Program:
    """Something that must be on this machine: any of `names` on the PATH, else the packages that bring it."""

    names: tuple[str, ...]
    packages: tuple[str, ...]  # Debian's and Ubuntu's names
    also_in: str = ""  # a pattern of folders off the PATH in which the packages put it, e.g. /usr/lib/x/*/bin


CHROMIUM = Program(("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"), ("chromium",))

POSTGRES = Program(("postgres",), ("postgresql",), "/usr/lib/postgresql/*/bin")
REDIS = Program(("redis-server",), ("redis-server",))
FIREFOX = Program(("firefox-esr", "firefox"), ("firefox-esr",))
COTURN = Program(("turnserver",), ("coturn",))

# A new need goes here. Tests that need it and miss it say so and are skipped.
OPTIONAL = (POSTGRES, REDIS, FIREFOX, COTURN)


def chromium(log: Path) -> str:
    """The path of a Chromium: the system's, or one that is fetched now; raises Sorry when there is no way."""
    if path := os.environ.get("ONETOONE_CHROMIUM") or found(CHROMIUM) or _playwrights_own():
        return path
    with step("Installing Chromium"):
        apt(CHROMIUM.packages, log)
        if path := found(CHROMIUM):
            return path
        subprocess.run([PYTHON, "-m", "playwright", "install", "chromium"], check=False, capture_output=True)
        if path := _playwrights_own():
            return path
    raise Sorry("The browser tests need Chromium: install your system's package, or name one with ONETOONE_CHROMIUM.")


def bring_optional(log: Path) -> None:
    """Install those of OPTIONAL that are missing, for root alone: on a machine of one's own, that is one's choice."""
    missing = [package for program in OPTIONAL if not found(program) for package in program.packages]
    if missing and os.geteuid() == 0:
        with step(f"Installing {', '.join(missing)}"):
            apt(tuple(missing), log)


def apt(packages: tuple[str, ...], log: Path) -> bool:
    """Install with apt-get when there is one and we may use it; returns whether it worked."""
    prefix = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if not shutil.which("apt-get") or (prefix and not shutil.which("sudo")):
        return False
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        commands.run([*prefix, "apt-get", "update"], env=env, log=log, failed="apt-get update failed")
        install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
        commands.run([*prefix, *install], env=env, log=log, failed="apt-get install failed")
    except Sorry:
        return False
    return True


def found(program: Program) -> str | None:
    """The path of a program that is on this machine."""
    folders = [*os.environ.get("PATH", os.defpath).split(os.pathsep), *sorted(glob(program.also_in), reverse=True)]
    places = os.pathsep.join(folders)
    return next((path for name in program.names if (path := shutil.which(name, path=places))), None)


def _playwrights_own() -> str | None:
    ask = "from playwright.sync_api import sync_playwright as s\nwith s() as p: print(p.chromium.executable_path)"
    answer = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=False).stdout.strip()
    return answer if answer and Path(answer).exists() else None
