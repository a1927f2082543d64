"""No secret reaches a log, whoever writes it."""

import io
import json
import logging
import time
from collections.abc import Iterator

import pytest
import structlog

from onetoone.security import logs
from tests.security.conftest import World
from tests.security.tab import TabClient

SECRETS = (
    "S3ss10nT0ken_abcdefghijklmnopqrstuvwxyz-ABCDEF",
    "sk_live_51Habcdef",
    "rk_test_123abc",
    "whsec_abcdef123",
    "pi_3Nabc_secret_XyZ",
    "icePwdVerySecretValue",
    "my dear password",
    "mara@example.test",
    "hunter2pg",
    "Bearer-abc.def.ghi",
)
TOKEN, LIVE, RESTRICTED, WEBHOOK, CLIENT, ICE, PASSWORD, EMAIL, DATABASE, BEARER = SECRETS


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What goes to the log while the test runs."""
    root = logging.getLogger()
    handlers, level = root.handlers, root.level
    logs.configure()
    target = io.StringIO()
    handler = root.handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    handler.setStream(target)
    yield target
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


@pytest.mark.parametrize("name", ["onetoone.calls", "reflex.app", "granian", "engineio.server", "somebody.else"])
def test_nothing_secret_is_written(written: io.StringIO, name: str) -> None:
    log = logging.getLogger(name)
    log.error("connected with Cookie: theme=dark; onetoone=%s; x=y", TOKEN)
    log.error("headers %s", {"cookie": f"onetoone={TOKEN}", "authorization": f"Bearer {BEARER}"})
    log.error("scope %s", [(b"cookie", f"__Host-onetoone={TOKEN}".encode()), (b"authorization", BEARER.encode())])
    log.error("event %s", {"payload": {"password": PASSWORD, "email": EMAIL}})
    log.error('{"password": "%s", "sdp": "v=0\\r\\na=ice-pwd:%s\\r\\n"}', PASSWORD, ICE)
    log.error("offer v=0\r\na=ice-ufrag:x\r\na=ice-pwd:%s\r\na=rtcp-mux", ICE)
    log.error("stripe said no to %s and %s, %s, %s", LIVE, RESTRICTED, WEBHOOK, CLIENT)
    log.error("could not connect to postgresql://app:%s@db.example/onetoone", DATABASE)
    log.error("mail to %s failed", EMAIL)
    try:
        raise ValueError(f"Authorization: Bearer {BEARER} for {EMAIL} with onetoone={TOKEN}")
    except ValueError:
        log.exception("it broke")
    text = written.getvalue()
    assert [secret for secret in SECRETS if secret in text] == []
    lines = [json.loads(line) for line in text.splitlines()]
    assert len(lines) == 10, "one object a line, nothing swallowed"
    assert {line["logger"] for line in lines} == {name}
    assert "it broke" in lines[-1]["event"]
    assert "ValueError" in lines[-1]["exception"]


def test_structured_values_are_looked_through_too(written: io.StringIO) -> None:
    log = structlog.get_logger("onetoone.payments")
    log.warning(
        "declined", client_secret=CLIENT, seen={"headers": {"Cookie": TOKEN}}, about=[EMAIL, LIVE], call="call_1"
    )
    text = written.getvalue()
    assert [secret for secret in SECRETS if secret in text] == []
    assert json.loads(text)["call"] == "call_1"


@pytest.mark.parametrize(
    "piece", ["x", "a.", "cookie", "cookie ", "secret\\'", "a=ice-pwd:", "pi_", "://", "onetoone=", "\\", "'"]
)
def test_no_text_keeps_the_log_busy(piece: str) -> None:
    began = time.process_time()
    logs.redacted(piece * (200_000 // len(piece)))
    assert time.process_time() - began < 1


async def test_the_running_app_keeps_quiet_about_cookies(world: World) -> None:
    cookie = world.cookie(world.leo)
    async with TabClient(world.base, cookie) as tab:
        await tab.hydrate("/messages")
        await tab.send("reflex___state____state.nobody.nothing", {"password": PASSWORD})
        await tab.send_raw({"name": "x" * 500, "payload": {"email": EMAIL}})
        await tab.settle()
    text = world.log.read_text()
    assert "refused an event" in text
    assert cookie.partition("=")[2] not in text
    assert [secret for secret in SECRETS if secret in text] == []
