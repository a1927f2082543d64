"""The guard of every POST that a cookie speaks for: it must come from a page of ours."""

from collections.abc import Awaitable, Callable
from functools import wraps

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from onetoone.config import settings
from onetoone.domain.words import _

Endpoint = Callable[[Request], Awaitable[Response]]


def from_our_pages(endpoint: Endpoint) -> Endpoint:
    """Answer 403 unless the Origin header names one of our origins. Browsers send it with every POST (Fetch, 3.2)."""

    @wraps(endpoint)
    async def guarded(request: Request) -> Response:
        if request.headers.get("origin") not in settings().origins:
            return JSONResponse({"errors": {"": _("This request didn't come from our pages.")}}, 403)
        return await endpoint(request)

    return guarded
