"""Wiping an account: what is personal goes, what the law and other people need stays without a name.

Every table is in one of the two: `STAYS` says why a table is left as it is, and the functions below do the rest. A test
fails for a table that is in neither.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Text, cast, delete, update
from sqlmodel import Session, col, or_, select

from onetoone import db
from onetoone.accounts import service as accounts
from onetoone.calls.service.unfinished import unfinished
from onetoone.domain.calls import Side
from onetoone.domain.ids import new_id
from onetoone.domain.ports import Notice
from onetoone.domain.reaching import MAIL, PUSH
from onetoone.models import (
    Account,
    Block,
    Call,
    DataCopy,
    FanNote,
    Leaving,
    Message,
    OfferTemplate,
    Operation,
    Payment,
    Picture,
    Presence,
    Problem,
    PushSubscription,
    Rating,
    Reach,
    Reaction,
    ReadMark,
    SignIn,
    Subscription,
    Throttle,
    Writing,
)
from onetoone.models.account import Role
from onetoone.models.columns import DELETED
from onetoone.models.thread import SPOKEN
from onetoone.payments.service import cards

_LONG_AGO = timedelta(days=30)
_LATER = timedelta(days=1)  # something has come up meanwhile, such as a dispute: looked at again then

STAYS: dict[str, str] = {
    "call_event": "when a call took which step: the receipt's and the bank's evidence",
    "two_way_span": "the fair meter of calls that others paid for, or earned with",
    "entry": "the ledger: only grows, and the law asks for it",
    "rate_card": "prices without a name; what is still refunded or paid out reads the currency there",
    "refund": "money records",
    "dispute": "money records",
    "transfer": "money records",
    "payout": "money records",
    "payout_account": "the account at Stripe that earnings went to: money records",
    "tip_tap": "money records",
    "stripe_event": "names no person",
    "node_cursor": "names no person",
    "installation": "names no person",
    "operator_action": "what operators did; the database lets nobody change it",
    "conduct_report": "what was reported about behaviour, so that nobody gets away with it by leaving",
    "thread": "the other person's conversation",
}


def wipe_when_due(session: Session, account_id: str, now: datetime) -> bool:
    """Wipe the account if its time has come and nothing has come up. Says whether it was done."""
    leaving = session.get(Leaving, account_id, with_for_update=True, populate_existing=True)
    if leaving is None or leaving.wipe_at > now:
        return False
    account = session.get_one(Account, account_id, with_for_update=True)
    if unfinished(session, account_id):
        leaving.wipe_at = now + _LATER
        session.add(leaving)
        return False
    _messages(session, account_id, now)
    _calls(session, account_id)
    _lists(session, account_id)
    _ways_in(session, account)
    _outbox(session, account, now)
    cards.forget_customer(session, account, now)
    _name(account, now)
    session.add(account)
    _tell(session, account_id)
    return True


def _name(account: Account, now: datetime) -> None:
    """The row stays, for the money that hangs on it; whose it was, it doesn't say any more."""
    account.name, account.handle = DELETED, new_id("deleted").replace("_", "-")
    account.email = f"{new_id('deleted')}@deleted.invalid"  # RFC 2606: no such domain will ever be
    account.line = account.picture = account.locale = account.language = ""
    account.password_hash = account.stripe_customer_id = None
    account.is_creator = account.is_demo = False
    account.role = Role.MEMBER
    account.left_at = now


def _messages(session: Session, account_id: str, now: datetime) -> None:
    """What they wrote and showed goes; that something was said there stays."""
    theirs = update(Message).where(col(Message.author_id) == account_id, col(Message.kind).in_(SPOKEN))
    session.exec(theirs.values(kind="text", body="", folded="", data={}, code="deleted"))
    # As if never sent, and long ago: nobody sees them any more, and their files go with the next round of those.
    pictures = update(Picture).where(col(Picture.owner_id) == account_id)
    session.exec(pictures.values(message_id=None, at=now - _LONG_AGO))


def _calls(session: Session, account_id: str) -> None:
    """Terms, times and money stay; their words don't."""
    for side, column in ((Side.CREATOR, Call.creator_id), (Side.FAN, Call.fan_id)):
        mine = col(column) == account_id
        session.exec(update(Call).where(mine, col(Call.started_by) == side).values(note=""))
        session.exec(update(Call).where(mine, col(Call.declined_by) == side).values(reason=""))
        calls = select(Call.id).where(mine)
        words = {"words": ""} if side is Side.FAN else {"answer": ""}
        session.exec(update(Problem).where(col(Problem.call_id).in_(calls)).values(**words))
    session.exec(update(Rating).where(col(Rating.by_id) == account_id).values(line=""))
    session.exec(update(Payment).where(col(Payment.payer_id) == account_id).values(payment_method=None))


def _lists(session: Session, account_id: str) -> None:
    """What is theirs alone, or about them alone."""
    gone: tuple[tuple[Any, tuple[Any, ...]], ...] = (
        (Subscription, (Subscription.creator_id, Subscription.fan_id)),
        (Block, (Block.blocker_id, Block.blocked_id)),
        (FanNote, (FanNote.creator_id, FanNote.fan_id)),
        (OfferTemplate, (OfferTemplate.creator_id,)),
        (ReadMark, (ReadMark.account_id,)),
        (Writing, (Writing.account_id,)),
        (Presence, (Presence.account_id,)),
        (Reaction, (Reaction.account_id,)),
        (DataCopy, (DataCopy.account_id,)),
        (Leaving, (Leaving.account_id,)),
    )
    for table, columns in gone:
        session.exec(delete(table).where(or_(*(col(column) == account_id for column in columns))))


def _ways_in(session: Session, account: Account) -> None:
    """Sessions, devices, and what was counted at their door."""
    for table in (PushSubscription, Reach, SignIn):
        session.exec(delete(table).where(col(table.account_id) == account.id))
    key = col(Throttle.key)
    counted = (key.endswith(f":{who}", autoescape=True) for who in (account.id, account.email))
    session.exec(delete(Throttle).where(or_(*counted)))


def _outbox(session: Session, account: Account, now: datetime) -> None:
    """Letters and notes that were or would be sent, and what was frozen for Stripe and is done: it names them."""
    names_them = or_(
        *(cast(Operation.parameters, Text).contains(who, autoescape=True) for who in (account.id, account.email))
    )
    to_people = col(Operation.kind).in_((MAIL, PUSH))
    session.exec(update(Operation).where(to_people, names_them).values(parameters={}, done_at=now))
    done = col(Operation.done_at).is_not(None), col(Operation.kind).in_(("checkout.open", "dispute.evidence"))
    session.exec(update(Operation).where(*done, names_them).values(parameters={}))


def _tell(session: Session, account_id: str) -> None:
    """Those whom they wrote with read their lists again."""
    accounts.tell_acquainted(session, account_id)
    db.announce(session, Notice(account_id, "me", account_id))
