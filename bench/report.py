"""Medians of the rounds, and the tables that README and docs quote."""

from statistics import median
from typing import Any

GROUPS: dict[str, tuple[str, ...]] = {"load": ("calls", "server"), "browsers": ("size", "server")}
LIMIT_LOSS, LIMIT_MS = 0.01, 50.0

LOAD = (
    ("server", "server", ""),
    ("CPU, µs a packet", "cpu_per_packet_us", ".1f"),
    ("CPU, ms a call-second", "cpu_per_call_second_ms", ".2f"),
    ("kernel's share", "system_share", ".0%"),
    ("calls a core", "calls_per_core", ".0f"),
    ("latency p50, ms", "latency_p50", ".2f"),
    ("p95", "latency_p95", ".2f"),
    ("p99", "latency_p99", ".2f"),
    ("loss", "loss", ".2%"),
    ("memory a call, KiB", "memory_per_call_kib", ".0f"),
    ("set-up p50, ms", "setup_p50", ".0f"),
    ("p95 ", "setup_p95", ".0f"),
    ("generator, of a core", "generator_core", ".0%"),
    ("late p99, ms", "generator_late_p99", ".2f"),
)
BROWSERS = (
    ("server", "server", ""),
    ("CPU, s a call-minute", "cpu_per_call_minute", ".2f"),
    ("capture to screen p50, ms", "latency_p50", ".0f"),
    ("p95", "latency_p95", ".0f"),
    ("frames a second", "frames_per_second", ".1f"),
    ("picture", "picture", ""),
    ("Mbit/s each way", "megabits", ".2f"),
)


def medians(results: list[dict[str, Any]], keys: tuple[str, ...]) -> list[dict[str, Any]]:
    """One row for each group: the median of every number, the commonest of every word."""
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for result in results:
        groups.setdefault(tuple(result[key] for key in keys), []).append(result)
    return [_median(rows) | {"rounds": len(rows)} for rows in groups.values()]


def _median(rows: list[dict[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key in rows[0]:
        values = [row[key] for row in rows if row[key] is not None]
        if all(isinstance(value, int | float) for value in values):
            found[key] = median(values) if values else None
        elif isinstance(rows[0][key], str):
            found[key] = max(set(values), key=values.count)
    return found


def one_line(kind: str, result: dict[str, Any]) -> str:
    """What is worth seeing while it runs."""
    if kind == "browsers":
        cpu, late = _shown(result["cpu_per_call_minute"], ".2f"), _shown(result["latency_p50"], ".0f")
        return f"{cpu} s a call-minute, {late} ms, {result['frames_per_second']:.0f} fps, {result['picture']}"
    cpu, late = _shown(result["cpu_per_packet_us"], ".1f"), _shown(result["latency_p95"], ".2f")
    loss = _shown(result["loss"], ".2%")
    return f"{cpu} µs a packet, p95 {late} ms, loss {loss}, generator {result['generator_core']:.0%}"


def tables(found: dict[str, Any]) -> str:
    """The results as Markdown."""
    machine = found["machine"]
    loads = [row["load_before"] for row in found["load"]]
    parts = [
        "# What `bin/bench` measured\n",
        f"{found['at']} · {machine['cores']} cores, {machine['processor']} · Linux {machine['kernel']} · "
        f"Python {machine['python']} · {machine['chromium']} · Janus {machine['servers'].get('janus')} · "
        f"aiortc {machine['servers'].get('aiortc')}\n",
        f"Load of the machine when it began: {machine['load_before']}; before each measurement (the one before it "
        f"included): {min(loads, default=0):.1f} to {max(loads, default=0):.1f}. "
        f"Medians of {found['options']['rounds']} rounds of {found['options']['seconds']} s.\n",
    ]
    rows = found["medians"]["load"]
    for calls in sorted({row["calls"] for row in rows}):
        here = [row for row in rows if row["calls"] == calls]
        rate = max(row["packets_per_call_second"] for row in here) * calls
        parts.append(f"\n## {calls:.0f} call{'s' * (calls > 1)}: {rate:,.0f} packets a second\n")
        parts += [_table(LOAD, here), _ratio(here, "cpu_per_call_second_ms")]
    for size in dict.fromkeys(row["size"] for row in found["medians"]["browsers"]):
        parts.append(f"\n## Two Chromium pages at {size}\n")
        here = [row for row in found["medians"]["browsers"] if row["size"] == size]
        parts += [_table(BROWSERS, here), _ratio(here, "cpu_per_call_minute")]
    if found["failed"]:
        parts.append("\n## What failed\n")
        parts += [f"- {failure['what']}: {failure['why']}" for failure in found["failed"]]
    return "\n".join(parts) + "\n"


def _ratio(rows: list[dict[str, Any]], key: str) -> str:
    """What matters most, in words."""
    ours, theirs = (next((row[key] for row in rows if row["server"] == name), None) for name in ("onetoone", "janus"))
    return f"\nA call costs {ours / theirs:.2f} of what it costs Janus.\n" if ours and theirs else ""


def _table(columns: tuple[tuple[str, str, str], ...], rows: list[dict[str, Any]]) -> str:
    lines = [
        "| " + " | ".join(title.strip() for title, _, _ in columns) + " |",
        "| --- |" + " ---: |" * (len(columns) - 1),
    ]
    for row in sorted(rows, key=lambda row: list(ORDER).index(row["server"])):
        over = (row.get("loss") or 0) > LIMIT_LOSS or ((row.get("latency_p95") or 0) > LIMIT_MS and "calls" in row)
        cells = [_shown(row.get(key), form) for _, key, form in columns]
        lines.append(f"| {ORDER[row['server']]}{' (over its limit)' if over else ''} | " + " | ".join(cells[1:]) + " |")
    return "\n".join(lines)


ORDER = {"onetoone": "**onetoone**", "janus": "Janus", "aiortc": "aiortc MediaRelay", "direct": "nobody (peer to peer)"}


def _shown(value: Any, form: str) -> str:
    return "–" if value is None else format(value, form)
