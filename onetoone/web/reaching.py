"""Reaching people over HTTP: a browser gives or takes back its address, a notification's "Decline", a letter's link.

What a cookie speaks for is a POST from our own pages, or from our own service worker, which has their origin.
"""

from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from onetoone import db, routes, runtime
from onetoone.calls import service as calls
from onetoone.domain.errors import NotFound, OneToOneError
from onetoone.domain.reaching import Device
from onetoone.domain.words import N_, _, said
from onetoone.models import SignIn
from onetoone.reaching import service
from onetoone.security import sessions
from onetoone.security.acting import whose
from onetoone.ui.plain_page import form_button, link_button, plain_page
from onetoone.web.origin import from_our_pages
from onetoone.web.sent import sent, text

_ENDED = {
    "missed": N_("You won’t get e-mail about missed calls any more. You can have it again in the settings."),
    "receipts": N_("You won’t get e-mail about receipts any more. You can have it again in the settings."),
}
_QUESTION = {
    "missed": N_("Do you want no more e-mail about missed calls?"),
    "receipts": N_("Do you want no more e-mail about receipts?"),
}


async def key(request: Request) -> Response:
    """{key}: who we are to push services, for `pushManager.subscribe`; "" where nothing is pushed."""
    return JSONResponse({"key": runtime.current().push.public_key}, headers={"Cache-Control": "no-cache"})


@from_our_pages
async def subscribe(request: Request) -> Response:
    """{endpoint, keys: {p256dh, auth}}, as PushSubscription.toJSON() has it. For the session that the cookie names."""
    what = await sent(request)
    keys = what.get("keys")
    named = keys if isinstance(keys, dict) else {}
    device = Device(text(what, "endpoint"), text(named, "p256dh"), text(named, "auth"))
    sign_in = await _session(request)
    push = runtime.current().push
    if sign_in is None or not push.public_key:
        return _refused(NotFound(_("Please sign in first.")), 401)
    try:
        push.check(device)
    except OneToOneError as told:
        return _refused(told, 422)
    await runtime.perform(lambda s: service.subscribe(s, sign_in=sign_in, device=device, now=runtime.now()))
    return JSONResponse({"ok": True})


@from_our_pages
async def unsubscribe(request: Request) -> Response:
    """{endpoint}."""
    endpoint, sign_in = text(await sent(request), "endpoint"), await _session(request)
    if sign_in is None:
        return _refused(NotFound(_("Please sign in first.")), 401)
    await runtime.perform(lambda s: service.unsubscribe(s, sign_in=sign_in, endpoint=endpoint))
    return JSONResponse({"ok": True})


@from_our_pages
async def decline(request: Request) -> Response:
    """{call}: "Decline" on a notification, by whoever is signed in in that browser."""
    call_id, actor = text(await sent(request), "call"), await whose(request.headers.get("cookie", ""))
    if actor is None:
        return _refused(NotFound(_("Please sign in first.")), 401)
    try:
        await runtime.perform(lambda s: calls.decline(s, actor=actor, call_id=call_id, now=runtime.now()))
    except NotFound as told:
        return _refused(told, 404)
    except OneToOneError as told:
        return _refused(told, 409)
    return JSONResponse({"ok": True})


async def stop(request: Request) -> Response:
    """The link in a letter. Looking at it changes nothing (mail programs look at links); the button, or the mail
    program's own (RFC 8058), does. The link itself says whose it is, so no cookie is asked for."""
    link = request.query_params.get("link", "")
    if request.method == "POST":
        try:
            about = await runtime.perform(lambda s: service.stop_mail(s, link))
        except NotFound as told:
            return _page(_("That didn’t work"), told.user_message, "", 404)
        return _page(_("Done"), said(_ENDED[about]), link_button(_("Settings"), routes.REACHING))
    try:
        about = await db.look(lambda s: service.stop_mail(s, link, only_look=True))
    except NotFound as told:
        return _page(_("That didn’t work"), told.user_message, "", 404)
    button = form_button(_("No more of these"), f"{routes.STOP_MAIL}?link={link}")
    return _page(_("E-mail from onetoone"), said(_QUESTION[about]), button)


def _page(title: str, line: str, action: str, status: int = 200) -> Response:
    return HTMLResponse(plain_page(title, line, action=action), status, headers={"Cache-Control": "no-store"})


async def _session(request: Request) -> SignIn | None:
    cookie = request.headers.get("cookie", "")
    return await db.look(lambda s: sessions.living_of(s, cookie, runtime.now()))


def _refused(error: OneToOneError, status: int) -> Response:
    return JSONResponse({"errors": {"": error.user_message}}, status)


reaching_routes = [
    Route(routes.PUSH_KEY, key, methods=["GET"]),
    Route(routes.PUSH_ON, subscribe, methods=["POST"]),
    Route(routes.PUSH_OFF, unsubscribe, methods=["POST"]),
    Route(routes.PUSH_DECLINE, decline, methods=["POST"]),
    Route(routes.STOP_MAIL, stop, methods=["GET", "POST"]),
]
