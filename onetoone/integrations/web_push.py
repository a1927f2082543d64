"""The only door to browsers' push services: seals a note for one browser and hands it to the service it named.

RFC 8030 (how it is sent), RFC 8291 and 8188 (how it is sealed), RFC 8292 (how we say who we are).
"""

import base64
import ipaddress
import json
import os
import socket
import time
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from onetoone.config import Settings
from onetoone.domain.errors import Invalid, VendorBusy, VendorDown
from onetoone.domain.reaching import Device, NotReached

_CURVE = ec.SECP256R1()
_RECORD = 4096  # one record is the whole message: RFC 8291, section 4
_TOKEN_SECONDS = 12 * 3600  # at most a day: RFC 8292, section 2
_LONGEST_ENDPOINT = 1000
_STRANGE = "That doesn't look like a browser's address for notifications."


class WebPush:
    """`domain.reaching.PushGateway`."""

    def __init__(self, settings: Settings) -> None:
        self._key = _private(settings.vapid_private_key) if settings.vapid_private_key else None
        self._subject = settings.vapid_subject or _someone(settings)
        self._allowed = settings.push_exceptions
        self._made: aiohttp.ClientSession | None = None

    @property
    def public_key(self) -> str:
        return _encoded(_point(self._key.public_key())) if self._key else ""

    def check(self, device: Device) -> None:
        parts = urlsplit(device.endpoint)
        if len(device.endpoint) > _LONGEST_ENDPOINT or not parts.hostname or "@" in parts.netloc:
            raise Invalid(_STRANGE)
        if _origin(device.endpoint) not in self._allowed and not _is_public(parts.scheme, parts.hostname, parts.port):
            raise Invalid(_STRANGE)
        try:
            _public(device.p256dh)
            secret = _decoded(device.auth)
        except ValueError:
            raise Invalid(_STRANGE) from None
        if len(secret) != 16:
            raise Invalid(_STRANGE)

    async def push(self, device: Device, note: bytes, *, seconds: int, urgent: bool, topic: str) -> None:
        try:
            self.check(device)
        except Invalid:
            raise NotReached("not an address that we speak to", gone=True) from None
        headers = {
            "TTL": str(max(0, seconds)),
            "Urgency": "high" if urgent else "normal",
            "Topic": topic,
            "Content-Encoding": "aes128gcm",
            "Content-Type": "application/octet-stream",
            "Authorization": self._authorization(_origin(device.endpoint)),
        }
        try:
            async with self._http.post(
                device.endpoint, data=sealed(note, device), headers=headers, allow_redirects=False
            ) as answer:
                _understand(answer)
        except (aiohttp.ClientError, TimeoutError, OSError) as down:
            raise VendorDown("The push service isn't answering right now.") from down

    def _authorization(self, audience: str) -> str:
        """RFC 8292, section 3."""
        if self._key is None:
            raise NotReached("there are no keys")
        claims = {"aud": audience, "exp": int(time.time()) + _TOKEN_SECONDS, "sub": self._subject}
        signed = f"{_json({'typ': 'JWT', 'alg': 'ES256'})}.{_json(claims)}"
        r, s = decode_dss_signature(self._key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
        signature = _encoded(r.to_bytes(32, "big") + s.to_bytes(32, "big"))
        return f"vapid t={signed}.{signature}, k={self.public_key}"

    @property
    def _http(self) -> aiohttp.ClientSession:
        if self._made is None or self._made.closed:
            public = aiohttp.TCPConnector(resolver=_OnlyPublic(self._allowed), ttl_dns_cache=30)
            self._made = aiohttp.ClientSession(connector=public, timeout=aiohttp.ClientTimeout(total=10))
        return self._made


class _OnlyPublic(AbstractResolver):
    """Names that lead into a private network lead nowhere: the address that is checked is the one connected to."""

    def __init__(self, allowed: tuple[str, ...]) -> None:
        self._allowed = {urlsplit(origin).hostname for origin in allowed}
        self._real = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await self._real.resolve(host, port, family)
        if host not in self._allowed:
            found = [one for one in found if ipaddress.ip_address(one["host"].partition("%")[0]).is_global]
        if not found:
            raise OSError(f"{host} has no public address")
        return found

    async def close(self) -> None:
        await self._real.close()


def sealed(note: bytes, device: Device, *, key: ec.EllipticCurvePrivateKey | None = None, salt: bytes = b"") -> bytes:
    """RFC 8291, section 3.4: only that browser can open it. `key` and `salt` are made for each message."""
    mine, salt = key or ec.generate_private_key(_CURVE), salt or os.urandom(16)
    theirs = _public(device.p256dh)
    points = _point(theirs) + _point(mine.public_key())
    input_key = _hkdf(mine.exchange(ec.ECDH(), theirs), _decoded(device.auth), b"WebPush: info\x00" + points, 32)
    content_key = _hkdf(input_key, salt, b"Content-Encoding: aes128gcm\x00", 16)
    nonce = _hkdf(input_key, salt, b"Content-Encoding: nonce\x00", 12)
    header = salt + _RECORD.to_bytes(4, "big") + bytes([65]) + _point(mine.public_key())
    return header + AESGCM(content_key).encrypt(nonce, note + b"\x02", None)


def _understand(answer: aiohttp.ClientResponse) -> None:
    """RFC 8030, section 5 and 7.3."""
    if answer.status in (404, 410):
        raise NotReached("the browser is gone", gone=True)
    if answer.status == 429:
        after = answer.headers.get("Retry-After", "")
        raise VendorBusy("The push service is busy.", float(after) if after.isdigit() else None)
    if answer.status >= 500:
        raise VendorDown(f"The push service answered {answer.status}.")
    if answer.status >= 300:
        raise NotReached(f"the push service answered {answer.status}")


def _is_public(scheme: str, host: str, port: int | None) -> bool:
    if scheme != "https" or port not in (None, 443) or "." not in host:
        return False
    try:
        return ipaddress.ip_address(host).is_global
    except ValueError:  # a name; what it resolves to is looked at when it is connected to
        return not host.endswith((".local", ".internal", ".localhost", ".home.arpa"))


def _someone(settings: Settings) -> str:
    """Whom a push service may turn to: RFC 8292, section 2.1."""
    return settings.origins[0] if settings.secure else "mailto:nobody@localhost"


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _private(encoded: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(int.from_bytes(_decoded(encoded), "big"), _CURVE)


def _public(encoded: str) -> ec.EllipticCurvePublicKey:
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, _decoded(encoded))
    except UnsupportedAlgorithm as odd:
        raise ValueError from odd


def _point(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _hkdf(secret: bytes, salt: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def _json(value: dict[str, Any]) -> str:
    return _encoded(json.dumps(value, separators=(",", ":")).encode())


def _encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


def _decoded(text: str) -> bytes:
    """base64url with or without its padding; `ValueError` for anything else."""
    bare = text.rstrip("=")
    return base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_", validate=True)
