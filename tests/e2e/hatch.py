"""The hatch through which pushes come: a push service for the running stack, and the keys of the browsers behind it."""

import queue
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from launcher import ports
from tests.integration.reaching.push_service import Browser


class Hatch:
    """Takes what the app pushes over real HTTP, and opens it as the browser that it is for would."""

    def __init__(self) -> None:
        came: queue.Queue[tuple[str, bytes]] = queue.Queue()

        class Takes(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                came.put((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(201)
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:
                pass

        self._came = came
        self._server = ThreadingHTTPServer(("127.0.0.1", ports.free()), Takes)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def browser(self, name: str) -> Browser:
        return Browser(f"{self.url}/{name}")

    def next(self, browser: Browser, seconds: float = 30) -> str:
        """The next note for that browser, opened; what comes for others is not kept."""
        while True:
            path, body = self._came.get(timeout=seconds)
            if browser.endpoint == self.url + path:
                return browser.opens(body).decode()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
