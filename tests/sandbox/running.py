"""A sandbox in its own process, the real SDK pointed at it, and a listener for its webhooks."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import stripe

SECRET = "whsec_sandbox_tests"
ROOT = Path(__file__).parents[2]


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(condition: Callable[[], Any], seconds: float = 8) -> Any:
    """The condition's first truthy value."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.02)
    raise AssertionError(f"still not so after {seconds} s: {condition}")


class Running:
    """A running sandbox."""

    def __init__(self, state: Path, webhook_url: str = "", expect: int = 200, **environment: str) -> None:
        self.expect = expect
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "SANDBOX_PORT": str(self.port),
            "SANDBOX_STATE": str(state),
            "SANDBOX_WEBHOOK_URL": webhook_url,
            "SANDBOX_WEBHOOK_SECRET": SECRET,
            "SANDBOX_WEBHOOK_BACKOFF": "0.1,0.1,0.2,0.2,0.5,0.5,1",
            **environment,
        }
        self.process: subprocess.Popen[bytes] | None = None
        self.start()
        self.client = self.sdk()

    def start(self) -> None:
        """Starts the process and waits until it answers."""
        command = [sys.executable, "-m", "stripe_sandbox"]
        self.process = subprocess.Popen(command, env=self.environment, cwd=ROOT)
        wait_until(self._answers, 30)  # on a busy machine it takes its time

    def stop(self, number: int = signal.SIGTERM) -> float:
        """Ends the process; how many seconds that took."""
        assert self.process
        began = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(10)
        return time.monotonic() - began

    def sdk(self, key: str = "sk_test_sandbox", retries: int = 0, timeout: float = 10) -> Any:
        """The real SDK's client, with nothing changed but the address."""
        return stripe.StripeClient(
            key,
            http_client=stripe.HTTPXClient(timeout=timeout, allow_sync_methods=True),
            max_network_retries=retries,
            base_addresses={"api": self.url},
        )

    def control(self, verb: str, **wish: Any) -> dict[str, Any]:
        """POST /_sandbox/{verb}"""
        return self.http("POST", f"/_sandbox/{verb}", json.dumps(wish).encode(), {"Content-Type": "application/json"})[
            1
        ]

    def state(self) -> dict[str, Any]:
        """GET /_sandbox/state"""
        return self.http("GET", "/_sandbox/state")[1]

    def api(self, method: str, path: str, params: dict[str, Any] | None = None, **headers: str) -> tuple[int, Any, Any]:
        """A raw API request: status, body, headers."""
        given = {"Authorization": "Bearer sk_test_sandbox"} | {k.replace("_", "-"): v for k, v in headers.items()}
        return self.http(method, path, urlencode(params or {}).encode() if method == "POST" else None, given)

    def http(
        self, method: str, path: str, data: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, Any, Any]:
        """A request without any SDK. JSON is read, redirects are not followed."""
        request = urllib.request.Request(self.url + path, data, headers or {}, method=method)
        try:
            with urllib.request.build_opener(_Stay).open(request, timeout=10) as answer:
                return answer.status, _read(answer), answer.headers
        except urllib.error.HTTPError as answer:
            return answer.code, _read(answer), answer.headers

    def submit(self, path: str, **form: str) -> tuple[int, Any, Any]:
        """Sends a page's form as a browser does."""
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.http("POST", path, urlencode(form).encode(), headers)

    def _answers(self) -> bool:
        assert self.process
        assert self.process.poll() is None, "the sandbox ended by itself"
        try:
            return bool(self.http("GET", "/_sandbox/state")[0] == self.expect)
        except OSError:
            return False


class Reached(Running):
    """A sandbox that somebody else runs."""

    def __init__(self, url: str) -> None:
        self.url, self.expect = url, 200
        self.client = self.sdk()


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def _read(answer: Any) -> Any:
    text = answer.read().decode()
    return json.loads(text) if "json" in (answer.headers["Content-Type"] or "") else text


class Listener:
    """Takes webhooks as the app would: verified with the SDK, refused while `refuse` says so."""

    def __init__(self) -> None:
        self.events: list[stripe.Event] = []
        self.thin: list[Any] = []
        self.refuse = 0
        # The newest delivery as it came: its signature and its bytes.
        self.last: tuple[str, bytes] = ("", b"")
        listener = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                payload = self.rfile.read(int(self.headers["Content-Length"]))
                status = 200
                if listener.refuse:
                    listener.refuse -= 1
                    status = 500
                else:
                    listener.last = (self.headers["Stripe-Signature"], payload)
                    listener.take(payload, self.headers["Stripe-Signature"])
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/hook"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def take(self, payload: bytes, signature: str) -> None:
        """Reads one delivery, a snapshot or a thin one, as the SDK does."""
        if json.loads(payload)["object"] == "event":
            self.events.append(stripe.Webhook.construct_event(payload, signature, SECRET))
        else:
            client = stripe.StripeClient("sk_test_sandbox")
            self.thin.append(client.parse_event_notification(payload, signature, SECRET))

    def types(self) -> list[str]:
        """The types of the events taken so far, in order."""
        return [event.type for event in self.events]

    def wait_for(self, type: str, times: int = 1) -> stripe.Event:
        """The newest event of a type once so many have come."""
        wait_until(lambda: self.types().count(type) >= times)
        return [event for event in self.events if event.type == type][-1]

    def close(self) -> None:
        """Stops listening."""
        self.server.shutdown()
        self.server.server_close()
