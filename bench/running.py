"""The whole run: rounds in which the servers take turns, progress, and what is written at the end."""

import argparse
import json
import resource
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

from bench import browsers, clip, load, machine, report
from bench.servers import ALL
from bench.servers.meeting import Missing, Server

Measure = Callable[[], Awaitable[dict[str, Any]]]


async def everything(options: argparse.Namespace) -> int:
    """Measure, say how far it is, write the results; the exit code."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))  # Janus falls at its end
    servers = _present([ALL[name] for name in options.servers.split(",")])
    plan: list[tuple[str, str, Measure]] = []
    counts = [int(count) for count in options.calls.split(",")]
    pictures = clip.encoded()
    for turn in range(options.rounds):
        for calls in counts:
            # Who goes first changes with the round, so that nobody has the warmer machine.
            for server in servers[turn % len(servers) :] + servers[: turn % len(servers)]:
                if calls <= (server.at_most or calls):
                    what = f"round {turn + 1}, {server.name}, {calls} call{'s' * (calls > 1)}"
                    plan.append(("load", what, _load(server, calls, options.seconds, pictures)))
    for turn in range(options.browser_rounds if options.sizes else 0):
        for size in options.sizes.split(","):
            for server in servers[turn % len(servers) :] + servers[: turn % len(servers)]:
                what = f"round {turn + 1}, {server.name}, two browsers at {size}"
                plan.append(("browsers", what, _browsers(server, size, options.browser_seconds)))
    found: dict[str, Any] = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "options": {key: str(value) for key, value in vars(options).items() if key not in ("out", "name")},
        "machine": machine.described(),
        "load": [],
        "browsers": [],
        "failed": [],
    }
    began = time.monotonic()
    for number, (kind, what, measure) in enumerate(plan, 1):
        left = (time.monotonic() - began) / (number - 1) * (len(plan) - number + 1) if number > 1 else 0
        remaining = f", about {left / 60:.0f} min left" if left > 90 else ""
        print(f"[{number}/{len(plan)}{remaining}] {what}: ", end="", flush=True)
        try:
            result = await measure()
        except Exception as error:
            why = str(error) or type(error).__name__
            print(f"failed: {why}", flush=True)
            found["failed"].append({"what": what, "why": why})
            continue
        found[kind].append(result)
        print(report.one_line(kind, result), flush=True)
    options.out.mkdir(parents=True, exist_ok=True)
    as_json, as_table = options.out / f"{options.name}.json", options.out / f"{options.name}.md"
    found["medians"] = {kind: report.medians(found[kind], keys) for kind, keys in report.GROUPS.items()}
    as_json.write_text(json.dumps(found, indent=1) + "\n")
    as_table.write_text(report.tables(found))
    print(f"\n{as_table.read_text()}\nWritten: {as_table} and {as_json.name}")
    return 0 if any(result["server"] == "onetoone" for result in found["load"]) else 1


def _present(servers: list[type[Server]]) -> list[type[Server]]:
    """Those that are installed; says who is missing, and how to get it."""
    there = []
    for server in servers:
        try:
            server.version()
        except Missing as missing:
            print(missing)
        else:
            there.append(server)
    return there


def _load(server: type[Server], calls: int, seconds: float, pictures: clip.Clip) -> Measure:
    async def measure() -> dict[str, Any]:
        return (await load.measure(server(), calls, seconds, pictures)).as_json()

    return measure


def _browsers(server: type[Server], size: str, seconds: float) -> Measure:
    async def measure() -> dict[str, Any]:
        width, _, height = size.partition("x")
        return await browsers.measure(server(), int(width), int(height), seconds)

    return measure
