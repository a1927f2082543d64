"""The websocket that events come in by: a tab's token is tied to its cookie, and misshapen events end here."""

import hashlib
import hmac
import logging
from typing import Any
from uuid import uuid4

from reflex.app import EventNamespace

from onetoone.security import policy, sessions

_log = logging.getLogger(__name__)


class GuardedNamespace(EventNamespace):
    """Reflex's event namespace, less what strangers could do with it.

    The browser chooses the token that names its state, and the token travels in addresses: whoever learns one could
    continue somebody else's state. So the tokens in use carry a mark made from the session cookie. A token that comes
    with another cookie (or from a second tab) is replaced by a fresh one, and leads to an empty state.
    """

    async def link_token_to_sid(self, sid: str, token: str, *, update_state: bool = True) -> None:
        """Link the tab's token when it is marked as this cookie's and not in use; a fresh one otherwise."""
        secret = self._secret(sid)
        holder = self.token_to_sid.get(token)
        if not _is_marked(token, secret) or (holder is not None and holder != sid):
            token = _marked(uuid4().hex, secret)
            await self.emit("new_token", token, to=sid)
        await super().link_token_to_sid(sid, token, update_state=update_state)

    async def on_event(self, sid: str, data: Any) -> None:
        """Take an event in, unless it is one that nobody may send."""
        name = data.get("name") if isinstance(data, dict) else None
        if not isinstance(name, str) or policy.who_may(name) is None:
            # Here already, because Reflex logs the headers of events that it doesn't know.
            _log.warning("refused an event that nobody may send: %.200r", name)
            return
        payload = data.get("payload")
        if not isinstance(payload, dict | None) or not isinstance(data.get("router_data"), dict | None):
            _log.warning("refused a misshapen event: %.200s", name)
            return
        await super().on_event(sid, {key: value for key, value in data.items() if value is not None})

    def _secret(self, sid: str) -> str:
        environ = self.app.sio.get_environ(sid, self.namespace) if self.app.sio else None
        headers = (environ or {}).get("asgi.scope", {}).get("headers", [])
        cookie = b"; ".join(value for name, value in headers if name == b"cookie")
        return sessions.token_in(cookie.decode("latin-1"))


def _marked(base: str, secret: str) -> str:
    return f"{base}-{hmac.new(secret.encode(), base.encode(), hashlib.sha256).hexdigest()[:32]}"


def _is_marked(token: str, secret: str) -> bool:
    base = token.partition("-")[0]
    return hmac.compare_digest(token.encode(), _marked(base, secret).encode())
