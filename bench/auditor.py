"""Lighthouse, from the npm registry by the lock in bench/lighthouse, run by the project's own Node."""

import hashlib
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

from launcher.failure import Sorry
from launcher.paths import BUILD, VENV

LOCKED = Path(__file__).parent / "lighthouse"
CATEGORIES = ("performance", "accessibility", "best-practices")
MOMENTS = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")


def installed(environment: dict[str, str]) -> Path:
    """Its command, fetched when the lock is another one than last time."""
    lock = (LOCKED / "package-lock.json").read_bytes()
    home = BUILD / f"lighthouse-{hashlib.sha256(lock).hexdigest()[:10]}"
    command = home / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not command.is_file():
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(LOCKED, home)
        npm = [str(VENV / "bin" / "npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(npm, cwd=home, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Sorry(f"Lighthouse could not be fetched from the npm registry:\n{done.stderr.strip()[-600:]}")
    return command


def version() -> str:
    """As the lock has it."""
    lock = json.loads((LOCKED / "package-lock.json").read_text())
    return str(lock["packages"]["node_modules/lighthouse"]["version"])


def audited(command: Path, environment: dict[str, str], url: str, port: int, look: str, out: Path) -> dict[str, Any]:
    """One run in the browser that listens on `port`, signed in as it is; scores of 0–100 and what was not perfect."""
    run = [
        *(str(VENV / "bin" / "node"), str(command), url, f"--port={port}", "--disable-storage-reset", "--quiet"),
        *("--output=json", f"--output-path={out}", f"--only-categories={','.join(CATEGORIES)}"),
        "--no-enable-error-reporting",
        *(["--preset=desktop"] if look == "desktop" else []),
    ]
    for _attempt in range(3):  # on a busy machine it now and then misses the beginning of a visit, and says so
        done = subprocess.run(run, env=environment, capture_output=True, text=True, check=False, timeout=240)
        if not done.returncode:
            break
    else:
        raise RuntimeError(done.stderr.strip()[-400:] or "Lighthouse said nothing")
    report = json.loads(out.read_text())
    audits = report["audits"]
    weak = {
        name: [
            audits[each["id"]]["title"]
            for each in report["categories"][name]["auditRefs"]
            if each["weight"] and (audits[each["id"]]["score"] or 0) < 0.9 and audits[each["id"]]["score"] is not None
        ]
        for name in CATEGORIES
    }
    return {
        "scores": {name: round(100 * (report["categories"][name]["score"] or 0)) for name in CATEGORIES},
        "moments": {name: audits[name]["numericValue"] for name in MOMENTS},
        "weak": weak,
        "final": report["finalDisplayedUrl"],
    }
