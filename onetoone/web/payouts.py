"""Where Stripe's onboarding page sends creators: back to their payouts, or on to a fresh page when the link was old."""

from contextlib import suppress

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from onetoone import routes
from onetoone.config import settings
from onetoone.domain.errors import OneToOneError, VendorDown
from onetoone.payments.service import connecting
from onetoone.security.acting import whose


async def payouts_return(request: Request) -> Response:
    """Back from Stripe, which proves nothing: the account of whoever is signed in is read there."""
    actor = await whose(request.headers.get("cookie", ""))
    if actor is not None:
        with suppress(VendorDown):  # the webhook or the sweep will tell
            await connecting.sync(actor.id, came_back=True)
    return RedirectResponse(routes.PAYOUTS, 303)


async def payouts_again(request: Request) -> Response:
    """The link was used up, or too old: whoever is signed in gets one of their own, never the one they came with."""
    actor = await whose(request.headers.get("cookie", ""))
    named = f"{request.url.scheme}://{request.headers.get('host', '')}"
    origins = settings().origins
    if actor is not None:
        with suppress(OneToOneError):
            return RedirectResponse(await connecting.page_for(actor, named if named in origins else origins[0]), 303)
    return RedirectResponse(routes.PAYOUTS, 303)


payouts_routes = [
    Route(routes.PAYOUTS_RETURN, payouts_return, methods=["GET"]),
    Route(routes.PAYOUTS_AGAIN, payouts_again, methods=["GET"]),
]
