"""Security headers on every answer, and the few addresses of Reflex that stay shut.

https://www.w3.org/TR/CSP3/ for the policy; what the built pages run inline is allowed by its hash, nothing else is.
"""

import base64
import hashlib
import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onetoone.config import Settings, settings

_INLINE = re.compile(rb"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_OPEN = "/_event"  # the one address of Reflex's own that browsers need
_CHECKOUT = "https://checkout.stripe.com"
# Scripts, styles and fonts of a page live by that page's policy; theirs would be a kilobyte with each, ignored.
_PARTS = ("/assets/", "/assets-", "/fonts/")
_OF_PARTS = ("X-Content-Type-Options", "Strict-Transport-Security")
_GALLERY = "/gallery"  # of the built pages, so that one build serves everybody


class Headers:
    """ASGI middleware around the whole app."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._plain = _headers(settings(), [])
        self._page = _headers(settings(), _inline_scripts())
        self._part = {name: value for name, value in self._plain.items() if name in _OF_PARTS}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers 404 for what is shut, such as Reflex's upload; adds the headers to everything else."""
        path = scope.get("path", "")
        if scope["type"] == "http" and _is_shut(path):
            await PlainTextResponse("Not Found", 404, self._plain)(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                # "Not modified" names no type, and its headers replace those of the page in the browser's cache.
                page = message["status"] == 304 or headers.get("content-type", "").startswith("text/html")
                for name, value in self._for(path, page=page).items():
                    headers.setdefault(name, value)  # a route may be stricter, or let itself be framed by us
            await send(message)

        await self._app(scope, receive, sending)

    def _for(self, path: str, *, page: bool) -> dict[str, str]:
        if path.startswith(_PARTS):
            return self._part
        if not page:
            return self._plain
        if not _in_gallery(path):
            return self._page
        # The gallery shows its own pages in windows of a phone's and a desktop's size.
        policy = self._page["Content-Security-Policy"].replace("frame-ancestors 'none'", "frame-ancestors 'self'")
        return {**self._page, "Content-Security-Policy": policy}


def _in_gallery(path: str) -> bool:
    return path == _GALLERY or path.startswith(f"{_GALLERY}/")


def _is_shut(path: str) -> bool:
    if _in_gallery(path):
        return settings().environment == "production"
    return path.startswith("/_") and not (path == _OPEN or path.startswith(f"{_OPEN}/") or _in_development())


def _in_development() -> bool:
    return bool(os.environ.get("ONETOONE_VITE"))


def _headers(s: Settings, hashes: list[str]) -> dict[str, str]:
    headers = {
        "Content-Security-Policy": _policy(s, hashes),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "strict-origin-when-cross-origin",
        "Permissions-Policy": "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
    if s.secure:
        headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    return headers


def _policy(s: Settings, hashes: list[str]) -> str:
    # With --dev, the page also listens to Vite itself for changes.
    spoken_to = (*s.origins, *filter(None, [os.environ.get("ONETOONE_VITE")]))
    sockets = [origin.replace("http", "ws", 1) for origin in spoken_to]
    sandbox = _origin(s.stripe_api_base)
    # WebAssembly, for the blurred background; no script that a page could write by itself (docs/decisions/0085).
    scripts = "'unsafe-inline' 'unsafe-eval'" if _in_development() else f"'wasm-unsafe-eval' {' '.join(hashes)}"
    # A bank's page may lie anywhere, and Stripe's leads there: https://docs.stripe.com/payments/3d-secure
    banks = "" if s.environment == "development" and sandbox else "https:"
    rules = {
        "default-src": "'self'",
        "script-src": f"'self' {scripts}",
        "style-src": "'self' 'unsafe-inline'",  # components carry style attributes
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": f"'self' {' '.join(sockets)}",
        "media-src": "'self' blob: mediastream:",
        "worker-src": "'self' blob:",
        "frame-src": f"'self' {sandbox} https://*.stripe.com https://hooks.stripe.com {banks}",
        "form-action": f"'self' {sandbox} {_CHECKOUT}",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
        "base-uri": "'none'",
    }
    return "; ".join(f"{name} {' '.join(value.split())}" for name, value in rules.items())


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


def _inline_scripts() -> list[str]:
    """The hash sources of all inline scripts in the built pages (React Router writes its first data that way)."""
    pages = Path(os.environ.get("REFLEX_WEB_WORKDIR", ".web"), "build", "client")
    found = {script for page in sorted(pages.rglob("*.html")) for script in _INLINE.findall(page.read_bytes())}
    return sorted(f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'" for script in found)
