"""What it was measured on."""

import os
import platform
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.servers import ALL
from bench.servers.meeting import Missing


def described() -> dict[str, Any]:
    """Processor, kernel, versions, and how busy the machine already was."""
    models = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if "model name" in line
    ]
    servers = {}
    for server in ALL.values():
        try:
            servers[server.name] = server.version()
        except Missing:
            servers[server.name] = "not installed"
    return {
        "cores": os.cpu_count(),
        "processor": models[0] if models else platform.machine(),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "servers": servers,
        "chromium": _chromium(),
        "load_before": round(os.getloadavg()[0], 2),
    }


def _chromium() -> str:
    program = os.environ.get("ONETOONE_CHROMIUM") or shutil.which("chromium")
    if not program:
        return f"Playwright {version('playwright')}'s own"
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False)
    return said.stdout.strip()
