"""Reaching people: hands what the outbox has for them to push services and the mail server, beside everything else."""

import asyncio
import hashlib
import json
import logging
from contextlib import suppress
from datetime import datetime
from urllib.parse import urlsplit

from sqlmodel import Session

from onetoone import db, routes, runtime
from onetoone.domain.errors import VendorBusy, VendorDown
from onetoone.domain.reaching import MAIL, Letter, NotReached
from onetoone.models import Operation
from onetoone.payments.service import outbox
from onetoone.reaching import service as reaching
from onetoone.reaching.components import letter as look
from onetoone.reaching.service import devices
from onetoone.workers.loops import survive

log = logging.getLogger(__name__)


async def reach_people() -> None:
    """For ever: when the bell rings, and every sweep for what has become due."""
    run = runtime.current()
    while True:
        with suppress(TimeoutError):
            await asyncio.wait_for(run.post_bell.wait(), run.settings.sweep_seconds)
        run.post_bell.clear()
        await survive("reaching people", reach_people_once)


async def reach_people_once() -> int:
    """Everything that is due; how many were tried. One slow push service keeps nobody else waiting."""
    tried = 0
    while operations := await runtime.perform(lambda s: outbox.claim(s, now=runtime.now(), to_people=True)):
        await asyncio.gather(*map(_carry_out, operations))
        tried += len(operations)
    return tried


async def _carry_out(operation: Operation) -> None:
    """One of them. At most once where that can be known; a note that comes twice takes its own place (its tag), a
    letter that comes twice has the same Message-ID."""
    try:
        if await db.look(lambda s: reaching.still_news(s, operation, runtime.now())):
            await (_send_letter if operation.kind == MAIL else _push)(operation)
    except NotReached as no:
        log.info("not reached", extra={"key": operation.key, "why": no.why})
        if no.gone:
            await runtime.perform(lambda s: reaching.forget(s, operation.ref))
    except VendorDown as down:
        why, wait = type(down).__name__, down.wait if isinstance(down, VendorBusy) else None
        await runtime.perform(lambda s: outbox.later(s, operation, why, now=runtime.now(), wait=wait))
        return
    except Exception as error:
        why, most = type(error).__name__, runtime.current().settings.outbox_attempts
        log.exception("could not be sent", extra={"key": operation.key})
        await runtime.perform(lambda s: outbox.failed(s, operation, why, now=runtime.now(), most=most))
        return
    await runtime.perform(lambda s: _settle(s, operation))


def _settle(session: Session, operation: Operation) -> None:
    """That it was told is kept; who and what it was about isn't."""
    outbox.done(session, operation, runtime.now())
    session.get_one(Operation, operation.id).parameters = {}


async def _push(operation: Operation) -> None:
    device = await db.look(lambda s: devices.find(s, operation.ref, runtime.now()))
    if device is None:  # signed out meanwhile
        return
    what = operation.parameters
    left = datetime.fromisoformat(what["until"]) - runtime.now()
    # 32 characters at most, and the push service learns nothing from it: RFC 8030, section 5.4.
    topic = hashlib.sha256(f"{operation.ref}:{what['note']['tag']}".encode()).hexdigest()[:32]
    note = json.dumps(what["note"], ensure_ascii=False).encode()
    await runtime.current().push.push(
        device, note, seconds=int(left.total_seconds()), urgent=what["urgent"], topic=topic
    )


async def _send_letter(operation: Operation) -> None:
    what, origin = operation.parameters, operation.parameters["origin"]
    links = {"origin": origin, "stop": what["stop"], "settings": origin + routes.REACHING}
    name = hashlib.sha256(operation.key.encode()).hexdigest()[:32]
    letter = Letter(
        id=f"<{name}@{urlsplit(origin).hostname}>",
        to=what["to"],
        subject=what["letter"]["subject"],
        text=look.plain(what["letter"], **links),
        html=look.html(what["letter"], **links),
        at=datetime.fromisoformat(what["at"]),
        stop=what["stop"],
    )
    await runtime.current().mail.send(letter)
