"""The service worker at the root of the site, and the page that it keeps for when the line is gone.

Its version is the hash of all that it keeps, so a browser that has it gets the new page as soon as anything changed.
"""

import hashlib
from functools import cache

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from onetoone import routes
from onetoone.domain import words
from onetoone.domain.words import _
from onetoone.ui.plain_page import FONTS, THEME, link_button, plain_page, versioned
from onetoone.ui.theme import ROOT
from onetoone.web.frontend import REVALIDATE

_ASSETS = ROOT / "assets"
_SCRIPT = "/reaching/offline.js"


async def service_worker(_: Request) -> Response:
    """Asked for again each time a page is opened (`updateViaCache: none`), so never cached. With another language come
    other bytes, and with them another page to keep."""
    return Response(_worker(words.spoken()), media_type="text/javascript", headers={"Cache-Control": REVALIDATE})


async def offline(request: Request) -> Response:
    """Only ever seen from the service worker's hand, or out of curiosity."""
    wanted = request.query_params.get("in")
    language = wanted if wanted in words.LANGUAGES else words.spoken()
    return HTMLResponse(_offline(language, version(language)), headers={"Cache-Control": REVALIDATE})


@cache
def version(language: str) -> str:
    """Of the page and of every file that it loads."""
    total = hashlib.sha256(_offline(language, "").encode())
    for path in ("/sw.js", _SCRIPT, THEME, *FONTS):
        total.update((_ASSETS / path.lstrip("/")).read_bytes())
    return total.hexdigest()[:10]


@cache
def files(language: str) -> tuple[str, ...]:
    """What the service worker keeps: the page first, then what it loads, by names that change with their bytes.

    The page's address says its language: the worker asks for it without cookies.
    """
    scripts = (versioned(path, version(language)) for path in (THEME, _SCRIPT))
    return (f"{routes.OFFLINE}?in={language}", *FONTS, *scripts)


@cache
def _worker(language: str) -> str:
    listed = '", "'.join(files(language))
    source = (_ASSETS / "sw.js").read_text(encoding="utf-8")
    return source.replace("__VERSION__", version(language)).replace("__FILES__", listed)


def _offline(language: str, named: str) -> str:
    with words.speaking(language):
        line = _(
            "We can’t reach onetoone from here right now. Nothing is lost: this page goes on by itself once "
            "you’re back."
        )
        again = link_button(_("Try again"), "")
        return plain_page(_("You’re offline"), line, action=again, script=_SCRIPT, version=named)


service_worker_routes = [
    Route(routes.SERVICE_WORKER, service_worker, methods=["GET"]),
    Route(routes.OFFLINE, offline, methods=["GET"]),
]
