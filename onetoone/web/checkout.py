"""Where Stripe's pages send people: back into the call, back to its details, or out of the bank's sheet."""

from contextlib import suppress
from html import escape

from sqlmodel import Session, select
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from onetoone import db, routes, runtime
from onetoone.calls import service as calls
from onetoone.calls.service import operations
from onetoone.domain.errors import OneToOneError, VendorDown
from onetoone.domain.words import _, direction, spoken
from onetoone.models import Payment
from onetoone.models.payment import For
from onetoone.payments import service as payments
from onetoone.security.acting import whose

_NOWHERE = routes.to(routes.CALL, call_id="unknown")  # shows the same "not found" as anybody else's call

# Shown inside the bank's sheet of our own page, so this one page may be framed, by us.
_MAY_BE_FRAMED = "default-src 'none'; script-src 'self'; style-src 'self'; frame-ancestors 'self'; base-uri 'none'"
_DONE = """<!doctype html><html lang="{language}" dir="{direction}"><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="stylesheet" href="/theme.css">
<main><p>{line}</p></main><script src="/stage/done.js"></script></html>"""


async def checkout_return(request: Request) -> Response:
    """After paying. Proves nothing by itself: the payment is read at Stripe, and only its payer is taken further."""
    actor = await whose(request.headers.get("cookie", ""))
    session_id = request.query_params.get("session_id", "")
    if actor is None or not session_id:
        return RedirectResponse(_NOWHERE, 303)
    try:
        payment = await db.look(lambda s: payments.of_payer(s, actor, session_id=session_id))
    except OneToOneError:
        return RedirectResponse(_NOWHERE, 303)
    with suppress(VendorDown):  # the webhook or the sweep will tell; the call's page waits for it
        await operations.sync(payment.id)
    if payment.purpose is not For.CALL:
        return _done()
    return RedirectResponse(routes.to(routes.CALL, call_id=payment.call_id), 303)


async def checkout_back(request: Request) -> Response:
    """The fan left Checkout without paying."""
    actor = await whose(request.headers.get("cookie", ""))
    payment_id = request.path_params["payment_id"]
    if actor is None:
        return RedirectResponse(_NOWHERE, 303)
    try:
        payment = await db.look(lambda s: payments.of_payer(s, actor, payment_id=payment_id))
        if payment.purpose is not For.CALL:
            return _done()
        await runtime.perform(lambda s: calls.step_back(s, actor=actor, call_id=payment.call_id, now=runtime.now()))
    except OneToOneError:
        return RedirectResponse(_NOWHERE, 303)
    return RedirectResponse(routes.to(routes.CALL, call_id=payment.call_id), 303)


async def bank_return(request: Request) -> Response:
    """The bank has asked. Comes without a cookie (a frame that another site sent here), so it tells nothing: it has the
    payment read at Stripe, and tells the page around it to look again."""
    intent_id = request.query_params.get("payment_intent", "")
    payment_id = await db.look(lambda s: _by_intent(s, intent_id))
    if payment_id is not None:
        with suppress(VendorDown):
            await operations.sync(payment_id)
    return _done()


def _by_intent(session: Session, intent_id: str) -> str | None:
    return session.exec(select(Payment.id).where(Payment.intent_id == intent_id)).first() if intent_id else None


def _done() -> Response:
    texts = {"title": escape(_("All done")), "line": escape(_("All done. You can close this."))}
    page = _DONE.format(language=spoken(), direction=direction(spoken()), **texts)
    return HTMLResponse(page, headers={"Content-Security-Policy": _MAY_BE_FRAMED, "Cache-Control": "no-store"})


checkout_routes = [
    Route(routes.CHECKOUT_RETURN, checkout_return, methods=["GET"]),
    Route(routes.CHECKOUT_BACK, checkout_back, methods=["GET"]),
    Route(routes.BANK_RETURN, bank_return, methods=["GET"]),
]
