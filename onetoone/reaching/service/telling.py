"""What people are told when no page of theirs is open: written into the outbox by the transaction that is the news, in
the language and the manner of amounts of whoever is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlmodel import Session, col, func, select

from onetoone import routes
from onetoone.config import settings
from onetoone.domain import locale, words
from onetoone.domain.calls import Status
from onetoone.domain.reaching import MAIL, PUSH
from onetoone.models import Account, Call, Message, Operation, Payment, Presence, Problem, ReadMark, Refund, Thread
from onetoone.models.reaching import reach_of
from onetoone.payments.service import outbox
from onetoone.reaching.service import choosing, devices, letters, notes
from onetoone.reaching.service.letters import Written
from onetoone.reaching.service.notes import Note

_DAY = timedelta(days=1)
_PULSE = timedelta(seconds=25)  # an open tab says so every 20 s (accounts.listener)


def call_written(session: Session, call: Call, at: datetime) -> None:
    """A call has begun: as an invitation that rings, or as a request that waits for its creator."""
    if call.status is Status.RINGING:
        _ring(session, call, at, accepted=False)
    elif call.status is Status.REQUESTED:
        fan = session.get_one(Account, call.fan_id)
        with _to(session, call.creator_id):
            _push(session, call.creator_id, notes.requested(call, fan.name), at, until=call.deadline_at or at + _DAY)


def call_moved(session: Session, call: Call, before: str, at: datetime) -> None:
    """A call has moved on: it began to ring, or it rings no more."""
    if call.status is Status.RINGING and before == Status.REQUESTED:
        _ring(session, call, at, accepted=True)
    elif call.status is Status.MISSED and before == Status.RINGING:
        creator = session.get_one(Account, call.creator_id)
        until = call.invitation_ends_at or at + _DAY
        with _to(session, call.fan_id):
            _push(session, call.fan_id, notes.missed(call, creator.name), at, until=until)
            _mail(session, call.fan_id, f"missed:{call.id}", letters.missed(session, call), at)
    elif before == Status.RINGING and call.status is not Status.RINGING:
        _stop_ringing(session, call, at)


def wrote(session: Session, thread: Thread, message: Message, at: datetime) -> None:
    """A text for the other of the two, if no tab of theirs is open: whether one is shows in `_PULSE` at the latest."""
    to, by = thread.fan_id, thread.creator_id
    if message.author_id == thread.fan_id:
        to, by = by, to
    presence = session.get(Presence, to)
    seen = presence is not None and at - presence.last_seen_at < _PULSE
    with _to(session, to):
        note = notes.wrote(thread.id, message, session.get_one(Account, by).name)
        _push(session, to, note, at, until=at + _DAY, after=_PULSE if seen else timedelta(0))


def charged(session: Session, payment: Payment, at: datetime) -> None:
    """Money has left the fan's card: the receipt."""
    call = session.get_one(Call, payment.call_id)
    with _to(session, payment.payer_id):
        _mail(session, payment.payer_id, f"receipt:{payment.id}", letters.receipt(session, payment, call), at)


def refunded(session: Session, refund: Refund, payment: Payment, at: datetime) -> None:
    """Money is on its way back to the fan."""
    call = session.get_one(Call, payment.call_id)
    with _to(session, payment.payer_id):
        _push(session, payment.payer_id, notes.refunded(call, refund), at, until=at + _DAY)
        _mail(session, payment.payer_id, f"refund:{refund.id}", letters.refund(session, refund, payment, call), at)


def problem_answered(session: Session, problem: Problem, at: datetime) -> None:
    """The creator has answered what the fan reported."""
    call = session.get_one(Call, problem.call_id)
    creator = session.get_one(Account, call.creator_id)
    with _to(session, call.fan_id):
        _push(session, call.fan_id, notes.answered(call, problem, creator.name), at, until=at + _DAY)


