"""What is in a copy of one's data: everything that is theirs, and of others only what they were told.

Every table is here, or in `ELSEWHERE` with the reason why it is not. A test fails for a table that is in neither.
"""

from collections.abc import Callable
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Session, SQLModel, col, or_, select

from onetoone.domain.calls import Side
from onetoone.models import (
    Account,
    Block,
    Call,
    ConductReport,
    Entry,
    FanNote,
    Message,
    OfferTemplate,
    Payment,
    Payout,
    Picture,
    Problem,
    PushSubscription,
    RateCard,
    Rating,
    Reach,
    Reaction,
    Refund,
    SignIn,
    Subscription,
    Thread,
    TwoWaySpan,
)
from onetoone.models.thread import SPOKEN

README = """This is a copy of your data at onetoone.

Each file is JSON, which every text editor opens. Times are UTC. Amounts are in the currency's smallest unit, such as
cents. Of other people there is only what they told you, or what you noted down about them.
"""

ELSEWHERE: dict[str, str] = {
    "call_event": "steps of calls: their times are in calls.json",
    "data_copy": "this very copy",
    "dispute": "between the bank and us; its money is in payments.json",
    "leaving": "a copy is made while nobody is leaving",
    "node_cursor": "about no person",
    "installation": "about no person",
    "operation": "how we asked others to do what the other files say",
    "operator_action": "what operators did",
    "payout_account": "how far Stripe is; what was paid out is in payouts.json",
    "presence": "when you were here last: now",
    "read_mark": "how far you have read",
    "stripe_event": "about no person",
    "throttle": "counted attempts, for an hour or a day",
    "tip_tap": "taps of tips: their sums are in payments.json",
    "transfer": "how a share went to Stripe: its money is in earnings.json",
    "writing": "whether you were writing a moment ago",
}

Rows = list[dict[str, Any]]


def contents(session: Session, account_id: str) -> dict[str, Rows]:
    """The files by name, without ".json"."""
    return {name: read(session, account_id) for name, read in FILES.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Enum) else value


def _rows(session: Session, table: type[SQLModel], where: Any, *leave_out: str) -> Rows:
    """Rows of a table as they stand, without some columns."""
    return [
        {name: _plain(value) for name, value in row.model_dump(exclude=set(leave_out)).items()}
        for row in session.exec(select(table).where(where)).all()
    ]


def _account(session: Session, me: str) -> Rows:
    kept = ("password_hash", "stripe_customer_id", "stripe_account_id", "left_at")
    return _rows(session, Account, Account.id == me, *kept)


def _others(session: Session, wanted: Any) -> Rows:
    """(person, since) of a list of people."""
    return [
        {"name": person.name, "handle": person.handle, "since": _plain(since), **more}
        for person, since, more in ((row[0], row[1], row[2] if len(row) > 2 else {}) for row in session.exec(wanted))
    ]


def _follows(session: Session, me: str) -> Rows:
    joined = select(Account, Subscription.since).join(Subscription, col(Subscription.creator_id) == Account.id)
    return _others(session, joined.where(Subscription.fan_id == me, col(Subscription.ended_at).is_(None)))


def _subscribers(session: Session, me: str) -> Rows:
    joined = select(Account, Subscription.since).join(Subscription, col(Subscription.fan_id) == Account.id)
    return _others(session, joined.where(Subscription.creator_id == me, col(Subscription.ended_at).is_(None)))


def _blocks(session: Session, me: str) -> Rows:
    joined = select(Account, Block.at).join(Block, col(Block.blocked_id) == Account.id)
    return _others(session, joined.where(Block.blocker_id == me))


def _notes(session: Session, me: str) -> Rows:
    joined = select(Account, FanNote).join(FanNote, col(FanNote.fan_id) == Account.id).where(FanNote.creator_id == me)
    return [
        {"name": fan.name, "handle": fan.handle, "note": note.text, "at": _plain(note.changed_at)}
        for fan, note in session.exec(joined)
    ]


def _messages(session: Session, me: str) -> Rows:
    """What was written in one's own conversations, by both."""
    creator, fan = aliased(Account), aliased(Account)
    wanted: Any = (
        select(Message, Thread, creator, fan)
        .join(Thread, col(Thread.id) == Message.thread_id)
        .join(creator, col(Thread.creator_id) == creator.id)
        .join(fan, col(Thread.fan_id) == fan.id)
        .where(or_(Thread.creator_id == me, Thread.fan_id == me), col(Message.kind).in_(SPOKEN))
        .order_by(col(Message.thread_id), col(Message.id))
    )
    return [
        {
            "with": (who := c if thread.fan_id == me else f).name,
            "handle": who.handle,
            "by": "you" if message.author_id == me else who.name,
            "at": _plain(message.at),
            "text": message.body,
            **({"picture": message.data.get("alt") or "without a description"} if message.kind == "picture" else {}),
        }
        for message, thread, c, f in session.exec(wanted)
    ]


