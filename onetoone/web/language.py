"""The language of a browser: chosen by POST, kept in a cookie, and with the account of who is signed in."""

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from onetoone import routes, runtime
from onetoone.accounts import service
from onetoone.config import settings
from onetoone.domain import chosen, words
from onetoone.domain.errors import Invalid
from onetoone.security import sessions
from onetoone.web.origin import from_our_pages
from onetoone.web.sent import sent

_A_YEAR = 31_536_000


class Speaking:
    """ASGI middleware: what our own routes say is in the language that the browser asks for."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Each request has a task, and so a context, of its own."""
        if scope["type"] == "http":
            words.speak(spoken_in(Request(scope)))
        await self._app(scope, receive, send)


def spoken_in(request: Request) -> str:
    """The language that this request asks for."""
    return words.wanted(request.headers.get("cookie", ""), request.headers.get("accept-language", ""))


def keeps_a_choice(request: Request) -> bool:
    """Has a language been chosen in this browser?"""
    return request.cookies.get(words.COOKIE) in words.LANGUAGES


def cookie(language: str) -> str:
    """The Set-Cookie value that keeps a choice for a year."""
    secure = "; Secure" if settings().secure else ""
    return f"{words.COOKIE}={language}; Max-Age={_A_YEAR}; Path=/; HttpOnly; SameSite=Lax{secure}"


@from_our_pages
async def choose(request: Request) -> Response:
    """{language}. 422 for one that we don't speak."""
    try:
        language = chosen.language((await sent(request)).get("language"))
    except Invalid as told:
        return JSONResponse({"errors": {"": told.user_message}}, 422)

    def action(session: Session) -> None:
        actor = sessions.actor_of(session, request.headers.get("cookie", ""), runtime.now())
        if actor:
            service.read_in(session, account_id=actor.id, language=language)

    await runtime.perform(action)
    return JSONResponse({}, headers={"set-cookie": cookie(language)})


language_route = Route(routes.LANGUAGE, choose, methods=["POST"])