def still_news(session: Session, operation: Operation, now: datetime) -> bool:
    """Whether what was written down is still worth telling: a call that doesn't ring any more isn't, nor a message that
    was read, or that came while a tab was open."""
    if datetime.fromisoformat(operation.parameters["until"]) <= now:
        return False
    if call_id := operation.parameters.get("while_ringing"):
        call = session.get(Call, call_id)
        return call is not None and call.status is Status.RINGING
    if message_id := operation.parameters.get("unless_read"):
        return _unread(session, message_id, operation.parameters["to"])
    return True


def _unread(session: Session, message_id: int, account_id: str) -> bool:
    message = session.get(Message, message_id)
    if message is None:
        return False
    presence = session.get(Presence, account_id)
    if presence is not None and presence.last_seen_at > message.at:
        return False
    read = select(func.max(ReadMark.message_id)).where(
        ReadMark.thread_id == message.thread_id, ReadMark.account_id == account_id
    )
    return (session.exec(read).one() or 0) < message_id


def _ring(session: Session, call: Call, at: datetime, *, accepted: bool) -> None:
    creator = session.get_one(Account, call.creator_id)
    with _to(session, call.fan_id):
        note = notes.ringing(call, creator.name, accepted=accepted)
        _push(session, call.fan_id, note, at, until=call.deadline_at or at)


def _stop_ringing(session: Session, call: Call, at: datetime) -> None:
    """Wherever it was said that the call rings, it says so no more; where it was not said yet, it won't be."""
    said = select(Operation).where(Operation.kind == PUSH, col(Operation.key).startswith(f"ringing:{call.id}:"))
    for ring in session.exec(said.with_for_update()):
        if ring.attempts == 0:
            ring.done_at = at
            continue
        with _to(session, call.fan_id):
            what = _parameters(notes.over(call), call.fan_id, at + timedelta(seconds=settings().ring_seconds))
        outbox.enqueue(session, kind=PUSH, key=f"over:{call.id}:{ring.ref}", ref=ring.ref, now=at, parameters=what)


@contextmanager
def _to(session: Session, account_id: str) -> Iterator[None]:
    """Things are said as that person reads them, whoever it is that does what they are told of. There is no browser
    whose manner of amounts could be taken: who has chosen none gets that of their language."""
    reader = session.get_one(Account, account_id)
    with words.speaking(reader.language), locale.speaking(reader.locale or locale.wanted(reader.language)):
        yield


def _push(
    session: Session,
    account_id: str,
    note: Note,
    at: datetime,
    *,
    until: datetime,
    after: timedelta = timedelta(0),
) -> None:
    """To each of a person's browsers, unless they are not to be disturbed."""
    if not settings().vapid_private_key:
        return
    reach = reach_of(session, account_id)
    if reach.quiet.at(at):
        return
    what = _parameters(note if reach.names_shown else note.without_names(), account_id, until)
    for device in devices.living(session, account_id, at):
        key = f"{note.kind}:{note.about}:{device.id}"
        outbox.enqueue(session, kind=PUSH, key=key, ref=device.id, now=at, parameters=what, after=after)


def _parameters(note: Note, account_id: str, until: datetime) -> dict[str, object]:
    return {"to": account_id, "note": note.shown, "until": until.isoformat(), "urgent": note.urgent, **note.only}


def _mail(session: Session, account_id: str, key: str, letter: Written, at: datetime) -> None:
    """By e-mail, if they want such letters and there is a post office."""
    account, reach = session.get_one(Account, account_id), reach_of(session, account_id)
    if not settings().sends_mail or not getattr(reach, f"mail_{letter.about}"):
        return
    origin = settings().origins[0]
    stop = (
        choosing.stop_address(account_id, letter.about) if letter.about == "missed" and settings().link_secret else ""
    )
    what = {
        "to": account.email,
        "letter": letter.content,
        "origin": origin,
        "stop": f"{origin}{routes.STOP_MAIL}?link={stop}" if stop else "",
        "at": at.isoformat(),
        "until": (at + letter.worth).isoformat(),
    }
    outbox.enqueue(session, kind=MAIL, key=f"mail:{key}", ref=f"mail:{key}", now=at, parameters=what)