def pictures(session: Session, me: str) -> list[str]:
    """The ids of the pictures that one has sent; their files lie in the pictures' folder."""
    sent = select(Picture.id).where(Picture.owner_id == me, col(Picture.message_id).is_not(None))
    return list(session.exec(sent.order_by(col(Picture.at), col(Picture.id))))


def _reactions(session: Session, me: str) -> Rows:
    return _rows(session, Reaction, Reaction.account_id == me, "account_id", "message_id")


def _calls(session: Session, me: str) -> Rows:
    """One's own calls, with one's own stars and what one reported."""
    creator, fan = aliased(Account), aliased(Account)
    wanted: Any = (
        select(Call, creator, fan, Rating, Problem)  # type: ignore[call-overload]
        .join(creator, col(Call.creator_id) == creator.id)
        .join(fan, col(Call.fan_id) == fan.id)
        .outerjoin(Rating, (col(Rating.call_id) == Call.id) & (col(Rating.by_id) == me))
        .outerjoin(Problem, col(Problem.call_id) == Call.id)
        .where(or_(Call.creator_id == me, Call.fan_id == me))
        .order_by(col(Call.created_at), col(Call.id))
    )
    shown = ("id", "kind", "status", "started_by", "note", "reason", "price", "currency", "minutes", "extra_minutes",
             "tips_allowed", "created_at", "live_at", "ended_at", "ended", "two_way_ms")  # fmt: skip
    rows = []
    for call, c, f, rating, problem in session.exec(wanted):
        side, other = (Side.CREATOR, f) if call.creator_id == me else (Side.FAN, c)
        row = {"you_are": str(side), "with": other.name, "handle": other.handle}
        row |= {name: _plain(getattr(call, name)) for name in shown}
        row["together"] = _together(session, call)
        if rating is not None:
            row["your_stars"], row["your_line"] = rating.stars, rating.line
        if problem is not None:
            row["problem"] = {
                "what": str(problem.what), "words": problem.words, "answer": problem.answer,
                "given_back": problem.given,
            }  # fmt: skip
        rows.append(row)
    return rows


def _together(session: Session, call: Call) -> Rows:
    spans = select(TwoWaySpan).where(TwoWaySpan.call_id == call.id).order_by(col(TwoWaySpan.began_at))
    return [{"from": _plain(span.began_at), "to": _plain(span.stopped_at)} for span in session.exec(spans)]


def _payments(session: Session, me: str) -> Rows:
    """What one paid, and what came back of it."""
    wanted = select(Payment, Account).join(Account, col(Payment.payee_id) == Account.id).where(Payment.payer_id == me)
    shown = ("id", "purpose", "call_id", "amount", "currency", "captured", "refunded", "status", "card", "created_at")
    rows = []
    for payment, payee in session.exec(wanted.order_by(col(Payment.created_at))):
        back = select(Refund).where(Refund.payment_id == payment.id).order_by(col(Refund.number))
        rows.append(
            {"to": payee.name, **{name: _plain(getattr(payment, name)) for name in shown}}
            | {"refunds": [{"amount": r.amount, "status": str(r.status), "at": _plain(r.created_at)}
                           for r in session.exec(back)]}
        )  # fmt: skip
    return rows


def _earnings(session: Session, me: str) -> Rows:
    """The ledger's lines of a creator's own accounts."""
    prefix = f"creator:{me}:"
    lines = select(Entry).where(col(Entry.account).startswith(prefix)).order_by(col(Entry.at), col(Entry.id))
    return [
        {"account": line.account.removeprefix(prefix), "amount": -line.amount, "currency": line.currency,
         "transaction": line.txn_id, "at": _plain(line.at)}
        for line in session.exec(lines)
    ]  # fmt: skip


def _sign_ins(session: Session, me: str) -> Rows:
    return _rows(session, SignIn, SignIn.account_id == me, "token_hash", "account_id")


def _devices(session: Session, me: str) -> Rows:
    kept = ("endpoint", "p256dh", "auth", "account_id", "sign_in_id")
    return _rows(session, PushSubscription, PushSubscription.account_id == me, *kept)


def _reports(session: Session, me: str) -> Rows:
    return _rows(session, ConductReport, ConductReport.reporter_id == me, "reporter_id", "about_id")


FILES: dict[str, Callable[[Session, str], Rows]] = {
    "account": _account,
    "rate_card": lambda s, me: _rows(s, RateCard, RateCard.account_id == me, "account_id"),
    "offers": lambda s, me: _rows(s, OfferTemplate, OfferTemplate.creator_id == me, "creator_id"),
    "how_you_are_reached": lambda s, me: _rows(s, Reach, Reach.account_id == me, "account_id"),
    "devices": _devices,
    "sign_ins": _sign_ins,
    "creators_you_follow": _follows,
    "subscribers": _subscribers,
    "people_you_blocked": _blocks,
    "your_notes": _notes,
    "your_reports": _reports,
    "messages": _messages,
    "reactions": _reactions,
    "calls": _calls,
    "payments": _payments,
    "earnings": _earnings,
    "payouts": lambda s, me: _rows(s, Payout, Payout.account_id == me, "account_id", "stripe_id"),
}
