"""What of somebody's isn't finished yet: calls, others' money, their own. Each with what can be done about it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, or_, select

from onetoone import routes
from onetoone.config import settings
from onetoone.domain import disputes, problems, refunds
from onetoone.domain.calls import OVER, SEATED, Side
from onetoone.domain.money import Money
from onetoone.models import Account, Call, Dispute, Entry, Payment, Problem, Refund
from onetoone.models.account import Role
from onetoone.models.payment import WAITING, Paid


@dataclass(frozen=True, slots=True)
class Unfinished:
    """What it is, what can be done about it, and where."""

    title: str = ""
    line: str = ""
    action: str = ""
    href: str = ""


def unfinished(session: Session, account_id: str) -> list[Unfinished]:
    """Nothing when an account can be deleted. The gravest first."""
    found = (_role, _calls, _payments, _refunds, _problems, _disputes, _earnings)
    return [one for look in found for one in look(session, account_id)]


def _role(session: Session, account_id: str) -> Iterator[Unfinished]:
    if session.get_one(Account, account_id).role is Role.ADMIN:
        yield Unfinished("You are an operator", "Whoever runs this place has to dismiss you from that first.")


def _calls(session: Session, account_id: str) -> Iterator[Unfinished]:
    mine = or_(Call.creator_id == account_id, Call.fan_id == account_id)
    call = session.exec(select(Call).where(mine, col(Call.status).not_in(OVER)).limit(1)).first()
    if call is None:
        return
    href = routes.to(routes.CALL, call_id=call.id)
    if call.status in SEATED:
        yield Unfinished("You are in a call", "Finish it first.", "Return to your call", href)
    else:
        yield Unfinished("A call is still open", "Answer it, or take it back.", "Look at it", href)


def _payments(session: Session, account_id: str) -> Iterator[Unfinished]:
    mine = or_(Payment.payer_id == account_id, Payment.payee_id == account_id)
    moving = select(Payment.id).where(mine, col(Payment.status).in_((*WAITING, Paid.HELD)))
    if session.exec(moving.limit(1)).first() is not None:
        yield Unfinished("A payment is being settled", "That takes some minutes after a call. Please come back then.")


def _refunds(session: Session, account_id: str) -> Iterator[Unfinished]:
    mine = or_(Payment.payer_id == account_id, Payment.payee_id == account_id)
    under_way = (
        select(Refund.id)
        .join(Payment, col(Payment.id) == Refund.payment_id)
        .where(mine, col(Refund.status).in_((refunds.Status.ASKED, refunds.Status.PENDING)))
    )
    if session.exec(under_way.limit(1)).first() is not None:
        yield Unfinished("A refund is on its way", "It usually arrives within days. Please come back then.")


def _problems(session: Session, account_id: str) -> Iterator[Unfinished]:
    mine = or_(Call.creator_id == account_id, Call.fan_id == account_id)
    waiting = (
        select(Call)
        .join(Problem, col(Problem.call_id) == Call.id)
        .where(mine, Problem.status == problems.Status.OPEN)
        .limit(1)
    )
    call = session.exec(waiting).first()
    if call is None:
        return
    side = Side.CREATOR if call.creator_id == account_id else Side.FAN
    line = "Answer it, or refund." if side is Side.CREATOR else "Wait for the answer, or take it back."
    yield Unfinished("A reported problem is open", line, "Look at it", routes.to(routes.CALL, call_id=call.id))


def _disputes(session: Session, account_id: str) -> Iterator[Unfinished]:
    mine = or_(Payment.payer_id == account_id, Payment.payee_id == account_id)
    undecided = (
        select(Dispute.id)
        .join(Payment, col(Payment.id) == Dispute.payment_id)
        .where(mine, col(Dispute.status).in_((disputes.Status.OPEN, disputes.Status.INQUIRED)))
    )
    if session.exec(undecided.limit(1)).first() is not None:
        yield Unfinished("A bank is still deciding", "A payment is disputed. Please come back once it is decided.")


def _earnings(session: Session, account_id: str) -> Iterator[Unfinished]:
    """What a creator is owed. Too little to be paid out is no obstacle: it stays in our books as owed."""
    prefix = f"creator:{account_id}:"
    sums: Any = (
        select(Entry.currency, Entry.account, func.sum(Entry.amount))
        .where(col(Entry.account).startswith(prefix))
        .group_by(col(Entry.currency), col(Entry.account))
    )
    by_kind: dict[str, dict[str, int]] = {}
    for currency, account, amount in session.execute(sums):
        by_kind.setdefault(currency, {})[account.removeprefix(prefix)] = -int(amount)
    for currency, kinds in sorted(by_kind.items()):
        if on_the_way := kinds.get("payouts_in_transit", 0):
            line = "Please come back once it has arrived at your bank."
            yield Unfinished(f"{Money(on_the_way, currency)} is on its way to you", line, "Payouts", routes.PAYOUTS)
        later = kinds.get("pending", 0) + kinds.get("dispute_hold", 0)
        if later > 0:
            title, line = f"{Money(later, currency)} of your earnings is pending", "It can be paid out in some days."
            yield Unfinished(title, f"{line} Please come back then.", "Earnings", routes.EARNINGS)
        available = kinds.get("available", 0)
        if available >= settings().prices(currency).least_payout:
            line = "Have it paid out first."
            yield Unfinished(f"You have {Money(available, currency)} of earnings", line, "Payouts", routes.PAYOUTS)
