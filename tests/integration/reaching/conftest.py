"""The cast of a call, with a push service and a mail folder of this test's own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from onetoone import config, db
from onetoone.domain.people import Actor
from onetoone.models import Account, PushSubscription
from onetoone.reaching import service
from onetoone.security import sessions
from tests import factories
from tests.integration.calls.conftest import Cast, cast
from tests.integration.reaching.push_service import Browser, PushService, encoded, push_service

KEY = encoded((7).to_bytes(32, "big"))

__all__ = ["cast"]


@pytest.fixture
async def pushes(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[PushService]:
    """Ask for it before `cast`."""
    async with push_service() as running:
        monkeypatch.setenv("VAPID_PRIVATE_KEY", KEY)
        monkeypatch.setenv("VAPID_SUBJECT", "mailto:ops@calls.example")
        monkeypatch.setenv("PUSH_ALLOWED", running.url)
        config.settings.cache_clear()
        yield running


@pytest.fixture
def letters(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder that e-mail is written to. Ask for it before `cast`."""
    folder = tmp_path / "mail"
    monkeypatch.setenv("MAIL_FOLDER", str(folder))
    monkeypatch.setenv("LINK_SECRET", "of the links")
    config.settings.cache_clear()
    return folder


def sits_at(cast: Cast, who: Actor, browser: Browser) -> tuple[str, PushSubscription]:
    """They sign in at that browser and say yes to notifications; their cookie, and the subscription."""
    now = cast.clock.now()
    with db.unit_of_work() as session:
        cookie = factories.signed_in(session, session.get_one(Account, who.id), now=now)
        sign_in = sessions.living_of(session, cookie, now)
        assert sign_in is not None
        return cookie, service.subscribe(session, sign_in=sign_in, device=browser.device, now=now)
