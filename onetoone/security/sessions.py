"""Cookie sessions: 256 random bits in an HttpOnly cookie, their SHA-256 in the database."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlmodel import Session, col, select

from onetoone.config import settings
from onetoone.domain.ids import AccountId, new_id
from onetoone.domain.people import Actor
from onetoone.models import Account, PushSubscription, SignIn
from onetoone.models.account import Role

_BYTES = 32


def cookie_name() -> str:
    """Behind TLS the name itself promises: this host only, whole site, Secure (RFC 6265bis, section 4.1.3)."""
    return "__Host-onetoone" if settings().secure else "onetoone"


def begin(session: Session, account_id: str, now: datetime) -> str:
    """Start a session; the returned token goes into the cookie and is kept nowhere."""
    token = secrets.token_urlsafe(_BYTES)
    expires = now + timedelta(seconds=settings().session_seconds)
    session.add(
        SignIn(id=new_id("sin"), token_hash=_hashed(token), account_id=account_id, created_at=now, expires_at=expires)
    )
    return token


def end(session: Session, cookie_header: str, now: datetime) -> AccountId | None:
    """Revoke the session that the cookie names; whose it was, or None when there was none."""
    if (living := living_of(session, cookie_header, now)) is None:
        return None
    living.revoked_at = now
    session.add(living)
    # A browser that is signed out is told nothing any more.
    session.exec(delete(PushSubscription).where(col(PushSubscription.sign_in_id) == living.id))
    return AccountId(living.account_id)


def actor_of(session: Session, cookie_header: str, now: datetime) -> Actor | None:
    """The person whose living session the Cookie header names, as the database knows them right now."""
    living = living_of(session, cookie_header, now)
    account = session.get(Account, living.account_id) if living else None
    if account is None:
        return None
    return Actor(AccountId(account.id), account.name, account.is_creator, account.locale, account.role is Role.ADMIN)


def set_cookie(token: str) -> str:
    """The value of a Set-Cookie header that keeps `token` for the session's length."""
    return f"{cookie_name()}={token}; Max-Age={int(settings().session_seconds)}{_attributes()}"


def clear_cookie() -> str:
    """The value of a Set-Cookie header that makes the browser forget the session."""
    return f"{cookie_name()}=; Max-Age=0{_attributes()}"


def _attributes() -> str:
    # Lax, not Strict: coming back from Stripe's Checkout is a top-level navigation from another site.
    return "; Path=/; HttpOnly; SameSite=Lax" + ("; Secure" if settings().secure else "")


def living_of(session: Session, cookie_header: str, now: datetime) -> SignIn | None:
    """The living session that the Cookie header names."""
    if not (token := token_in(cookie_header)):
        return None
    wanted = select(SignIn).where(
        SignIn.token_hash == _hashed(token), col(SignIn.revoked_at).is_(None), SignIn.expires_at > now
    )
    return session.exec(wanted).first()


def token_in(cookie_header: str) -> str:
    """The session token that a Cookie header carries; "" when there is none. Says nothing about its being alive."""
    for part in cookie_header.split(";"):
        name, _, value = part.strip().partition("=")
        if name == cookie_name():
            return value
    return ""


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
