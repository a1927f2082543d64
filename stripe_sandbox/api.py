"""The HTTP side of the API: who asks, with which parameters, was it asked before, and the answer in Stripe's clothes."""

import asyncio
import base64
import hashlib
import hmac
import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from stripe_sandbox import due, expanding, faults, parameters, routes
from stripe_sandbox.errors import ApiError
from stripe_sandbox.faults import Fault
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id, public

Body = dict[str, Any]
NO_KEY = (
    "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. "
    "'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help "
    "at https://support.stripe.com/."
)
IN_USE = (
    "There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and "
    "the other request is still going through): {key}. Please try again later or use a different idempotent key."
)
OTHER_PARAMS = (
    "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other "
    "than '{key}' if you meant to execute a different request."
)
OTHER_ENDPOINT = (
    "Keys for idempotent requests can only be used for the same endpoint they were first used for ('{new}' vs '{old}'). Try "
    "using a key other than '{key}' if you meant to execute a different request."
)
KEYS_LIVE = 24 * 3600


class Api:
    """Answers /v1/…; requests are worked on one at a time, each in one transaction."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.in_progress: set[str] = set()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One API request."""
        request_id = new_id("req", 14)
        key = request.headers.get("Idempotency-Key", "") if request.method == "POST" else ""
        headers = {"Request-Id": request_id, "Stripe-Version": request.headers.get("Stripe-Version", parameters.API_VERSION)}
        if key:
            headers["Idempotency-Key"] = key
        body = await request.text()
        fault = faults.take(self.sandbox, request.method, request.path)
        held = False
        try:
            self._authenticate(request)
            if key in self.in_progress:
                raise ApiError(IN_USE.format(key=key), status=409, type="idempotency_error", code="idempotency_key_in_use")
            if key:
                self.in_progress.add(key)
                held = True
            if fault and not fault.after_commit:
                await self._trouble(request, fault)
            status, answer, extra = self._answer(request.method, request.path, request.query_string, body, key, request_id)
            headers |= extra
            if fault and fault.after_commit:
                await self._trouble(request, fault)
        except ApiError as error:
            status, answer = error.status, error.body()
        finally:
            if held:
                self.in_progress.discard(key)
        return web.json_response(answer, status=status, headers=headers)

    def _authenticate(self, request: web.Request) -> None:
        if not authorized(request, ""):
            raise ApiError(NO_KEY, status=401)
        if not authorized(request, self.sandbox.settings.secret_key):
            given = _given_key(request)
            shown = given[:8] + "*" * max(0, len(given) - 12) + given[-4:]
            raise ApiError(f"Invalid API Key provided: {shown}", status=401)

    async def _trouble(self, request: web.Request, fault: Fault) -> None:
        """Lets the fault happen. Only "slow" comes back."""
        if fault.name == "500":
            text = "An unknown error occurred (the sandbox was asked for it)."
            raise ApiError(text, status=500, type="api_error")
        if fault.name == "429":
            text = "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits."
            raise ApiError(text, status=429, code="rate_limit")
        if fault.name == "409":
            text = "This object cannot be accessed right now because another API request or Stripe process is currently"
            raise ApiError(text + " accessing it.", status=409, code="lock_timeout")
        if fault.name in ("slow", "timeout"):
            await asyncio.sleep(fault.seconds)
        if fault.name in ("drop", "timeout") and request.transport:
            request.transport.abort()

    def _answer(
        self, method: str, path: str, query: str, body: str, key: str, request_id: str
    ) -> tuple[int, Body, dict[str, str]]:
        """Status, body and extra headers; one transaction from beginning to end."""
        sandbox = self.sandbox
        found = routes.match(method, path)
        if found is None:
            text = f"Unrecognized request URL ({method}: {path}). Please see https://stripe.com/docs or we can help at "
            raise ApiError(text + "https://support.stripe.com/.", status=404)
        endpoint, ids = found
        pairs = parse_qsl(query, keep_blank_values=True) + parse_qsl(body, keep_blank_values=True)
        fingerprint = hashlib.sha256(json.dumps(sorted(pairs)).encode()).hexdigest()
        if len(key) > 255:
            raise ApiError("Idempotency keys may be at most 255 characters long.", type="idempotency_error")
        replay = self._replay(key, f"{method} {path}", fingerprint) if key else None
        if replay:
            return replay
        sandbox.request = {"id": request_id, "idempotency_key": key or None}
        with sandbox.store.transaction():
            due.sweep(sandbox)
        known = f"{method} {path}"
        try:
            with sandbox.store.transaction():
                try:
                    params = parameters.checked(endpoint, parameters.nested(pairs))
                    answer = public(routes.ENDPOINTS[endpoint](sandbox, params, *ids))
                    answer = expanding.expanded(sandbox.store, answer, params.get("expand", []))
                except ApiError as error:
                    if key and error.keep:
                        # In the same transaction: a decline and its remembered answer stand or fall together.
                        sandbox.remember(key, known, fingerprint, error.status, error.body())
                    raise
                if key:
                    sandbox.remember(key, known, fingerprint, 200, answer)
        except ApiError as error:
            if key and error.began and not error.keep:
                sandbox.remember(key, known, fingerprint, error.status, error.body())
            raise
        return 200, answer, {}

    def _replay(self, key: str, endpoint: str, fingerprint: str) -> tuple[int, Body, dict[str, str]] | None:
        row = self.sandbox.store.db.execute("SELECT * FROM answers WHERE key = ?", (key,)).fetchone()
        if row is None or row["created"] < self.sandbox.now() - KEYS_LIVE:
            return None
        if row["endpoint"] != endpoint:
            old, new = row["endpoint"].split(" ", 1)[1], endpoint.split(" ", 1)[1]
            raise ApiError(OTHER_ENDPOINT.format(key=key, old=old, new=new), type="idempotency_error")
        if row["fingerprint"] != fingerprint:
            raise ApiError(OTHER_PARAMS.format(key=key), type="idempotency_error")
        extra = {"Idempotent-Replayed": "true", "Original-Request": row["request"]}
        return row["status"], json.loads(row["body"]), extra


def authorized(request: web.Request, secret_key: str) -> bool:
    """Whether the request carries this key (any key at all, when it is empty)."""
    given = _given_key(request)
    return hmac.compare_digest(given.encode(), secret_key.encode()) if secret_key else bool(given)


def _given_key(request: web.Request) -> str:
    scheme, _, value = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            return base64.b64decode(value).decode("utf-8").partition(":")[0]
        except ValueError:
            return ""
    return value.strip() if scheme.lower() == "bearer" else ""
