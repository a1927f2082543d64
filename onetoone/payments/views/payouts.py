"""What a creator sees of being paid: where their account stands and what to do, what can be paid out, and what was."""

from dataclasses import dataclass
from datetime import datetime

from babel.dates import format_date
from sqlalchemy import func
from sqlmodel import Session, col, select

from onetoone.config import settings
from onetoone.domain import dates
from onetoone.domain import ledger as rules
from onetoone.domain.ids import AccountId
from onetoone.domain.money import step, written
from onetoone.domain.payouts import Standing, Status, payable
from onetoone.domain.people import Actor
from onetoone.domain.words import N_, _, said
from onetoone.models import Entry, Payout, PayoutAccount, RateCard, Transfer
from onetoone.models.payout import Sent
from onetoone.payments.views import sent_back

# What Stripe may ask for, by a part of its name: https://docs.stripe.com/connect/handle-verification-updates
_WANTS = (
    ("given_name", N_("Your legal name")),
    ("surname", N_("Your legal name")),
    ("date_of_birth", N_("Your date of birth")),
    ("external_account", N_("A bank account")),
    ("outbound_destination", N_("A bank account")),
    ("terms_of_service", N_("Your consent to Stripe’s terms")),
    ("address", N_("Your address")),
    ("id_number", N_("A tax or ID number")),
    ("document", N_("A photo of an ID")),
    ("verification", N_("A photo of an ID")),
    ("email", N_("An e-mail address")),
    ("phone", N_("A phone number")),
)
_MOST = 20
_STATUS: dict[Status, tuple[str, str]] = {
    Status.ASKED: (N_("Starting"), "neutral"),
    Status.ON_ITS_WAY: (N_("On its way"), "info"),
    Status.ARRIVED: (N_("Arrived"), "success"),
    Status.FAILED: (N_("Sent back"), "danger"),
}


@dataclass(frozen=True, slots=True)
class PayoutRow:
    """One payout."""

    id: str
    amount: str
    line: str  # when, and which way
    status: str
    tone: str
    why: str = ""  # it failed


@dataclass(frozen=True, slots=True)
class Payouts:
    """A creator's page of payouts. `standing` is none, started, checking, ready or restricted."""

    standing: str = "none"
    badge: str = ""
    tone: str = "neutral"
    title: str = ""
    line: str = ""
    wants: tuple[str, ...] = ()
    act: str = ""  # the button that leads to Stripe; empty: there is nothing to do there
    pending: str = ""
    available: str = ""
    in_transit: str = ""
    payable: str = ""
    owed: str = ""  # earned, and waiting for the account; empty when nothing is
    least: str = ""
    can: bool = False
    why_not: str = ""
    automatic: bool = True
    next_on: str = ""
    trouble: str = ""
    rows: tuple[PayoutRow, ...] = ()


def payouts(session: Session, actor: Actor, now: datetime) -> Payouts:
    """The acting creator's own; nobody else can ask for it."""
    account = session.get(PayoutAccount, actor.id)
    card = session.get(RateCard, actor.id)
    currency = card.currency if card else settings().currency
    creator, least = AccountId(actor.id), settings().prices(currency).least_payout

    sums = _sums(session, creator, currency)
    available, pending, leaving = (
        -sums.get(name, 0)
        for name in (rules.available(creator), rules.pending(creator), rules.payouts_in_transit(creator))
    )
    can_go = payable(
        available=available, there=sums.get(rules.at_stripe(creator), 0), leaving=leaving, step=step(currency)
    )
    ready = account is not None and account.standing is Standing.READY and account.can_pay_out
    trouble = account.bank_trouble if account else ""
    badge, tone, title, line, act = _words(account)
    newest = select(Payout).where(Payout.account_id == actor.id).order_by(col(Payout.created_at).desc(), col(Payout.id))
    waiting = 0 if ready else _waiting(session, creator, currency)
    return Payouts(
        standing=str(account.standing) if account else "none",
        badge=badge,
        tone=tone,
        title=title,
        line=line,
        wants=_wanted(account.wants) if account and account.standing is not Standing.READY else (),
        act=act,
        pending=written(pending, currency),
        available=written(available, currency),
        in_transit=written(leaving, currency),
        payable=written(can_go, currency),
        owed=written(waiting, currency) if waiting > 0 else "",
        least=written(least, currency),
        can=ready and not trouble and can_go >= least,
        why_not="" if can_go >= least else _("From {least} on.", least=written(least, currency)),
        automatic=account.automatic if account else True,
        next_on=_day(account.next_payout_at) if account and account.automatic and account.next_payout_at else "",
        trouble=sent_back.what_now(trouble) if trouble else "",
        rows=tuple(_row(payout) for payout in session.exec(newest.limit(_MOST))),
    )


