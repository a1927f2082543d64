"""What demo people earned long ago has gone to their bank: the sandbox never had that money, so it can't go later."""

from datetime import datetime

from sqlmodel import Session

from onetoone.domain import ledger as rules
from onetoone.domain.ids import PaymentId, new_id
from onetoone.domain.payouts import Status
from onetoone.domain.people import Actor
from onetoone.models import Payout, RateCard
from onetoone.payments.service import ledger

BANK = "Demo Bank ···· 6789"


def pay_out(session: Session, creator: Actor, now: datetime) -> None:
    """Everything that is available, in one payout that has arrived."""
    card = session.get(RateCard, creator.id)
    if card is None:
        return
    currency = card.currency
    amount = -ledger.balance(session, rules.available(creator.id), currency)
    if amount <= 0:
        return
    payout = Payout(
        id=new_id("out"),
        account_id=creator.id,
        amount=amount,
        currency=currency,
        automatic=True,
        status=Status.ARRIVED,
        arrives_on=now,
        bank=BANK,
        created_at=now,
        changed_at=now,
    )
    session.add(payout)
    for step in (
        rules.transfer(PaymentId(payout.id), creator.id, amount=amount),
        rules.payout(payout.id, creator.id, amount=amount),
        rules.payout_arrived(payout.id, creator.id, amount=amount),
    ):
        ledger.write(session, step, currency=currency, now=now)
        session.flush()
