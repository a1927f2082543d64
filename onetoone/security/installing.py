"""Puts the guards around an app: what the composition root calls."""

from collections.abc import Sequence

import reflex as rx
from starlette.types import ASGIApp

from onetoone.config import settings
from onetoone.security import logs
from onetoone.security.flood import FloodGate
from onetoone.security.gate import Gate
from onetoone.security.headers import Headers
from onetoone.security.socket import GuardedNamespace

# A dropped line is noticed after at most 25 s: until then the tab counts as open, and a reload gets a new token.
_PING_EVERY, _PING_PATIENCE = 10, 15


def install(app: rx.App) -> None:
    """Guard `app`: logs, the gate before every handler, the event socket, exact origins, security headers.

    Call it once, after `app.api_transformer` is complete and before the app serves. It wraps the HTTP side last, so
    that every answer has its headers.
    """
    logs.configure()
    app.add_middleware(Gate(), index=0)
    _guard_socket(app)
    inner = app.api_transformer
    given = [] if inner is None else list(inner) if isinstance(inner, Sequence) else [inner]
    app.api_transformer = [*given, _around]


def _guard_socket(app: rx.App) -> None:
    sio, before = app.sio, app.event_namespace
    if sio is None or before is None:
        raise RuntimeError("the app has no event socket")
    guarded = GuardedNamespace(before.namespace, app)
    sio.register_namespace(guarded)
    app._event_namespace = guarded
    # Exactly these, whatever the build was configured with. An empty list would switch the check off.
    sio.eio.cors_allowed_origins = list(settings().origins)
    sio.eio.transports = ["websocket"]
    sio.eio.ping_interval, sio.eio.ping_timeout = _PING_EVERY, _PING_PATIENCE


def _around(app: ASGIApp) -> ASGIApp:
    return FloodGate(Headers(app))