def _sums(session: Session, creator: AccountId, currency: str) -> dict[str, int]:
    """The balances of a creator's accounts in the ledger, by their names."""
    names = [name(creator) for name in (rules.available, rules.pending, rules.payouts_in_transit, rules.at_stripe)]
    summed = select(Entry.account, func.sum(Entry.amount)).where(
        col(Entry.account).in_(names), Entry.currency == currency
    )
    return {account: int(total) for account, total in session.exec(summed.group_by(Entry.account))}


def _waiting(session: Session, creator: AccountId, currency: str) -> int:
    """What was earned and has yet to be sent to the creator's account."""
    unsent = select(Transfer.payment_id).where(Transfer.account_id == creator, Transfer.status == Sent.OWED)
    names = (rules.available(creator), rules.pending(creator))
    summed = select(func.coalesce(func.sum(Entry.amount), 0)).where(
        col(Entry.account).in_(names), Entry.currency == currency, col(Entry.payment_id).in_(unsent)
    )
    return -int(session.exec(summed).one())


def needs_attention(session: Session, actor: Actor) -> str:
    """What a creator reads above every page while paid calls or payouts wait for them; mostly nothing."""
    account = session.get(PayoutAccount, actor.id)
    if account is not None and account.standing is Standing.RESTRICTED:
        return _("Stripe has restricted your payout account. New paid calls wait until you give it what it asks for.")
    if account is not None and account.bank_trouble:
        return _("Your bank sent your last payout back. Change your bank account, and it goes out again.")
    return ""


def _words(account: PayoutAccount | None) -> tuple[str, str, str, str, str]:
    """Badge and its tone, title, line, and the button's words."""
    if account is None or account.stripe_id is None:
        line = _("Stripe asks who you are and where your bank is. It takes about three minutes.")
        return _("Not set up"), "neutral", _("Get your earnings to your bank"), line, _("Set up payouts")
    match account.standing:
        case Standing.STARTED:
            line = _("Stripe still needs a few details. What you earn until then is kept for you.")
            return _("More needed"), "warning", _("Almost there"), line, _("Continue at Stripe")
        case Standing.CHECKING:
            line = _("Stripe is checking your details. There is nothing to do for you; this page changes by itself.")
            return _("Being checked"), "info", _("Stripe has a look"), line, ""
        case Standing.READY:
            return _("Ready"), "success", _("Payouts are set up"), _("Your earnings go to your bank."), ""
        case Standing.RESTRICTED if account.way_out == "contact_stripe":
            line = _("Stripe has closed your account. New paid calls wait; free calls go on. Only Stripe can help.")
            return _("Restricted"), "danger", _("Please talk to Stripe"), line, _("See what Stripe says")
        case Standing.RESTRICTED:
            line = _(
                "New paid calls wait until Stripe has what it asks for; free calls go on. What you earned is safe."
            )
            return _("Restricted"), "danger", _("Stripe needs something from you"), line, _("Put it right at Stripe")


def _wanted(names: list[str]) -> tuple[str, ...]:
    wants = (next((want for part, want in _WANTS if part in name), N_("A few more details")) for name in names)
    return tuple(said(want) for want in dict.fromkeys(wants))


def _row(payout: Payout) -> PayoutRow:
    status, tone = _STATUS[payout.status]
    failed = payout.status is Status.FAILED
    return PayoutRow(
        id=payout.id,
        amount=written(payout.amount, payout.currency),
        line=f"{_when(payout)} · {_how(payout)}",
        status=said(status),
        tone=tone,
        why=sent_back.why(payout.failure) if failed else "",
    )


def _when(payout: Payout) -> str:
    day = _day(payout.created_at)
    if payout.arrives_on is None or payout.status not in (Status.ON_ITS_WAY, Status.ARRIVED):
        return day
    arrival = _day(payout.arrives_on)
    if payout.status is Status.ARRIVED:
        return _("{day}, arrived {arrival}", day=day, arrival=arrival)
    return _("{day}, arrives {arrival}", day=day, arrival=arrival)


def _how(payout: Payout) -> str:
    if payout.bank and payout.automatic:
        return _("daily to {bank}", bank=payout.bank)
    if payout.bank:
        return _("by hand to {bank}", bank=payout.bank)
    return _("daily") if payout.automatic else _("by hand")


def _day(at: datetime) -> str:
    return str(format_date(at.date(), "d MMM", locale=dates.manner()))
