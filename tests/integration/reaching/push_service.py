"""A push service and the browser behind it: takes what is pushed over real HTTP, opens it, and checks who sent it.

Written from the RFCs alone (8030, 8188, 8291, 8292), so that it shares no mistake with the product's side.
"""

import asyncio
import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from onetoone.domain.reaching import Device
from tests.sandbox.running import free_port


@dataclass
class Browser:
    """What a browser keeps of its subscription."""

    endpoint: str
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(16))

    @property
    def device(self) -> Device:
        return Device(self.endpoint, encoded(point(self.key.public_key())), encoded(self.secret))

    def opens(self, body: bytes) -> bytes:
        """RFC 8188 for the header, RFC 8291 for the key; HMAC by hand, RFC 5869 with one block."""
        salt, record, length = body[:16], int.from_bytes(body[16:20], "big"), body[20]
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        assert len(sealed) <= record
        shared = self.key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
        info = b"WebPush: info\0" + point(self.key.public_key()) + sender
        input_key = _mac(_mac(self.secret, shared), info + b"\1")
        prk = _mac(salt, input_key)
        key = _mac(prk, b"Content-Encoding: aes128gcm\0\1")[:16]
        nonce = _mac(prk, b"Content-Encoding: nonce\0\1")[:12]
        padded = AESGCM(key).decrypt(nonce, sealed, None)
        text, delimiter = padded.rstrip(b"\0")[:-1], padded.rstrip(b"\0")[-1:]
        assert delimiter == b"\2", "the last record's padding begins with 2"
        return text


@dataclass
class Pushed:
    """One message, as it came in."""

    to: str
    headers: dict[str, str]
    body: bytes


@dataclass
class PushService:
    """Answers 201, or what it is told to answer."""

    url: str
    pushed: list[Pushed] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)
    came: asyncio.Event = field(default_factory=asyncio.Event)

    def browser(self, name: str = "one") -> Browser:
        return Browser(f"{self.url}/push/{name}")

    def told(self, browser: Browser) -> list[dict[str, Any]]:
        """All that this browser got, opened."""
        return [json.loads(browser.opens(one.body)) for one in self.pushed if browser.endpoint.endswith(one.to)]

    async def take(self, request: web.Request) -> web.Response:
        status = self.answers.get(request.path.rsplit("/", 1)[-1], 201)
        if status < 300:
            self.pushed.append(Pushed(request.path, dict(request.headers), await request.read()))
        return web.Response(status=status, headers={"Retry-After": "7"} if status == 429 else {})


@asynccontextmanager
async def push_service() -> AsyncIterator[PushService]:
    port = free_port()
    service = PushService(f"http://127.0.0.1:{port}")
    app = web.Application()
    app.router.add_post("/push/{name}", service.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    yield service
    await runner.cleanup()


def signed_claims(header: str) -> tuple[dict[str, Any], str]:
    """The claims of a VAPID header (RFC 8292) whose signature is right, and the key that signed them."""
    scheme, _, rest = header.partition(" ")
    assert scheme == "vapid"
    parts = dict(part.strip().split("=", 1) for part in rest.split(","))
    head, claims, signature = parts["t"].split(".")
    assert json.loads(decoded(head)) == {"typ": "JWT", "alg": "ES256"}
    raw = decoded(signature)
    pair = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(parts["k"]))
    key.verify(pair, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    return json.loads(decoded(claims)), parts["k"]


def point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def _mac(key: bytes, message: bytes) -> bytes:
    return hmac.new(key, message, hashlib.sha256).digest()
