"""What a process used, as the kernel tells it."""

import os
from dataclasses import dataclass
from pathlib import Path

_TICK = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cpu:
    """Seconds of CPU; `system` is the kernel's share, with the part of the network that runs in a system call."""

    user: float = 0.0
    system: float = 0.0
    total: float = 0.0

    def __sub__(self, other: "Cpu") -> "Cpu":
        return Cpu(self.user - other.user, self.system - other.system, self.total - other.total)


def cpu(pids: list[int]) -> Cpu:
    """User and system from /proc/<pid>/stat; the total from the scheduler, which counts nanoseconds and not ticks."""
    user = system = total = 0.0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        user += int(fields[11]) / _TICK
        system += int(fields[12]) / _TICK
        total += _scheduled(pid) or user + system
    return Cpu(user, system, total)


def _scheduled(pid: int) -> float:
    total = 0
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            total += int((task / "schedstat").read_text().split()[0])
        except (OSError, ValueError, IndexError):  # a thread that ended, or a kernel that does not count
            continue
    return total / 1e9


def memory(pids: list[int]) -> int:
    """Bytes of memory that hold no file: what a process made itself."""
    total = 0
    for pid in pids:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Anonymous:"):
                total += int(line.split()[1]) * 1024
    return total


def load() -> float:
    """How many wanted to run in the last minute."""
    return os.getloadavg()[0]
