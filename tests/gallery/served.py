"""The built pages, served without anything behind them: the gallery needs neither server nor database."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any


class _Handler(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if not Path(self.translate_path(path)).is_file():
            self.path = "/404.html"  # the shell, which draws whatever page the address names
        super().do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        """Nobody reads it."""


@contextmanager
def served(build: Path) -> Iterator[str]:
    """The address at which the pages under `build` are to be had."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(build)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
