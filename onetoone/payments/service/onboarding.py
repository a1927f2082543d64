"""A creator's account for payouts: begun by them alone, read again at Stripe, and what follows from where it stands."""

from datetime import datetime, timedelta

from sqlmodel import Session, col, or_, select

from onetoone import db
from onetoone.config import settings
from onetoone.domain import permissions
from onetoone.domain.errors import Refused
from onetoone.domain.payouts import OPEN, AccountSeen, Standing, standing
from onetoone.domain.people import Actor
from onetoone.domain.ports import Notice
from onetoone.domain.words import _
from onetoone.models import Account, Payout, PayoutAccount
from onetoone.payments.service import outbox, parameters, transfers
from onetoone.security import throttle

_LINKS_PER_HOUR = 30


def account_of(session: Session, account_id: str, *, lock: bool = False) -> PayoutAccount | None:
    """A creator's account for payouts, if they have begun one."""
    return session.get(PayoutAccount, account_id, with_for_update=lock or None, populate_existing=lock)


def begin(session: Session, *, actor: Actor, now: datetime) -> PayoutAccount:
    """The creator goes to the onboarding page: their account, asked of Stripe once. Its page is theirs alone."""
    permissions.require_creator(actor)
    throttle.limit(session, f"account-link:{actor.id}", most=_LINKS_PER_HOUR, within=3600, now=now)
    account = account_of(session, actor.id, lock=True)
    if account is None:
        account = PayoutAccount(account_id=actor.id, created_at=now)
        session.add(account)
    if account.stripe_id is None:
        what = parameters.connected_account(session.get_one(Account, actor.id), settings())
        key = f"acct:{actor.id}"
        outbox.enqueue(session, kind="connect.open", key=key, ref=actor.id, parameters=what, now=now)
    return account


def opened(session: Session, account_id: str, stripe_id: str) -> None:
    """Stripe has made the account."""
    account = session.get_one(PayoutAccount, account_id, with_for_update=True)
    account.stripe_id = stripe_id
    tell(session, account_id)


def saw(session: Session, account_id: str, seen: AccountSeen, *, began: datetime, now: datetime) -> None:
    """Write down what Stripe said of the account to somebody who began to ask at `began`. What was asked earlier than
    what stands here is old news. Money that waited for the account goes there as soon as it may."""
    account = session.get_one(PayoutAccount, account_id, with_for_update=True, populate_existing=True)
    if account.read_at is not None and account.read_at > began:
        return
    before = (account.standing, account.wants, account.can_pay_out)
    account.read_at = began
    account.standing = standing(seen, was_ready=account.ready_at is not None)
    account.wants, account.way_out = list(seen.wants), seen.way_out
    ready = account.standing is Standing.READY
    account.can_pay_out = ready and seen.payouts == "active"
    if ready and account.ready_at is None:
        account.ready_at = now
        account.next_payout_at = now + timedelta(seconds=settings().payout_interval_seconds)
    # A charge goes straight to the creator while this is set, and to the platform, owed, while it isn't.
    session.get_one(Account, account_id).stripe_account_id = seen.id if ready else None
    session.flush()
    transfers.send_owed(session, account_id, now)
    if before != (account.standing, account.wants, account.can_pay_out):
        tell(session, account_id)


def came_back(session: Session, account_id: str) -> None:
    """The creator has been where bank accounts are changed: the next payout shows whether that helped."""
    account = account_of(session, account_id, lock=True)
    if account is not None and account.bank_trouble:
        account.bank_trouble = ""
        tell(session, account_id)


def pay_by_itself(session: Session, *, actor: Actor, on: bool, now: datetime) -> None:
    """Whether what is available is paid out once a day, or only when the creator says so."""
    permissions.require_creator(actor)
    account = account_of(session, actor.id, lock=True)
    if account is None:
        raise Refused(_("Set up payouts first."))
    account.automatic = on
    account.next_payout_at = now + timedelta(seconds=settings().payout_interval_seconds)
    tell(session, actor.id)


def require_may_earn(session: Session, creator_id: str, price: int, *, by: Actor) -> None:
    """`Refused` when the creator's account is restricted and the call is paid, in words for whoever asks.

    Who never set payouts up earns all the same: that is owed, and sent once they did.
    """
    account = account_of(session, creator_id) if price else None
    if account is None or account.standing is not Standing.RESTRICTED:
        return
    if by.id == creator_id:
        raise Refused(
            _(
                "Stripe has restricted your payout account, so paid calls have to wait; free calls go on. "
                "Settings → Payouts says what to do."
            )
        )
    name = session.get_one(Account, creator_id).name
    raise Refused(
        _("{name} can’t take paid calls right now. Nothing was charged. Please try again another day.", name=name)
    )


def to_read_again(session: Session, now: datetime) -> list[str]:
    """Creators whose account should be read again: soon where Stripe has the next word, else once in a while."""
    s = settings()
    waiting = or_(
        PayoutAccount.standing == Standing.CHECKING,
        select(Payout.id).where(Payout.account_id == PayoutAccount.account_id, col(Payout.status).in_(OPEN)).exists(),
    )
    soon, late = now - timedelta(seconds=s.heal_seconds), now - timedelta(seconds=s.account_heal_seconds)
    read_at = col(PayoutAccount.read_at)
    quiet = select(PayoutAccount.account_id).where(
        col(PayoutAccount.stripe_id).is_not(None),
        or_(read_at.is_(None), read_at <= late, (read_at <= soon) & waiting),
    )
    return list(session.exec(quiet.limit(50)))


def tell(session: Session, account_id: str) -> None:
    """The creator's tabs read this again."""
    db.announce(session, Notice(account_id, "payouts", account_id))
