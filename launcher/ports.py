"""Free and taken TCP ports."""

import errno
import socket

from launcher.failure import Sorry


def require_free(host: str, port: int) -> None:
    """Raise Sorry when nobody could listen at `host`:`port` now."""
    try:
        _bind(host, port)
    except OSError as error:
        if port < 1024 and isinstance(error, PermissionError):
            raise Sorry(f"Port {port} needs more rights than you have: choose one above 1023 with --port.") from None
        if isinstance(error, socket.gaierror) or error.errno == errno.EADDRNOTAVAIL:
            raise Sorry(f"This machine has no address {host}: leave --host out, or give one that it has.") from None
        raise Sorry(f"Port {port} on {host} is taken: choose another, such as bin/run --port {port + 10}.") from None


def prefer(port: int, host: str = "127.0.0.1") -> int:
    """`port` if it is free, else one that the system chooses; another program may take either before it is used."""
    try:
        return _bind(host, port)
    except OSError:
        return _bind(host, 0)


def free(host: str = "127.0.0.1") -> int:
    """A port that nobody listens on at this moment."""
    return _bind(host, 0)


def _bind(host: str, port: int) -> int:
    family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As servers do: a port still in TIME_WAIT from the last run is not taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind((host, port))
        probe.listen(1)
        bound: int = probe.getsockname()[1]
        return bound
