"""E-mails in words, each for one reader in their time zone, in the language and the manner of amounts in use."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from babel.dates import format_date
from sqlmodel import Session

from onetoone import routes
from onetoone.domain import dates, reasons
from onetoone.domain.calls import Kind
from onetoone.domain.money import Money
from onetoone.domain.quiet import zone_of
from onetoone.domain.words import _, spoken
from onetoone.models import Account, Call, Payment, Refund
from onetoone.models.payment import For
from onetoone.models.reaching import reach_of
from onetoone.payments.views.receipt import number
from onetoone.payments.views.rows import what_of


@dataclass(frozen=True, slots=True)
class Written:
    """`content`, kept in the outbox as it is: subject, title, lines, facts (name and value), button and href;
    `language`, in which its foot is to be.
    `about` is what of `choosing.LETTERS` it belongs to; `worth`, for how long it is worth trying."""

    about: str
    content: dict[str, Any]
    worth: timedelta


def missed(session: Session, call: Call) -> Written:
    fan, creator = session.get_one(Account, call.fan_id), session.get_one(Account, call.creator_id)
    reach = reach_of(session, fan.id)
    if call.kind is Kind.AUDIO:
        lines = [_("{name} called you for an audio call.", name=creator.name)]
    else:
        lines = [_("{name} called you for a video call.", name=creator.name)]
    if call.rang_at is not None and reach.quiet.at(call.rang_at):
        lines.append(_("You had asked not to be disturbed, so nothing rang."))
    if call.invitation_ends_at is not None:
        until = f"{call.invitation_ends_at.astimezone(zone_of(reach.time_zone)):%H:%M}"
        if reach.time_zone:
            lines.append(_("The invitation is still open: you can join until {time}.", time=until))
        else:
            lines.append(_("The invitation is still open: you can join until {time} (UTC).", time=until))
    return Written(
        "missed",
        _content(
            _("You missed {name}’s call", name=creator.name),
            lines,
            [],
            _("See the invitation"),
            routes.to(routes.CALL, call_id=call.id),
        ),
        timedelta(hours=6),
    )


def receipt(session: Session, payment: Payment, call: Call) -> Written:
    payer, payee = session.get_one(Account, payment.payer_id), session.get_one(Account, payment.payee_id)
    charged, held = (str(Money(amount, payment.currency)) for amount in (payment.captured, payment.amount))
    if payment.purpose is For.TIP:
        lines = [_("Thank you for your tip to {name}.", name=payee.name)]
    else:
        lines = [_("Thank you for your call with {name}.", name=payee.name)]
    if payment.captured < payment.amount:
        lines.append(_("{amount} had been held. What wasn’t used has been released.", amount=held))
    facts = _facts(session, payment, call, payer, payee, payment.changed_at)
    content = _content(
        _("Your receipt: {amount}", amount=charged),
        lines,
        [(_("Charged"), charged), *facts],
        _("See the receipt"),
        routes.to(routes.RECEIPT, payment_id=payment.id),
    )
    return Written("receipts", content, timedelta(days=3))


def refund(session: Session, refund: Refund, payment: Payment, call: Call) -> Written:
    payer, payee = session.get_one(Account, payment.payer_id), session.get_one(Account, payment.payee_id)
    back = str(Money(refund.amount, refund.currency))
    content = _content(
        _("Your refund: {amount}", amount=back),
        [_("{amount} is on its way back to your card. It can take up to 10 days to arrive.", amount=back)],
        [
            (_("Refunded"), back),
            (_("Why"), reasons.refunded(refund.by, creator=payee.name)),
            *_facts(session, payment, call, payer, payee, refund.created_at),
        ],
        _("See the receipt"),
        routes.to(routes.RECEIPT, payment_id=payment.id),
    )
    return Written("receipts", content, timedelta(days=3))


def _facts(
    session: Session, payment: Payment, call: Call, payer: Account, payee: Account, at: datetime
) -> list[tuple[str, str]]:
    there = at.astimezone(zone_of(reach_of(session, payer.id).time_zone))
    named = [
        (_("For"), what_of(payment, call)),
        (_("With"), payee.name),
        (_("Card"), payment.card),
        (_("Date"), format_date(there, "long", locale=dates.manner())),
        (_("Number"), number(payment.id)),
    ]
    return [(name, value) for name, value in named if value]


def _content(title: str, lines: list[str], facts: list[tuple[str, str]], button: str, href: str) -> dict[str, Any]:
    return {
        "subject": title,
        "title": title,
        "lines": lines,
        "facts": [list(fact) for fact in facts],
        "button": button,
        "href": href,
        "language": spoken(),
    }
