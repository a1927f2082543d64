"""The service worker at the root of the site, and the page that it keeps for when the line is gone.

Its version is the hash of all that it keeps, so a browser that has it gets the new page as soon as anything changed.
"""

import hashlib
from functools import cache

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from onetoone import routes
from onetoone.ui.plain_page import FONTS, THEME, link_button, plain_page, versioned
from onetoone.ui.theme import ROOT
from onetoone.web.frontend import REVALIDATE

_ASSETS = ROOT / "assets"
_SCRIPT = "/reaching/offline.js"


async def service_worker(_: Request) -> Response:
    """Asked for again each time a page is opened (`updateViaCache: none`), so never cached."""
    return Response(_worker(), media_type="text/javascript", headers={"Cache-Control": REVALIDATE})


async def offline(_: Request) -> Response:
    """Only ever seen from the service worker's hand, or out of curiosity."""
    return HTMLResponse(_offline(version()), headers={"Cache-Control": REVALIDATE})


@cache
def version() -> str:
    """Of the page and of every file that it loads."""
    total = hashlib.sha256(_offline("").encode())
    for path in ("/sw.js", _SCRIPT, THEME, *FONTS):
        total.update((_ASSETS / path.lstrip("/")).read_bytes())
    return total.hexdigest()[:10]


@cache
def files() -> tuple[str, ...]:
    """What the service worker keeps: the page first, then what it loads, by names that change with their bytes."""
    return (routes.OFFLINE, *FONTS, *(versioned(path, version()) for path in (THEME, _SCRIPT)))


@cache
def _worker() -> str:
    listed = '", "'.join(files())
    source = (_ASSETS / "sw.js").read_text(encoding="utf-8")
    return source.replace("__VERSION__", version()).replace("__FILES__", listed)


def _offline(named: str) -> str:
    line = "We can’t reach onetoone from here right now. Nothing is lost: this page goes on by itself once you’re back."
    return plain_page("You’re offline", line, action=link_button("Try again", ""), script=_SCRIPT, version=named)


service_worker_routes = [
    Route(routes.SERVICE_WORKER, service_worker, methods=["GET"]),
    Route(routes.OFFLINE, offline, methods=["GET"]),
]
