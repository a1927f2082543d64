"""A creator's earnings: what stands where, and row by row how it came about."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, or_, select

from onetoone.domain import ledger, permissions
from onetoone.domain.ids import AccountId
from onetoone.domain.money import Money, written
from onetoone.domain.people import Actor
from onetoone.models import Entry, Payment, RateCard
from onetoone.models.payment import For, Paid
from onetoone.payments.views import hold_rows, refund_rows, rows, transfer_rows  # noqa: F401
from onetoone.payments.views.filters import Kind, Period
from onetoone.payments.views.over_time import Bar, bars
from onetoone.payments.views.rows import EarningRow

_LOST = ("cap:", "ref:", "dis:")  # what changes how much was earned


@dataclass(frozen=True)
class Balances:
    """Where the money stands, each in words; `next_on`: when the next of what is pending becomes available."""

    held: str = ""
    pending: str = ""
    available: str = ""
    disputed: str = ""  # empty when nothing is
    in_transit: str = ""  # empty when nothing is
    paid_out: str = ""
    next_on: str = ""


@dataclass(frozen=True)
class Earnings:
    """The page. `gross`, `fee`, `processing`, `back` and `net` are sums over the period, of the chosen kind of rows."""

    currency: str = ""
    balances: Balances = field(default_factory=Balances)
    gross: str = ""
    fee: str = ""
    processing: str = ""
    back: str = ""
    net: str = ""
    rows: list[EarningRow] = field(default_factory=list)
    more: bool = False
    bars: list[Bar] = field(default_factory=list)
    ever: bool = False  # there is, or was, anything at all


def earnings(
    session: Session,
    actor: Actor,
    now: datetime,
    *,
    kind: Kind = Kind.ALL,
    period: Period = Period.YEAR,
    most: int = 30,
) -> Earnings:
    """The acting creator's own. `Refused` for who isn't one."""
    permissions.require_creator(actor)
    currency = session.exec(select(RateCard.currency).where(RateCard.account_id == actor.id)).one()
    since = period.since(now)
    txns = session.exec(_transactions(actor.id, kind, since).limit(most + 1)).all()
    holds = kind in (Kind.ALL, Kind.CALL)
    held = hold_rows.held_rows(session, actor.id) if holds else []
    released = hold_rows.released_rows(session, actor.id, since, most=most + 1) if holds else []
    asked = refund_rows.asked_rows(session, actor.id) if kind in (Kind.ALL, Kind.BACK) else []
    happened = rows.happenings(session, actor.id, [txn for txn, _ in txns])
    found = [*released, *filter(None, map(rows.row_of, happened))]
    found.sort(key=lambda row: row.at, reverse=True)
    gross, fee, processing = _captured(session, actor.id, kind, since, currency)
    earned = _earned(session, actor.id, since, currency)
    back = sum(amount for _, amount, txn in earned if not txn.startswith("cap:"))

    def said(amount: int) -> str:
        return written(amount, currency)

    return Earnings(
        currency=currency.upper(),
        balances=_balances(session, actor.id, currency, now),
        gross=said(gross),
        fee=said(-fee),
        processing=said(processing),
        back=said(back) if back and kind in (Kind.ALL, Kind.BACK) else "",
        net=said(gross - fee + (back if kind in (Kind.ALL, Kind.BACK) else 0)),
        rows=[*held, *asked, *found[:most]],
        more=len(txns) > most or len(found) > most,
        bars=bars(((at, amount) for at, amount, _ in earned), period, currency, now),
        ever=bool(held) or bool(found) or _ever(session, actor.id),
    )


def _accounts(creator: AccountId) -> list[str]:
    names = (ledger.pending, ledger.available, ledger.dispute_hold, ledger.payouts_in_transit)
    return [name(creator) for name in names]


def _begins(kind: Kind) -> ColumnElement[bool]:
    wanted = [prefix for prefix in rows.prefixes(kind) if prefix != "avl:"]
    return or_(*(col(Entry.txn_id).startswith(prefix) for prefix in wanted))


def _transactions(creator: AccountId, kind: Kind, since: datetime | None):  # type: ignore[no-untyped-def]
    at = func.max(Entry.at)
    theirs = [*_accounts(creator), ledger.at_stripe(creator)]  # what left the latter by itself is news as well
    found = select(Entry.txn_id, at).where(col(Entry.account).in_(theirs), _begins(kind))
    if kind in (Kind.CALL, Kind.TIP):
        tip = col(Payment.purpose) == For.TIP
        found = found.join(Payment, col(Payment.id) == Entry.payment_id).where(tip if kind is Kind.TIP else ~tip)
    if since is not None:
        found = found.where(Entry.at >= since)
    return found.group_by(Entry.txn_id).order_by(at.desc(), col(Entry.txn_id).desc())


def _captured(
    session: Session, creator: AccountId, kind: Kind, since: datetime | None, currency: str
) -> tuple[int, int, int]:
    """Gross, fee and processing of what was captured in the period."""
    if kind in (Kind.BACK, Kind.PAYOUT):
        return 0, 0, 0
    sums = (
        select(func.sum(Payment.captured), func.sum(Payment.fee), func.sum(Payment.processing))
        .join(Entry, col(Entry.txn_id) == "cap:" + col(Payment.id))
        .where(Payment.payee_id == creator, Payment.currency == currency, Entry.account == ledger.pending(creator))
    )
    if kind is not Kind.ALL:
        tip = col(Payment.purpose) == For.TIP
        sums = sums.where(tip if kind is Kind.TIP else ~tip)
    if since is not None:
        sums = sums.where(Entry.at >= since)
    gross, fee, processing = session.exec(sums).one()
    return int(gross or 0), int(fee or 0), int(processing or 0)


def _earned(
    session: Session, creator: AccountId, since: datetime | None, currency: str
) -> list[tuple[datetime, int, str]]:
    """When how much more, or less, was earned, and by which transaction."""
    total = func.sum(Entry.amount)
    found = select(func.max(Entry.at), total, Entry.txn_id).where(
        col(Entry.account).in_(_accounts(creator)),
        Entry.currency == currency,
        or_(*(col(Entry.txn_id).startswith(prefix) for prefix in _LOST)),
    )
    if since is not None:
        found = found.where(Entry.at >= since)
    return [
        (at, -int(amount), txn) for at, amount, txn in session.exec(found.group_by(Entry.txn_id).having(total != 0))
    ]


def _balances(session: Session, creator: AccountId, currency: str, now: datetime) -> Balances:
    sums = select(Entry.account, func.sum(Entry.amount)).where(
        col(Entry.account).in_(_accounts(creator)), Entry.currency == currency
    )
    books = {account: -int(amount) for account, amount in session.exec(sums.group_by(Entry.account))}
    left = select(func.coalesce(func.sum(Entry.amount), 0)).where(
        col(Entry.account).in_(_accounts(creator)),
        Entry.currency == currency,
        or_(*(col(Entry.txn_id).startswith(prefix) for prefix in rows.prefixes(Kind.PAYOUT))),
    )
    holds = select(Payment).where(
        Payment.payee_id == creator, Payment.currency == currency, col(Payment.status).in_((Paid.HELD, Paid.CAPTURING))
    )
    held = sum(
        payment.amount - Money(payment.amount, currency).fee(payment.fee_basis_points).amount
        for payment in session.exec(holds)
    )
    soonest = select(func.min(Payment.available_on)).where(
        Payment.payee_id == creator, Payment.captured > 0, col(Payment.available_at).is_(None)
    )
    next_on = session.exec(soonest).one()

    def said(amount: int) -> str:
        return written(amount, currency)

    disputed, transit = books.get(ledger.dispute_hold(creator), 0), books.get(ledger.payouts_in_transit(creator), 0)
    return Balances(
        held=said(held),
        pending=said(books.get(ledger.pending(creator), 0)),
        available=said(books.get(ledger.available(creator), 0)),
        disputed=said(disputed) if disputed else "",
        in_transit=said(transit) if transit else "",
        paid_out=said(int(session.exec(left).one())),
        next_on=next_on.isoformat() if next_on else "",
    )


def _ever(session: Session, creator: AccountId) -> bool:
    found = select(Entry.id).where(col(Entry.account).in_(_accounts(creator))).limit(1)
    return session.exec(found).first() is not None
