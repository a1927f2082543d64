"""Typed ids: random, so that nobody can count or guess their way to somebody else's things."""

import secrets
from typing import NewType

AccountId = NewType("AccountId", str)
CallId = NewType("CallId", str)
PaymentId = NewType("PaymentId", str)
ThreadId = NewType("ThreadId", str)

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's base 32: no letter looks like a digit
_LENGTH = 20  # 100 bits


def new_id(prefix: str) -> str:
    """A fresh id such as `call_7f3k…`; the prefix says what it names."""
    return f"{prefix}_{''.join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))}"
