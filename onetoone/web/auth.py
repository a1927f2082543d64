"""Signing up, in and out: JSON POSTs from our own pages; afterwards the page loads anew, as its websocket must."""

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from onetoone import db, routes, runtime
from onetoone.accounts import service, views
from onetoone.config import settings
from onetoone.domain.errors import Invalid, TooMany
from onetoone.domain.ports import Notice
from onetoone.domain.words import _
from onetoone.models import Account
from onetoone.privacy import service as privacy
from onetoone.security import passwords, sessions, throttle
from onetoone.web import language
from onetoone.web.origin import from_our_pages
from onetoone.web.sent import sent, text


@from_our_pages
async def sign_in(request: Request) -> Response:
    """{email, password}. The same answer, after the same work, for a wrong password and for nobody's address."""
    what = await sent(request)
    address = text(what, "email").strip().lower()[:254]
    account_key, host_key = f"sign-in:account:{address}", f"sign-in:address:{_host(request)}"
    try:
        await _count(account_key, host_key)
    except TooMany as told:
        return _refused(429, "", told.user_message)
    account_id, kept = await db.look(lambda s: views.password_of(s, address))
    if not await passwords.matches(what.get("password"), kept):
        return _refused(401, "", _("That e-mail address and password don't go together."))

    def right(s: Session) -> None:
        throttle.forgive(s, account_key)
        throttle.take_back(s, host_key)  # not more: one's own password must not buy guesses at others'

    await runtime.perform(right)
    return await _signed_in(request, account_id)


@from_our_pages
async def sign_up(request: Request) -> Response:
    """{name, email, password, creator}. Errors come back under the field that they belong to."""
    what = await sent(request)
    errors: dict[str, str] = {}
    checked: dict[str, str] = {}
    for field, check in (("name", service.name), ("email", service.email)):
        try:
            checked[field] = check(what.get(field))
        except Invalid as told:
            errors[field] = told.user_message
    try:
        await _count(f"sign-up:address:{_host(request)}")
        kept = await passwords.hashed(what.get("password"))
    except Invalid as told:
        errors["password"] = told.user_message
    except TooMany as told:
        return _refused(429, "", told.user_message)
    if errors:
        return JSONResponse({"errors": errors}, 422)

    def action(s: Session) -> str:
        wants = what.get("creator") is True or what.get("creator") == "on"
        return service.sign_up(s, **checked, password_hash=kept, is_creator=wants, now=runtime.now()).id

    try:
        account_id = await runtime.perform(action)
    except service.Taken as told:
        return _refused(409, "email", told.user_message)
    return await _signed_in(request, account_id)


@from_our_pages
async def demo(request: Request) -> Response:
    """{account}: be one of the demo people. Only where this is a demo."""
    wanted = text(await sent(request), "account")

    def known(s: Session) -> bool:
        account = s.get(Account, wanted)
        return settings().demo and account is not None and account.is_demo

    if not await db.look(known):
        return _refused(404, "", _("We couldn't find that."))
    return await _signed_in(request, wanted)


@from_our_pages
async def sign_out(request: Request) -> Response:
    """Ends the session of this browser at once, and its other tabs hear of it."""
    cookie = request.headers.get("cookie", "")

    def action(s: Session) -> None:
        if whose := sessions.end(s, cookie, runtime.now()):
            db.announce(s, Notice(whose, "me", whose))

    await runtime.perform(action)
    return JSONResponse({"next": routes.HOME}, headers={"set-cookie": sessions.clear_cookie()})


async def _signed_in(request: Request, account_id: str) -> Response:
    def action(s: Session) -> tuple[str, str, bool]:
        # A session that was there before ends: nobody can have planted the one that counts from now on.
        sessions.end(s, request.headers.get("cookie", ""), runtime.now())
        account = s.get_one(Account, account_id)
        spoken = account.language
        # A demo person is many people: each finds the language of their browser, and not the one before's.
        if not spoken or account.is_demo or language.keeps_a_choice(request):
            spoken = language.spoken_in(request)
            service.read_in(s, account_id=account_id, language=spoken)
        stays = privacy.come_back(s, account_id, runtime.now())
        return sessions.begin(s, account_id, runtime.now()), spoken, stays

    token, spoken, stays = await runtime.perform(action)
    to = f"{routes.YOUR_DATA}?stayed=1" if stays else routes.MESSAGES
    answer = JSONResponse({"next": to, "instead": stays}, headers={"set-cookie": sessions.set_cookie(token)})
    if spoken != language.spoken_in(request):
        answer.headers.append("set-cookie", language.cookie(spoken))
    return answer


async def _count(*keys: str) -> None:
    s = settings()

    def action(session: Session) -> None:
        for key in keys:
            throttle.limit(session, key, s.sign_in_attempts, s.sign_in_window_seconds, runtime.now())

    await runtime.perform(action)


def _host(request: Request) -> str:
    return request.client.host if request.client else "unknown"


def _refused(status: int, field: str, words: str) -> Response:
    return JSONResponse({"errors": {field: words}}, status)


auth_routes = [
    Route(routes.AUTH_SIGN_IN, sign_in, methods=["POST"]),
    Route(routes.AUTH_SIGN_UP, sign_up, methods=["POST"]),
    Route(routes.AUTH_DEMO, demo, methods=["POST"]),
    Route(routes.AUTH_SIGN_OUT, sign_out, methods=["POST"]),
]
