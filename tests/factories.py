"""A cast for tests: small functions that put one thing into the database and hand it back."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from sqlmodel import Session, select

from onetoone.domain.calls import Ended, Kind, Side, Status
from onetoone.domain.ids import AccountId, new_id
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.domain.searching import fold
from onetoone.models import Account, Call, Message, Payment, RateCard, Subscription, Thread
from onetoone.models.payment import For, Paid
from onetoone.payments.service import ledger
from onetoone.security import sessions

NOON = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
_number = count(1)


def account(session: Session, name: str = "Sam", *, is_creator: bool = False, **more: Any) -> Account:
    """A person; `more` sets other columns of Account."""
    handle = str(more.pop("handle", f"{name.lower()}{next(_number)}"))
    made = Account(
        **{"id": new_id("acc"), "email": f"{handle}@example.test", "created_at": NOON, **more},
        handle=handle,
        name=name,
        is_creator=is_creator,
    )
    session.add(made)
    session.flush()
    return made


def creator(session: Session, name: str = "Mara", *, price: int = 2500, minutes: int = 15, **more: Any) -> Account:
    """A creator with a rate card (video at `price`, audio at half of it; minor units)."""
    made = account(session, name, is_creator=True, **more)
    session.add(
        RateCard(
            account_id=made.id,
            currency="usd",
            video_price=price,
            video_minutes=minutes,
            audio_price=price // 2,
            audio_minutes=minutes,
        )
    )
    session.flush()
    return made


def fan(session: Session, name: str = "Leo", *, subscribed_to: Account | None = None, **more: Any) -> Account:
    """A fan; with `subscribed_to`, subscribed to that creator."""
    made = account(session, name, **more)
    if subscribed_to is not None:
        subscription(session, subscribed_to, made)
    return made


def subscription(session: Session, to: Account, by: Account, since: datetime = NOON) -> Subscription:
    made = Subscription(creator_id=to.id, fan_id=by.id, since=since)
    session.add(made)
    session.flush()
    return made


def thread(session: Session, of: Account, and_fan: Account, at: datetime = NOON) -> Thread:
    """The conversation of a creator and a fan."""
    made = Thread(id=new_id("thr"), creator_id=of.id, fan_id=and_fan.id, created_at=at, last_at=at)
    session.add(made)
    session.flush()
    return made


def message(session: Session, within: Thread, by: Account, body: str = "Hello", at: datetime = NOON) -> Message:
    """A text in a thread."""
    made = Message(thread_id=within.id, kind="text", author_id=by.id, body=body, folded=fold(body), at=at)
    within.last_at = at
    session.add_all([made, within])
    session.flush()
    return made


def call(session: Session, of: Account, and_fan: Account, *, within: Thread | None = None, **more: Any) -> Call:
    """A call of 10 minutes for $25 that the clock ended; `more` sets other columns of Call."""
    usual: dict[str, Any] = {
        "kind": Kind.VIDEO,
        "status": Status.ENDED,
        "ended": Ended.BY_CLOCK,
        "price": 2500,
        "currency": "usd",
        "fee_basis_points": 2000,
        "minutes": 10,
        "two_way_ms": 600_000,
        "created_at": NOON,
        "live_at": NOON,
        "ended_at": NOON + timedelta(minutes=10),
        "started_by": Side.CREATOR,
    }
    theirs = select(Thread).where(Thread.creator_id == of.id, Thread.fan_id == and_fan.id)
    conversation = within or session.exec(theirs).first() or thread(session, of, and_fan)
    made = Call(id=new_id("call"), creator_id=of.id, fan_id=and_fan.id, thread_id=conversation.id, **(usual | more))
    session.add(made)
    session.flush()
    return made


def payment(session: Session, of: Call, *, captured: int = 0, **more: Any) -> Payment:
    """The hold of a call, or its captured money with its lines in the ledger; `more` sets other columns of Payment."""
    usual: dict[str, Any] = {"purpose": For.CALL, "amount": of.price, "status": Paid.HELD, "card": "Visa ···· 4242"}
    if captured:
        usual["status"] = Paid.CAPTURED
        usual["fee"] = Money(captured, of.currency).fee(of.fee_basis_points).amount
    made = Payment(
        **{
            "id": new_id("pay"),
            "call_id": of.id,
            "payer_id": of.fan_id,
            "payee_id": of.creator_id,
            "currency": of.currency,
            "fee_basis_points": of.fee_basis_points,
            "captured": captured,
            "created_at": NOON,
            "changed_at": NOON,
            **usual,
            **more,
        }
    )
    session.add(made)
    session.flush()
    if captured:
        ledger.record_capture(session, made, made.changed_at)
        session.flush()
    return made


def actor(person: Account) -> Actor:
    """The person as the one who acts."""
    return Actor(AccountId(person.id), person.name, person.is_creator)


def signed_in(session: Session, person: Account, now: datetime | None = None) -> str:
    """A living session; the Cookie header that names it."""
    token = sessions.begin(session, person.id, now or datetime.now(UTC))
    session.flush()
    return f"{sessions.cookie_name()}={token}"


def expired(session: Session, person: Account) -> str:
    """A session that ended long ago; the Cookie header that names it."""
    return signed_in(session, person, now=datetime(2020, 1, 1, tzinfo=UTC))
