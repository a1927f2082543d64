"""The operator's page is there for operators only: for all others its address is a 404 like any unknown one."""

from starlette.types import ASGIApp, Receive, Scope, Send

from onetoone import routes
from onetoone.security.acting import whose

_NOWHERE = "/-"


def hide_from_others(app: ASGIApp) -> ASGIApp:
    """An `api_transformer` for `rx.App`, around the pages."""

    async def door(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and _is_ours(scope["path"]):
            cookie = dict(scope["headers"]).get(b"cookie", b"").decode("latin-1")
            actor = await whose(cookie)
            if actor is None or not actor.is_operator:
                scope = {**scope, "path": _NOWHERE, "raw_path": _NOWHERE.encode()}
        await app(scope, receive, send)

    return door


def _is_ours(path: str) -> bool:
    # Static files answer to more than one spelling of a path.
    return path.strip("/").split("/")[0].lower().removesuffix(".html") == routes.OPERATOR.strip("/")
