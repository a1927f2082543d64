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
from onetoone.domain.words import _
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
        yield Unfinished(_("You are an operator"), _("Whoever runs this place has to dismiss you from that first."))


def _calls(session: Session, account_id: str) -> Iterator[Unfinished]:
    mine = or_(Call.creator_id == account_id, Call.fan_id == account_id)
    call = session.exec(select(Call).where(mine, col(Call.status).not_in(OVER)).limit(1)).first()
    if call is None:
        return
    href = routes.to(routes.CALL, call_id=call.id)
    if call.status in SEATED:
        yield Unfinished(_("You are in a call"), _("Finish it first."), _("Return to your call"), href)
    else:
        yield Unfinished(_("A call is still open"), _("Answer it, or take it back."), _("Look at it"), href)


def _payments(session: Session, account_id: str) -> Iterator[Unfinished]:
    mine = or_(Payment.payer_id == account_id, Payment.payee_id == account_id)
    moving = select(Payment.id).where(mine, col(Payment.status).in_((*WAITING, Paid.HELD)))
    if session.exec(moving.limit(1)).first() is not None:
        yield Unfinished(
            _("A payment is being settled"), _("That takes some minutes after a call. Please come back then.")
        )


def _refunds(session: Session, account_id: str) -> Iterator[Unfinished]:
    mine = or_(Payment.payer_id == account_id, Payment.payee_id == account_id)
    under_way = (
        select(Refund.id)
        .join(Payment, col(Payment.id) == Refund.payment_id)
        .where(mine, col(Refund.status).in_((refunds.Status.ASKED, refunds.Status.PENDING)))
    )
    if session.exec(under_way.limit(1)).first() is not None:
        yield Unfinished(_("A refund is on its way"), _("It usually arrives within days. Please come back then."))


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
    line = _("Answer it, or refund.") if side is Side.CREATOR else _("Wait for the answer, or take it back.")
    yield Unfinished(_("A reported problem is open"), line, _("Look at it"), routes.to(routes.CALL, call_id=call.id))


def _disputes(session: Session, account_id: str) -> Iterator[Unfinished]:
    mine = or_(Payment.payer_id == account_id, Payment.payee_id == account_id)
    undecided = (
        select(Dispute.id)
        .join(Payment, col(Payment.id) == Dispute.payment_id)
        .where(mine, col(Dispute.status).in_((disputes.Status.OPEN, disputes.Status.INQUIRED)))
    )
    if session.exec(undecided.limit(1)).first() is not None:
        yield Unfinished(
            _("A bank is still deciding"), _("A payment is disputed. Please come back once it is decided.")
        )


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
            line = _("Please come back once it has arrived at your bank.")
            yield Unfinished(
                _("{amount} is on its way to you", amount=Money(on_the_way, currency)),
                line,
                _("Payouts"),
                routes.PAYOUTS,
            )
        later = kinds.get("pending", 0) + kinds.get("dispute_hold", 0)
        if later > 0:
            title = _("{amount} of your earnings is pending", amount=Money(later, currency))
            line = _("It can be paid out in some days. Please come back then.")
            yield Unfinished(title, line, _("Earnings"), routes.EARNINGS)
        available = kinds.get("available", 0)
        if available >= settings().prices(currency).least_payout:
            title = _("You have {amount} of earnings", amount=Money(available, currency))
            yield Unfinished(title, _("Have it paid out first."), _("Payouts"), routes.PAYOUTS)
