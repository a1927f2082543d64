"""The two halves of the web benchmark, and the tables that docs/performance.md quotes."""

import os
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import Playwright

from bench import auditor
from bench.first_visit import LIMIT, LOOKS, sign_in, weighed
from launcher import ports
from launcher.frontend import npm_registry, reflex_environment
from launcher.paths import BUILD
from onetoone.domain import words
from tests.browser import EXECUTABLE, FLAGS

PAGES = {"Messages": "/messages", "Landing": "/"}
_NAMES = {"performance": "performance", "accessibility": "accessibility", "best-practices": "best practices"}


def weigh(play: Playwright, base: str) -> list[dict[str, Any]]:
    """Messages on either screen and in each language, with either encoding."""
    found = []
    browser = play.chromium.launch(executable_path=EXECUTABLE, args=FLAGS)
    for look, language, encoding in product(LOOKS, words.LANGUAGES, ("br", "gzip")):
        one = weighed(browser, base, look, encoding, language)
        told = f"{look}, {language}, {encoding}: {one['bodies']:,} bytes in {one['requests']} requests"
        print(f"[weight] {told}", flush=True)
        found.append(one)
    browser.close()
    return found


def score(play: Playwright, base: str, runs: int, folder: Path) -> list[dict[str, Any]]:
    """Lighthouse's runs; a run that fails is told and left out."""
    environment = {**os.environ, **reflex_environment(BUILD / "web"), **npm_registry()}
    command = auditor.installed(environment)
    port = ports.free()
    context = play.chromium.launch_persistent_context(
        folder / "profile",
        executable_path=EXECUTABLE,
        args=[*FLAGS, f"--remote-debugging-port={port}"],
    )
    page = context.new_page()
    sign_in(page, base)
    wire = context.new_cdp_session(page)
    page.goto("about:blank")
    found: list[dict[str, Any]] = []
    plan = [(name, look, turn) for name in PAGES for look in LOOKS for turn in range(runs)]
    for number, (name, look, turn) in enumerate(plan, 1):
        print(f"[{number}/{len(plan)}] {name}, {look}, run {turn + 1}: ", end="", flush=True)
        # Landing sends whoever is signed in on to Messages: look at it as a stranger.
        if name == "Landing":
            context.clear_cookies()
        wire.send("Network.clearBrowserCache")
        try:
            one = auditor.audited(command, environment, base + PAGES[name], port, look, folder / "report.json")
        except Exception as error:  # a busy machine, now and then; the others count
            print(f"failed: {error}", flush=True)
            continue
        print(", ".join(f"{_NAMES[kind]} {value}" for kind, value in one["scores"].items()), flush=True)
        found.append({"page": name, "look": look, "load": round(os.getloadavg()[0], 2), **one})
    context.close()
    return found


def tables(found: dict[str, Any]) -> str:
    """The results as Markdown."""
    parts = [
        "# What `bin/bench web` measured\n",
        f"{found['at']} · Lighthouse {auditor.version()} · load of the machine {found['load_before']} at the "
        f"beginning, {found['load_after']} at the end\n",
        "## A first visit to Messages, in bytes\n",
        "| screen | language | encoding | requests | bodies | headers "
        "| page | styles | scripts | fonts | pictures | socket |",
        "| --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for one in found["weight"]:
        kinds = [f"{one['kinds'].get(kind, 0):,}" for kind in ("page", "styles", "scripts", "fonts", "pictures")]
        row = [
            one["look"],
            one["language"],
            one["encoding"],
            str(one["requests"]),
            f"{one['bodies']:,}",
            f"{one['headers']:,}",
            *kinds,
        ]
        parts.append(f"| {' | '.join(row)} | {one['socket']:,} |")
    parts.append(
        f"\nThe limit is {LIMIT:,} bytes with gzip, without people's own pictures (a kilobyte each in the demo). "
        "Browsers of today take brotli.\n"
    )
    if found["scores"]:
        parts += _scored(found["scores"])
    return "\n".join(parts) + "\n"


def _scored(runs: list[dict[str, Any]]) -> list[str]:
    parts = [
        "## Lighthouse: the best run, and the worst\n",
        "| page | screen | runs | performance | accessibility | best practices | first paint | largest | busy | jump |",
        "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for page, look in dict.fromkeys((run["page"], run["look"]) for run in runs):
        here = [run for run in runs if (run["page"], run["look"]) == (page, look)]
        best = max(here, key=lambda run: run["scores"]["performance"])
        scores = [
            f"{best['scores'][kind]} ({min(run['scores'][kind] for run in here)})"
            for kind in ("performance", "accessibility", "best-practices")
        ]
        first, largest, blocked, shift = (best["moments"][name] for name in auditor.MOMENTS)
        told = [page, look, str(len(here)), *scores, f"{first / 1000:.1f} s", f"{largest / 1000:.1f} s"]
        parts.append(f"| {' | '.join(told)} | {blocked:.0f} ms | {shift:.3f} |")
    weak = sorted({title for run in runs for titles in run["weak"].values() for title in titles})
    if weak:
        parts.append("\nWhat Lighthouse marked below 0.9 in any run: " + "; ".join(weak) + ".")
    return parts
