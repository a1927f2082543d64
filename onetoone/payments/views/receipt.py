"""One receipt: what was held, charged and released, for which call, and how long the two were together."""

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import zip_longest

from sqlmodel import Session, col, select

from onetoone import routes
from onetoone.domain import reasons
from onetoone.domain.calls import Side
from onetoone.domain.durations import length
from onetoone.domain.errors import NotFound
from onetoone.domain.ledger import STRIPE_CLEARING
from onetoone.domain.money import Money, written
from onetoone.domain.people import Actor
from onetoone.domain.refunds import UNSETTLED, Status
from onetoone.domain.words import _
from onetoone.models import Account, Call, Entry, Payment, Refund, TwoWaySpan
from onetoone.models.payment import For
from onetoone.payments.views import let_go
from onetoone.payments.views.coming_back import ComingBack, coming_back, refunds_of
from onetoone.payments.views.payments import SHOWN, standing
from onetoone.payments.views.rows import what_of


@dataclass(frozen=True)
class Stretch:
    """Media in both directions from `at` on (ISO 8601, UTC); `then`: what came after it, in words."""

    at: str = ""
    lasted: str = ""
    then: str = ""


@dataclass(frozen=True)
class Sum:
    """A line of the receipt. `strong`: the one that counts. `at`: ISO 8601, UTC. `why` money went back."""

    name: str = ""
    amount: str = ""
    at: str = ""
    strong: bool = False
    why: str = ""


@dataclass(frozen=True)
class Receipt:
    """All empty until it was read. `number` is derived of the payment's id, so it never changes. `why` it isn't
    charged, or not all of it."""

    number: str = ""
    at: str = ""
    what: str = ""
    who: str = ""
    payer: str = ""
    card: str = ""
    status: str = ""
    words: str = ""
    why: str = ""
    sums: list[Sum] = field(default_factory=list)
    coming: list[ComingBack] = field(default_factory=list)
    agreed: str = ""
    together: str = ""
    timeline: list[Stretch] = field(default_factory=list)
    call_href: str = ""


def receipt(session: Session, actor: Actor, payment_id: object) -> Receipt:
    """The acting person's own; `NotFound` for anybody else's, and for what was never a payment."""
    payment = session.get(Payment, payment_id) if isinstance(payment_id, str) else None
    if payment is None or payment.payer_id != actor.id or payment.status not in SHOWN:
        raise NotFound(_("We couldn't find that receipt."))
    call, payee = session.get_one(Call, payment.call_id), session.get_one(Account, payment.payee_id)
    status, words = standing(payment)
    is_call = payment.purpose is not For.TIP
    among = let_go.of_calls(session, [call.id])[call.id]
    return Receipt(
        number=number(payment.id),
        at=payment.created_at.isoformat(),
        what=what_of(payment, call),
        who=payee.name,
        payer=session.get_one(Account, payment.payer_id).name,
        card=payment.card,
        status=status,
        words=words,
        why=let_go.why(payment, call, among, to=Side.FAN, name=payee.name),
        sums=_sums(session, payment, status, payee.name),
        coming=coming_back(session, payment, payee.name),
        agreed=_("{n} min", n=call.length_ms // 60_000) if is_call else "",
        together=length(call.two_way_ms) if is_call and call.two_way_ms else "",
        timeline=_timeline(session, call, payee.name) if is_call else [],
        call_href=routes.to(routes.CALL, call_id=call.id),
    )


def number(payment_id: str) -> str:
    """ "7F3K-9A2B-QX4M": sixty bits of the id, for people to read to each other."""
    code = payment_id.rpartition("_")[2].upper()[:12]
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def _sums(session: Session, payment: Payment, status: str, creator: str) -> list[Sum]:
    """Held, charged, released; then what was given back, as the ledger has it, and what was decided to be."""

    def said(amount: int) -> str:
        return str(Money(amount, payment.currency))

    begun, changed = payment.created_at.isoformat(), payment.changed_at.isoformat()
    if payment.purpose is For.TIP:
        tip = said(payment.captured if status == "charged" else payment.amount)
        return [Sum(_("Tip"), tip, begun), *_total(session, payment, status, creator)]
    sums = [Sum(_("Held on your card"), said(payment.amount), begun)]
    if status == "charged" and payment.captured < payment.amount:
        sums.append(Sum(_("Released"), written(payment.captured - payment.amount, payment.currency), changed))
    if status == "released":
        sums.append(Sum(_("Released"), written(-payment.amount, payment.currency), changed))
    return [*sums, *_total(session, payment, status, creator)]


def _total(session: Session, payment: Payment, status: str, creator: str) -> list[Sum]:
    if status == "held":
        return [Sum(_("Charged so far"), str(Money(0, payment.currency)), strong=True)]
    charged = [Sum(_("Charged"), str(Money(payment.captured, payment.currency)), payment.changed_at.isoformat(), True)]
    moved = select(Entry).where(
        Entry.payment_id == payment.id, Entry.account == STRIPE_CLEARING, col(Entry.txn_id).startswith("ref:")
    )
    refunds = {f"ref:{refund.id}": refund for refund in refunds_of(session, payment)}
    back = [_back(e, refunds.get(e.txn_id), creator) for e in session.exec(moved.order_by(col(Entry.id)))]
    asked = [
        Sum(
            _("On its way back"),
            written(-refund.amount, refund.currency),
            refund.created_at.isoformat(),
            why=reasons.refunded(refund.by, creator=creator),
        )
        for refund in refunds.values()
        if refund.status is Status.ASKED
    ]
    return charged + back + asked


def _back(entry: Entry, refund: Refund | None, creator: str) -> Sum:
    """A refund as the ledger has it; the bank has yet to take it while it is unsettled."""
    if entry.amount > 0:
        name = _("Refund not possible")
    else:
        name = _("On its way back") if refund and refund.status in UNSETTLED else _("Refunded")
    why = reasons.refunded(refund.by, creator=creator) if refund else ""
    return Sum(name, written(entry.amount, entry.currency), entry.at.isoformat(), why=why)


def _timeline(session: Session, call: Call, creator: str) -> list[Stretch]:
    spans = session.exec(
        select(TwoWaySpan).where(TwoWaySpan.call_id == call.id).order_by(col(TwoWaySpan.began_at))
    ).all()
    stretches = []
    for span, following in zip_longest(spans, spans[1:]):
        ms = round((span.stopped_at - span.began_at) / timedelta(milliseconds=1))
        then = ""
        if span.missing is not None:
            gap = length(_ms(following.began_at - span.stopped_at)) if following else ""
            then = _yours_dropped(gap) if span.missing is Side.FAN else _theirs_dropped(creator, gap)
        stretches.append(Stretch(span.began_at.isoformat(), length(ms), then))
    return stretches


def _yours_dropped(gap: str) -> str:
    if gap:
        return _("then your line dropped for {length}; the clock stood still", length=gap)
    return _("then your line dropped; the clock stood still")


def _theirs_dropped(name: str, gap: str) -> str:
    if gap:
        return _("then {name}’s line dropped for {length}; the clock stood still", name=name, length=gap)
    return _("then {name}’s line dropped; the clock stood still", name=name)


def _ms(lasted: timedelta) -> int:
    return round(lasted / timedelta(milliseconds=1))
