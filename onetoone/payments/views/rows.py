"""Rows of earnings, made of the ledger's transactions: one row for each that is news to the creator.

Open for more: `told` names who puts the transactions with a certain prefix ("ref:", "po:") into words.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from onetoone import routes
from onetoone.domain import ledger
from onetoone.domain.calls import Kind as CallKind
from onetoone.domain.ids import AccountId
from onetoone.domain.money import Money, decimal, written
from onetoone.domain.payouts import Status
from onetoone.domain.words import N_, _, n_, said
from onetoone.models import Account, Call, Entry, Payment, Refund, Transfer
from onetoone.models.payment import For
from onetoone.models.payout import Payout
from onetoone.payments.views.filters import Kind


@dataclass(frozen=True)
class EarningRow:
    """Money in words for the screen, and as plain decimals (`*_plain`) for the file. Moments are ISO 8601, UTC.

    `status`: held, released, pending, available, coming (a refund on its way), back (refunds, disputes) or paid;
    `until`: when pending money is available; `note`: what else there is to know of where it is.
    """

    id: str = ""
    at: str = ""
    kind: str = ""
    icon: str = ""  # video, audio, tip, refund, dispute, transfer, payout
    what: str = ""
    who: str = ""
    gross: str = ""
    fee: str = ""
    processing: str = ""
    net: str = ""
    status: str = ""
    words: str = ""
    until: str = ""
    note: str = ""
    href: str = ""
    currency: str = ""
    gross_plain: str = ""
    fee_plain: str = ""
    processing_plain: str = ""
    net_plain: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """A transaction as its creator sees it. `lines`: amounts by account; `change`: what the creator has more of."""

    txn: str
    at: datetime
    currency: str
    lines: Mapping[str, int]
    creator: AccountId
    payment: Payment | None = None
    call: Call | None = None
    payer: Account | None = None
    payout: Payout | None = None
    refund: Refund | None = None
    transfer: Transfer | None = None  # where the creator's share of the payment is

    @property
    def change(self) -> int:
        return -sum(amount for account, amount in self.lines.items() if ledger.owner(account) == self.creator)

    def of(self, account: str) -> int:
        """What the creator has more of on that account of theirs."""
        return -self.lines.get(account, 0)


Teller = Callable[[Happening], EarningRow | None]
_tellers: dict[str, tuple[Kind, Teller]] = {}


def told(prefix: str, kind: Kind) -> Callable[[Teller], Teller]:
    """Put transactions whose id begins with `prefix` into a row under that filter; None for no row at all."""

    def keep(teller: Teller) -> Teller:
        _tellers[prefix] = (kind, teller)
        return teller

    return keep


def prefixes(kind: Kind) -> list[str]:
    """What the ids of the transactions under a filter begin with."""
    wanted = {Kind.CALL: Kind.ALL, Kind.TIP: Kind.ALL}.get(kind, kind)  # both are captures
    return [prefix for prefix, (under, _teller) in _tellers.items() if kind is Kind.ALL or under is wanted]


def row_of(happening: Happening) -> EarningRow | None:
    """The row of a transaction; the longest prefix that fits has the word."""
    fitting = [prefix for prefix in _tellers if happening.txn.startswith(prefix)]
    return _tellers[max(fitting, key=len)][1](happening) if fitting else None


def happenings(session: Session, creator: AccountId, txns: Iterable[str]) -> list[Happening]:
    """The creator's transactions of these ids, in that order: five statements, whatever their number."""
    wanted = list(txns)
    lines: dict[str, dict[str, int]] = {}
    first: dict[str, Entry] = {}
    for entry in session.exec(select(Entry).where(col(Entry.txn_id).in_(wanted))):
        lines.setdefault(entry.txn_id, {})[entry.account] = entry.amount
        first.setdefault(entry.txn_id, entry)
    about = select(Payment, Call, Account).where(
        Payment.call_id == Call.id,
        Payment.payer_id == Account.id,
        col(Payment.id).in_({entry.payment_id for entry in first.values()}),
    )
    known = {payment.id: (payment, call, payer) for payment, call, payer in session.exec(about)}
    named = {txn: txn.split(":")[1] for txn in wanted if txn.startswith(("po:", "ref:"))}
    payouts = {each.id: each for each in session.exec(select(Payout).where(col(Payout.id).in_(named.values())))}
    refunds = {each.id: each for each in session.exec(select(Refund).where(col(Refund.id).in_(named.values())))}
    moved = {first[txn].payment_id for txn in wanted if txn.startswith(("ref:", "rev:"))}
    transfers = session.exec(select(Transfer).where(col(Transfer.payment_id).in_(moved)))
    shares = {each.payment_id: each for each in transfers}

    def happening(txn: str, one: Entry) -> Happening:
        payment, call, payer = known.get(one.payment_id or "", (None, None, None))
        payout, refund = payouts.get(named.get(txn, "")), refunds.get(named.get(txn, ""))
        share = shares.get(one.payment_id or "")
        return Happening(txn, one.at, one.currency, lines[txn], creator, payment, call, payer, payout, refund, share)

    return [happening(txn, first[txn]) for txn in wanted]


