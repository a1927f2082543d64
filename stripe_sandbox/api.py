"""The HTTP side of the API: who asks, for what, was it asked before; and the answer in Stripe's clothes."""

import asyncio
import base64
import hashlib
import hmac
import json
import logging
import time
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from stripe_sandbox import accounts, due, expanding, faults, parameters, routes
from stripe_sandbox.errors import ApiError
from stripe_sandbox.faults import Fault
from stripe_sandbox.sandbox import Sandbox
from stripe_sandbox.store import new_id, public

Body = dict[str, Any]
NO_KEY = (
    "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth "
    "(e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we "
    "can help at https://support.stripe.com/."
)
IN_USE = (
    "There is currently another in-progress request using this Idempotent Key (that probably means you submitted "
    "twice, and the other request is still going through): {key}. Please try again later or use a different "
    "idempotent key."
)
OTHER_PARAMS = (
    "Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key "
    "other than '{key}' if you meant to execute a different request."
)
OTHER_ENDPOINT = (
    "Keys for idempotent requests can only be used for the same endpoint they were first used for ('{new}' vs '{old}')."
    " Try using a key other than '{key}' if you meant to execute a different request."
)
KEYS_LIVE = 24 * 3600


class ConnectionCut(Exception):
    """A fault closed the connection: whatever we would answer, nobody is there."""


class Api:
    """Answers /v1/… and /v2/…; requests are worked on one at a time, each in one transaction."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.in_progress: set[str] = set()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """One API request."""
        request_id = new_id("req", 14)
        key = request.headers.get("Idempotency-Key", "") if request.method == "POST" else ""
        headers = {
            "Request-Id": request_id,
            "Stripe-Version": request.headers.get("Stripe-Version", parameters.API_VERSION),
        }
        if key:
            headers["Idempotency-Key"] = key
        body = (await request.read()).decode("utf-8", "replace")
        try:
            self._authenticate(request)
            if key in self.in_progress:
                text = IN_USE.format(key=key)
                raise ApiError(text, status=409, type="idempotency_error", code="idempotency_key_in_use")
            if key:
                self.in_progress.add(key)
            try:
                status, answer, extra = await self._work(request, body, key, request_id)
            finally:
                self.in_progress.discard(key)
            headers |= extra
        except ApiError as error:
            status, answer = error.status, error.body()
            headers |= error.headers
        except ConnectionCut:
            return web.Response(status=500)
        except Exception:
            logging.exception("%s %s failed", request.method, request.path)
            text = "The sandbox itself failed; its log says why."
            status, answer = 500, ApiError(text, type="api_error").body()
        return web.json_response(answer, status=status, headers=headers)

    def _authenticate(self, request: web.Request) -> None:
        if not authorized(request, ""):
            raise ApiError(NO_KEY, status=401)
        if not authorized(request, self.sandbox.settings.secret_key):
            given = _given_key(request)
            shown = given[:8] + "*" * max(0, len(given) - 12) + given[-4:]
            raise ApiError(f"Invalid API Key provided: {shown}", status=401)

    async def _work(
        self, request: web.Request, body: str, key: str, request_id: str
    ) -> tuple[int, Body, dict[str, str]]:
        """The answer, with the trouble that was asked for before or after the work."""
        fault = faults.take(self.sandbox, request.method, request.path)
        if fault and not fault.after_commit:
            await _trouble(request, fault)
        account = request.headers.get("Stripe-Account", "")
        done = self._answer(request.method, request.path, request.query_string, body, key, request_id, account)
        if fault and fault.after_commit:
            # The work is done: whoever asks again under this key gets its answer.
            self.in_progress.discard(key)
            await _trouble(request, fault)
        return done

    def _answer(
        self, method: str, path: str, query: str, body: str, key: str, request_id: str, account: str
    ) -> tuple[int, Body, dict[str, str]]:
        """Status, body and extra headers; one transaction from beginning to end."""
        sandbox = self.sandbox
        found = routes.match(method, path)
        if found is None:
            text = f"Unrecognized request URL ({method}: {path}). Please see https://stripe.com/docs or we can help at "
            raise ApiError(text + "https://support.stripe.com/.", status=404)
        endpoint, ids = found
        tree, fingerprint = _given(path, query, body, account)
        if len(key) > 255:
            raise ApiError("Idempotency keys may be at most 255 characters long.", type="idempotency_error")
        replay = self._replay(key, f"{method} {path}", fingerprint) if key else None
        if replay:
            return replay
        sandbox.request = {"id": request_id, "idempotency_key": key or None}
        sandbox.account = self._acting_for(endpoint, account)
        with sandbox.store.transaction():
            due.sweep(sandbox)
        known = f"{method} {path}"
        try:
            with sandbox.store.transaction():
                try:
                    check = parameters.checked_json if path.startswith("/v2/") else parameters.checked
                    params = check(endpoint, tree)
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

    def _acting_for(self, endpoint: str, account: str) -> str:
        if account and (self.sandbox.store.get(account) or {}).get("object") != accounts.KIND:
            text = f"The provided key does not have access to account '{account}' (or that account does not exist)."
            raise ApiError(text, status=403, code="account_invalid")
        if account and endpoint not in routes.FOR_ACCOUNTS:
            raise ApiError(f"The sandbox plays {endpoint} for the platform only: leave Stripe-Account out.")
        return account

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


def _given(path: str, query: str, body: str, account: str) -> tuple[Body, str]:
    """What was sent, form or JSON, as nested values; and a fingerprint that tells one request from another."""
    pairs = parse_qsl(query, keep_blank_values=True)
    if not path.startswith("/v2/"):
        pairs += parse_qsl(body, keep_blank_values=True)
        seen: Any = [account, *sorted(pairs)] if account else sorted(pairs)
        return parameters.nested(pairs), hashlib.sha256(json.dumps(seen).encode()).hexdigest()
    try:
        tree = json.loads(body or "{}")
    except ValueError as error:
        raise ApiError("The request's body is not JSON.") from error
    for name, value in parameters.nested(pairs).items():
        tree[name] = list(value.values()) if isinstance(value, dict) else int(value) if value.isdecimal() else value
    return tree, hashlib.sha256(json.dumps(tree, sort_keys=True).encode()).hexdigest()


async def _trouble(request: web.Request, fault: Fault) -> None:
    """Lets the fault happen. Only "slow" comes back."""
    if fault.name == "500":
        raise ApiError("An unknown error occurred (the sandbox was asked for it).", status=500, type="api_error")
    if fault.name == "429":
        text = "Request rate limit exceeded. Learn more about rate limits here https://stripe.com/docs/rate-limits."
        headers = {"Retry-After": fault.retry_after} if fault.retry_after else {}
        raise ApiError(text, status=429, code="rate_limit", headers=headers)
    if fault.name == "409":
        text = "This object cannot be accessed right now because another API request or Stripe process is currently"
        raise ApiError(text + " accessing it.", status=409, code="lock_timeout")
    if fault.name == "slow":
        await asyncio.sleep(fault.seconds)
        return
    if fault.name == "timeout":
        end = time.monotonic() + fault.seconds
        # Whoever asked may give up first; then its idempotency key is free again.
        while time.monotonic() < end and _still_there(request):  # noqa: ASYNC110 - aiohttp has no event for it
            await asyncio.sleep(0.05)
    if request.transport:
        request.transport.abort()
    raise ConnectionCut


def _still_there(request: web.Request) -> bool:
    return request.transport is not None and not request.transport.is_closing()


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
