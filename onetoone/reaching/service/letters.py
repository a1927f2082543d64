"""E-mails in words, each for one reader, in their manner of writing amounts and in their time zone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from babel.dates import format_date
from sqlmodel import Session

from onetoone import routes
from onetoone.domain import locale
from onetoone.domain.calls import Kind
from onetoone.domain.money import Money
from onetoone.domain.quiet import zone_of
from onetoone.models import Account, Call, Payment, Refund
from onetoone.models.payment import For
from onetoone.models.reaching import reach_of
from onetoone.payments.views.receipt import number
from onetoone.payments.views.rows import what_of


@dataclass(frozen=True, slots=True)
class Written:
    """`content`, kept in the outbox as it is: subject, title, lines, facts (name and value), button and href.
    `about` is what of `choosing.LETTERS` it belongs to; `worth`, for how long it is worth trying."""

    about: str
    content: dict[str, Any]
    worth: timedelta


def missed(session: Session, call: Call) -> Written:
    fan, creator = session.get_one(Account, call.fan_id), session.get_one(Account, call.creator_id)
    reach = reach_of(session, fan.id)
    what = "an audio call" if call.kind is Kind.AUDIO else "a video call"
    lines = [f"{creator.name} called you for {what}."]
    if call.rang_at is not None and reach.quiet.at(call.rang_at):
        lines.append("You had asked not to be disturbed, so nothing rang.")
    if call.invitation_ends_at is not None:
        until = f"{call.invitation_ends_at.astimezone(zone_of(reach.time_zone)):%H:%M}"
        utc = "" if reach.time_zone else " (UTC)"
        lines.append(f"The invitation is still open: you can join until {until}{utc}.")
    return Written(
        "missed",
        _content(
            f"You missed {creator.name}’s call",
            lines,
            [],
            "See the invitation",
            routes.to(routes.CALL, call_id=call.id),
        ),
        timedelta(hours=6),
    )


def receipt(session: Session, payment: Payment, call: Call) -> Written:
    payer, payee = session.get_one(Account, payment.payer_id), session.get_one(Account, payment.payee_id)
    charged, held = (_amount(payer, amount, payment.currency) for amount in (payment.captured, payment.amount))
    is_tip = payment.purpose is For.TIP
    lines = [f"Thank you for your tip to {payee.name}." if is_tip else f"Thank you for your call with {payee.name}."]
    if payment.captured < payment.amount:
        lines.append(f"{held} had been held. What wasn’t used has been released.")
    facts = _facts(session, payment, call, payer, payee, payment.changed_at)
    content = _content(
        f"Your receipt: {charged}",
        lines,
        [("Charged", charged), *facts],
        "See the receipt",
        routes.to(routes.RECEIPT, payment_id=payment.id),
    )
    return Written("receipts", content, timedelta(days=3))


def refund(session: Session, refund: Refund, payment: Payment, call: Call) -> Written:
    payer, payee = session.get_one(Account, payment.payer_id), session.get_one(Account, payment.payee_id)
    back = _amount(payer, refund.amount, refund.currency)
    content = _content(
        f"Your refund: {back}",
        [f"{back} is on its way back to your card. It can take up to 10 days to arrive."],
        [("Refunded", back), *_facts(session, payment, call, payer, payee, refund.created_at)],
        "See the receipt",
        routes.to(routes.RECEIPT, payment_id=payment.id),
    )
    return Written("receipts", content, timedelta(days=3))


def _facts(
    session: Session, payment: Payment, call: Call, payer: Account, payee: Account, at: datetime
) -> list[tuple[str, str]]:
    there = at.astimezone(zone_of(reach_of(session, payer.id).time_zone))
    named = [
        ("For", what_of(payment, call)),
        ("With", payee.name),
        ("Card", payment.card),
        ("Date", format_date(there, "long", locale=payer.locale or locale.DEFAULT)),
        ("Number", number(payment.id)),
    ]
    return [(name, value) for name, value in named if value]


def _amount(reader: Account, amount: int, currency: str) -> str:
    with locale.speaking(reader.locale or locale.DEFAULT):
        return str(Money(amount, currency))


def _content(title: str, lines: list[str], facts: list[tuple[str, str]], button: str, href: str) -> dict[str, Any]:
    return {
        "subject": title,
        "title": title,
        "lines": lines,
        "facts": [list(fact) for fact in facts],
        "button": button,
        "href": href,
    }