def row(happening: Happening, what: str, status: str, words: str, **more: str) -> EarningRow:
    """A row with everything that a transaction says by itself; `more` sets other fields."""
    change, currency = happening.change, happening.currency
    usual = {
        "id": happening.txn,
        "at": happening.at.isoformat(),
        "who": happening.payer.name if happening.payer else "",
        "net": written(change, currency),
        "net_plain": decimal(change, currency),
        "currency": currency.upper(),
        "href": routes.to(routes.CALL, call_id=happening.call.id) if happening.call else "",
    }
    usual["icon"] = more.get("kind", "")
    return EarningRow(what=what, status=status, words=words, **(usual | more))


@told("cap:", Kind.ALL)
def _capture(happening: Happening) -> EarningRow | None:
    """A call or a tip: gross, the platform's fee, what Stripe kept of that, and net."""
    payment, call = happening.payment, happening.call
    if payment is None or call is None:
        return None
    pending = payment.available_at is None
    return row(
        happening,
        what_of(payment, call),
        "pending" if pending else "available",
        _("Pending") if pending else _("Settled"),
        kind=str(payment.purpose),
        icon=icon_of(payment, call),
        until=payment.available_on.isoformat() if payment.available_on else "",
        gross=str(Money(payment.captured, payment.currency)),
        gross_plain=decimal(payment.captured, payment.currency),
        fee=written(-payment.fee, payment.currency),
        fee_plain=decimal(-payment.fee, payment.currency),
        processing=written(payment.processing, payment.currency),
        processing_plain=decimal(payment.processing, payment.currency),
    )


@told("avl:", Kind.ALL)
def _made_available(happening: Happening) -> None:
    """Only the status of another row."""


@told("dis:", Kind.BACK)
def _dispute(happening: Happening) -> EarningRow:
    """Opened: the share is set aside. Won: it's back. Lost: it's gone, and was set aside before."""
    held = happening.of(ledger.dispute_hold(happening.creator))
    if happening.txn.endswith(":lost"):
        what = about(happening, N_("Dispute lost"), N_("Dispute lost: {what}"))
        return row(happening, what, "back", _("Lost"), kind="dispute")
    amount = {"net": written(-held, happening.currency), "net_plain": decimal(-held, happening.currency)}
    if held > 0:
        what = about(happening, N_("Dispute opened"), N_("Dispute opened: {what}"))
        return row(happening, what, "back", _("Set aside"), kind="dispute", **amount)
    what = about(happening, N_("Dispute won"), N_("Dispute won: {what}"))
    return row(happening, what, "back", _("Yours again"), kind="dispute", **amount)


@told("po:", Kind.PAYOUT)
def _payout(happening: Happening) -> EarningRow | None:
    """Money that leaves for the creator's bank, as one row wherever it is by now; one more when it came back."""
    ready = happening.of(ledger.available(happening.creator))
    if not ready:  # it has arrived: the row of its leaving says so
        return None
    amount = {"net": written(ready, happening.currency), "net_plain": decimal(ready, happening.currency)}
    if ready > 0:
        what, where = _("Payout that didn't go through"), _("Back in your balance")
        return row(happening, what, "paid", where, kind="payout", **amount)
    standing = happening.payout.status if happening.payout else Status.ON_ITS_WAY
    where = said(_PAYOUT_WORDS.get(standing, N_("On its way")))
    return row(happening, _("Payout"), "paid", where, kind="payout", **amount)


_PAYOUT_WORDS = {Status.ARRIVED: N_("Paid out"), Status.FAILED: N_("Didn't go through")}


def about(happening: Happening, alone: str, with_what: str) -> str:
    """ "Refund: video call, 15 min", or only "Refund"."""
    if happening.payment is None or happening.call is None:
        return said(alone)
    return said(with_what, what=_within(happening.payment, happening.call))


def what_of(payment: Payment, call: Call) -> str:
    """ "Video call, 15 min", "5 more minutes", or "Tip"."""
    if payment.purpose is For.TIP:
        return _("Tip")
    if payment.purpose is For.EXTENSION:
        return n_("{n} more minute", "{n} more minutes", payment.minutes)
    if call.kind is CallKind.AUDIO:
        return _("Audio call, {n} min", n=call.minutes)
    return _("Video call, {n} min", n=call.minutes)


def icon_of(payment: Payment, call: Call) -> str:
    return "tip" if payment.purpose is For.TIP else str(call.kind)


def _within(payment: Payment, call: Call) -> str:
    """`what_of`, within a sentence."""
    if payment.purpose is For.TIP:
        return _("tip")
    if payment.purpose is For.EXTENSION:
        return n_("{n} more minute", "{n} more minutes", payment.minutes)
    if call.kind is CallKind.AUDIO:
        return _("audio call, {n} min", n=call.minutes)
    return _("video call, {n} min", n=call.minutes)
