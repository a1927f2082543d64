"""Stripe's webhook: verify, look which payment or creator's account it is about, and read that again at Stripe.

The payload's state is never believed: https://docs.stripe.com/webhooks#event-ordering
"""

import logging

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from onetoone import db, routes, runtime
from onetoone.calls.service import operations
from onetoone.domain.errors import VendorDown
from onetoone.payments.service import about, connecting, creator_of

log = logging.getLogger(__name__)

_LARGEST = 256 * 1024


async def stripe_webhook(request: Request) -> Response:
    """200 when it was acted upon or is none of ours, 400 for a forgery, 5xx so that Stripe sends it again."""
    if not runtime.current().settings.stripe_webhook_secret:
        return PlainTextResponse("not found", 404)
    if int(request.headers.get("content-length") or 0) > _LARGEST:
        return PlainTextResponse("too large", 413)
    body = await request.body()
    try:
        event = runtime.current().checkout.verified_event(body, request.headers.get("stripe-signature", ""))
    except ValueError:
        log.warning("a webhook that Stripe did not sign was refused")
        return PlainTextResponse("bad signature", 400)
    news = (str(event["id"]), str(event["type"]))
    creator_id = await db.look(lambda s: creator_of(s, event))
    payment_id = None if creator_id else await db.look(lambda s: about(s, event))
    if creator_id is not None:
        try:
            await connecting.sync(creator_id, event=news)
        except VendorDown:
            return PlainTextResponse("please send this again", 503)
    if payment_id is not None:
        try:
            await operations.sync(payment_id, event=news)
        except VendorDown:
            return PlainTextResponse("please send this again", 503)
    return PlainTextResponse("ok")


stripe_webhook_route = Route(routes.STRIPE_WEBHOOK, stripe_webhook, methods=["POST"])
