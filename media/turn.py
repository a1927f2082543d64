"""Which TURN servers a page is told, with credentials that are of no use to anybody a few hours later."""

import base64
import hashlib
import hmac
from typing import Any

from media.config import Config

GOOD_FOR_SECONDS = 4 * 3600  # a TURN server asks again at each refresh: longer than the longest call


def servers(config: Config, now: float) -> list[dict[str, Any]]:
    """`iceServers` for one page; `now` is seconds since 1970, on the clock that the TURN server has as well.

    With a secret shared with the TURN server each page gets a name and a password of its own, as coturn's
    `use-auth-secret` has it: the name is when they expire, the password the name's HMAC.
    """
    if not config.turn_secret:
        return list(config.ice_servers)
    name = f"{int(now) + GOOD_FOR_SECONDS}:onetoone"
    digest = hmac.new(config.turn_secret.encode(), name.encode(), hashlib.sha1).digest()
    passes = {"username": name, "credential": base64.b64encode(digest).decode()}
    return [{**server, **passes} if _is_turn(server) else server for server in config.ice_servers]


def _is_turn(server: dict[str, Any]) -> bool:
    urls = server.get("urls", "")
    return any(str(url).startswith(("turn:", "turns:")) for url in (urls if isinstance(urls, list) else [urls]))
