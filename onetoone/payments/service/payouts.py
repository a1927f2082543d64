"""Payouts: decided here, by the ledger; asked of Stripe after the commit; followed until the bank has them, or not."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from onetoone.config import settings
from onetoone.domain import ledger as rules
from onetoone.domain.errors import NotFound, Refused
from onetoone.domain.ids import AccountId, new_id
from onetoone.domain.money import Money, step
from onetoone.domain.payouts import HEARD, OPEN, TRANSITIONS, Move, PayoutSeen, Standing, Status, require_ready
from onetoone.domain.payouts import payable as rule
from onetoone.domain.words import _
from onetoone.models import Payout, PayoutAccount, RateCard
from onetoone.payments.service import ledger, onboarding, outbox, parameters, transfers


def payable(session: Session, account_id: str, currency: str) -> int:
    """What can be paid out of what the ledger says. Minor units."""
    creator = AccountId(account_id)
    return rule(
        available=-ledger.balance(session, rules.available(creator), currency),
        there=ledger.balance(session, rules.at_stripe(creator), currency),
        leaving=-ledger.balance(session, rules.payouts_in_transit(creator), currency),
        step=step(currency),
    )


def pay_out(
    session: Session, account_id: str, *, at_stripe: Mapping[str, int], automatic: bool, now: datetime
) -> list[Payout]:
    """Pay out all that can be, in each currency from its minimum on; `at_stripe` is what Stripe calls available.

    On demand, `Refused` when that is nothing. Automatic, only when it is time.
    """
    account = onboarding.account_of(session, account_id, lock=True)
    if automatic:
        if account is None or not _is_time(account, now):
            return []
        account.next_payout_at = now + timedelta(seconds=settings().payout_interval_seconds)
        if account.standing is not Standing.READY or not account.can_pay_out or account.bank_trouble:
            return []
    require_ready(account.standing if account else None)
    assert account is not None
    if not account.can_pay_out:
        raise Refused(_("Stripe has paused payouts for your account. Give Stripe what it asks for first."))
    if account.bank_trouble:
        raise Refused(_("Your bank sent the last payout back. Change your bank account first."))
    made = []
    for currency, there in sorted(at_stripe.items()):
        amount = min(payable(session, account_id, currency), there - there % step(currency))
        if amount >= settings().prices(currency).least_payout:
            made.append(_written(session, account_id, amount, currency, automatic, now))
            _ask(session, account, made[-1], now)
    if not made and not automatic:
        card = session.get_one(RateCard, account_id)
        raise Refused(
            _(
                "You can be paid out from {least} on. What came in lately isn’t available yet.",
                least=_least(card.currency),
            )
        )
    onboarding.tell(session, account_id)
    return made


def due(session: Session, now: datetime) -> list[str]:
    """Creators whose automatic payout is due."""
    time = select(PayoutAccount.account_id).where(
        PayoutAccount.automatic,
        PayoutAccount.standing == Standing.READY,
        col(PayoutAccount.next_payout_at) <= now,
    )
    return list(session.exec(time.order_by(col(PayoutAccount.next_payout_at)).limit(50)))


def followed(session: Session, account_id: str) -> list[str]:
    """The ids at Stripe of payouts that have not come to an end."""
    unfinished = select(Payout.stripe_id).where(Payout.account_id == account_id, col(Payout.status).in_(OPEN))
    return [id for id in session.exec(unfinished) if id]


def saw(session: Session, account_id: str, seen: PayoutSeen, now: datetime) -> None:
    """Write down what Stripe says of a payout. One that we did not ask for is taken into our books."""
    payout = _known(session, account_id, seen)
    if payout is None:
        payout = _written(session, account_id, seen.amount, seen.currency, seen.automatic, now)
    payout.stripe_id, payout.arrives_on, payout.bank = seen.id, seen.arrives_on, seen.bank or payout.bank
    news = _move(session, payout, HEARD.get(seen.status, Move.SEND), failure=seen.failure, now=now)
    if news and seen.status == "failed":
        account = session.get_one(PayoutAccount, account_id, with_for_update=True)
        account.bank_trouble = seen.failure or "unknown"


def refused(session: Session, payout_id: str, why: str, now: datetime) -> None:
    """Stripe will not make this payout: its amount is available again."""
    payout = session.get_one(Payout, payout_id, with_for_update=True, populate_existing=True)
    if payout.status is Status.ASKED:
        _move(session, payout, Move.FAIL, failure=why, now=now)


def find(session: Session, payout_id: str) -> Payout:
    """A payout by its id."""
    return session.get_one(Payout, payout_id)


def _is_time(account: PayoutAccount, now: datetime) -> bool:
    return account.automatic and account.next_payout_at is not None and account.next_payout_at <= now


def _least(currency: str) -> Money:
    return Money(settings().prices(currency).least_payout, currency)


def _written(session: Session, account_id: str, amount: int, currency: str, automatic: bool, now: datetime) -> Payout:
    payout = Payout(
        id=new_id("out"),
        account_id=account_id,
        amount=amount,
        currency=currency,
        automatic=automatic,
        status=Status.ASKED,
        created_at=now,
        changed_at=now,
    )
    session.add(payout)
    session.flush()
    what = rules.payout(payout.id, AccountId(account_id), amount=amount)
    ledger.write(session, what, currency=currency, now=now)
    return payout


def _ask(session: Session, account: PayoutAccount, payout: Payout, now: datetime) -> None:
    what = {"account": account.stripe_id, "payout": parameters.payout(payout)}
    key = f"payout-{payout.id}"
    outbox.enqueue(session, kind="payout.make", key=key, ref=payout.id, parameters=what, now=now)


def _known(session: Session, account_id: str, seen: PayoutSeen) -> Payout | None:
    """Our row of it: by its id at Stripe, or by ours, which Stripe keeps; never another creator's."""
    where = Payout.stripe_id == seen.id
    if named := seen.metadata.get("payout_id"):
        where = (Payout.id == named) & (Payout.amount == seen.amount) & (Payout.currency == seen.currency) | where
    found = session.exec(select(Payout).where(where).with_for_update()).first()
    if found is not None and found.account_id != account_id:
        raise NotFound
    return found


def _move(session: Session, payout: Payout, step: Move, *, failure: str, now: datetime) -> bool:
    before = payout.status
    if (before, step) not in TRANSITIONS:
        return False
    payout.status, payout.changed_at = TRANSITIONS[before, step], now
    creator, amount = AccountId(payout.account_id), payout.amount
    what = None
    if payout.status is Status.ARRIVED:
        what = rules.payout_arrived(payout.id, creator, amount=amount)
    elif payout.status is Status.FAILED:
        payout.failure = failure
        what = rules.payout_failed(payout.id, creator, amount=amount, had_arrived=before is Status.ARRIVED)
    if what is not None:
        ledger.write(session, what, currency=payout.currency, now=now, stripe_ref=payout.stripe_id or "")
    if payout.status is Status.FAILED:
        transfers.money_came(session, payout.account_id, now)
    onboarding.tell(session, payout.account_id)
    return True
