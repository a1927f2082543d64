"""Passwords: argon2id, off the event loop, with the same work for somebody who doesn't exist."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from onetoone.domain.errors import Invalid
from onetoone.domain.words import _

LEAST = 10
MOST = 200

# Each hash takes 64 MiB (RFC 9106, second recommended option): two at a time bound what a flood can take.
_hasher = PasswordHasher()
_threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="argon2")


async def hashed(password: object) -> str:
    """The hash to keep; `Invalid` for what is no text or has an impossible length."""
    if not isinstance(password, str) or len(password) < LEAST:
        raise Invalid(_("A password needs at least {least} characters.", least=LEAST))
    if len(password) > MOST:
        raise Invalid(_("A password can have {most} characters at most.", most=MOST))
    return await asyncio.get_running_loop().run_in_executor(_threads, _hasher.hash, password)


async def matches(password: object, kept: str | None) -> bool:
    """Whether it is the password of `kept`. None (no such person, no password) costs the same and is never right."""
    tried = password if isinstance(password, str) and len(password) <= MOST else ""
    right = await asyncio.get_running_loop().run_in_executor(_threads, _verify, tried, kept)
    return right and kept is not None and bool(tried)


def _verify(password: str, kept: str | None) -> bool:
    try:
        return _hasher.verify(kept or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody's password")
