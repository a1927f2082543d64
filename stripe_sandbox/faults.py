"""Trouble on request: the next so many requests that match fail in a chosen way."""

import fnmatch
from dataclasses import dataclass
from typing import Any

from stripe_sandbox.sandbox import Sandbox

# What can go wrong. "-after-commit": the work is done and kept, only the answer is lost.
KINDS = (
    "500",
    "429",
    "409",
    "timeout",
    "drop",
    "slow",
    "500-after-commit",
    "timeout-after-commit",
    "drop-after-commit",
)


@dataclass(frozen=True)
class Fault:
    """One fault about to happen."""

    kind: str
    seconds: float
    retry_after: str = ""

    @property
    def name(self) -> str:
        """The kind without its moment."""
        return self.kind.removesuffix("-after-commit")

    @property
    def after_commit(self) -> bool:
        """Whether the request's work is done before things go wrong."""
        return self.kind.endswith("-after-commit")


def add(sandbox: Sandbox, wish: dict[str, Any]) -> dict[str, Any]:
    """Adds {kind, method?, path? (* for any part), times? = 1, seconds? = 30, retry_after?}; ValueError if wrong."""
    kind = str(wish.get("kind"))
    if kind not in KINDS:
        raise ValueError(f"kind must be one of {', '.join(KINDS)}")
    fault = {
        "kind": kind,
        "method": str(wish.get("method", "*")).upper(),
        "path": str(wish.get("path", "*")),
        "times": int(wish.get("times", 1)),
        "seconds": float(wish.get("seconds", 30)),
        "retry_after": str(wish.get("retry_after", "")),
    }
    sandbox.store.write_note("faults", [*sandbox.store.note("faults", []), fault])
    return fault


def take(sandbox: Sandbox, method: str, path: str) -> Fault | None:
    """The fault that this request meets, counted down."""
    faults = sandbox.store.note("faults", [])
    for fault in faults:
        if fault["times"] > 0 and fnmatch.fnmatch(method, fault["method"]) and fnmatch.fnmatch(path, fault["path"]):
            fault["times"] -= 1
            sandbox.store.write_note("faults", [row for row in faults if row["times"] > 0])
            return Fault(fault["kind"], fault["seconds"], fault.get("retry_after", ""))
    return None
