"""Tips and more minutes, as the fan who gives them sees them while the call is under way."""

from datetime import datetime

from sqlmodel import Session, col, select

from onetoone.calls.views.shapes import ExtraSeen, More, PendingTip, Preset
from onetoone.calls.views.terms import typed
from onetoone.config import settings
from onetoone.domain import reasons
from onetoone.domain.calls import Status
from onetoone.domain.meter import price_of_more
from onetoone.domain.money import Money
from onetoone.domain.people import Actor
from onetoone.domain.words import _, n_
from onetoone.models import Call, Payment, TipTap
from onetoone.models.payment import For, Paid
from onetoone.payments import service as payments


def extra(session: Session, actor: Actor, payment_id: str) -> ExtraSeen:
    """The acting person's own tip or minutes; an empty one when it is neither."""
    payment = payments.of_payer(session, actor, payment_id=payment_id)
    return ExtraSeen() if payment.purpose is For.CALL else seen(payment)


def seen(payment: Payment) -> ExtraSeen:
    """Where it stands."""
    return ExtraSeen(
        payment_id=payment.id,
        what=str(payment.purpose),
        minutes=payment.minutes,
        amount=str(Money(payment.captured or payment.amount, payment.currency)),
        status=str(payment.status),
        why=reasons.declined(payment.declined),
        bank_page=payment.bank_page or "",
        checkout_url=payment.checkout_url or "",
    )


def pending_tip(session: Session, call: Call) -> PendingTip:
    """The tip that can still be undone."""
    found = payments.can_be_undone(session, call.id)
    if found is None:
        return PendingTip()
    tip, charged_at = found
    taps = select(TipTap.amount).where(TipTap.payment_id == tip.id).order_by(col(TipTap.at).desc(), col(TipTap.id))
    last = Money(session.exec(taps).first() or tip.amount, tip.currency)
    return PendingTip(tip.id, str(Money(tip.amount, tip.currency)), _iso(charged_at), Preset(typed(last), str(last)))


def asking(extras: list[Payment]) -> ExtraSeen:
    """What the bank or Checkout asks the fan about."""
    asked = [one for one in extras if one.status in (Paid.OPEN, Paid.BANK)]
    return seen(asked[-1]) if asked else ExtraSeen()


def trouble(extras: list[Payment]) -> tuple[str, str]:
    """The newest one's id and what became of it, if it came to nothing by somebody's doing but the fan's."""
    newest = extras[-1] if extras else None
    if newest is None or newest.status is not Paid.FAILED:
        return "", ""
    return newest.id, _not_gone_through(newest, reasons.declined(newest.declined).rstrip("."))


def _not_gone_through(extra: Payment, why: str) -> str:
    reason, n = why[:1].lower() + why[1:], extra.minutes
    if extra.purpose is For.TIP and not why:
        return _("Your tip didn't go through. Nothing was charged.")
    if extra.purpose is For.TIP:
        return _("Your tip didn't go through: {why}. Nothing was charged.", why=reason)
    if not why:
        return n_(
            "{n} more minute didn't go through. Nothing was charged.",
            "{n} more minutes didn't go through. Nothing was charged.",
            n,
        )
    return n_(
        "{n} more minute didn't go through: {why}. Nothing was charged.",
        "{n} more minutes didn't go through: {why}. Nothing was charged.",
        n,
        why=reason,
    )


def price_of(call: Call) -> Money | None:
    """What the minutes cost that can be added; None where there are none."""
    s = settings()
    return price_of_more(
        Money(call.price, call.currency),
        minutes=call.minutes,
        added=call.extra_minutes,
        more=s.extension_minutes,
        longest=s.longest_minutes,
        least=s.prices(call.currency).least_tip,
    )


def more(session: Session, call: Call, added: list[Payment]) -> More:
    """The minutes that can be added now."""
    price = price_of(call)
    if price is None or call.status not in (Status.LIVE, Status.INTERRUPTED):
        return More()
    minutes, so_far = settings().extension_minutes, call.price + sum(one.amount for one in added)
    return More(
        minutes=minutes,
        price=str(price),
        price_amount=price.amount,
        whole_minutes=call.minutes + call.extra_minutes + minutes,
        whole_price=str(Money(so_far + price.amount, call.currency)),
        saved_card=payments.saved_card(session, call) is not None,
    )


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
