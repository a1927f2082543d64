"""File locks between processes of one machine; the system drops them when their holder dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def waiting_for(path: Path) -> Iterator[None]:
    """Hold the lock at `path` for the block, waiting while another process has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def take(path: Path, note: str) -> int | str:
    """Take the lock at `path` for the rest of this process and leave `note` in it.

    Returns the file descriptor that holds it, or the holder's note when somebody else does.
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return path.read_text().strip()
    os.ftruncate(descriptor, 0)
    os.write(descriptor, note.encode())
    return descriptor
