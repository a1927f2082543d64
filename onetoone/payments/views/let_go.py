"""Why nothing, or only a part, of a payment was charged, for whoever looks at it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate

from sqlmodel import Session, col, select

from onetoone.config import settings
from onetoone.domain import reasons, releases
from onetoone.domain.calls import Side, Status
from onetoone.domain.durations import length
from onetoone.domain.meter import owed_of_each
from onetoone.domain.prices import least_charge
from onetoone.models import Call, Payment
from onetoone.models.payment import STOOD, For, Paid

_GONE = (Paid.RELEASING, Paid.RELEASED)
_NOT_PAID_YET = (Status.REVIEWING, Status.PAYING)


def of_calls(session: Session, calls: Iterable[str]) -> dict[str, list[Payment]]:
    """The payments of each of these calls, in the order they were made."""
    by_call: dict[str, list[Payment]] = defaultdict(list)
    made = select(Payment).where(col(Payment.call_id).in_(list(calls)))
    for payment in session.exec(made.order_by(col(Payment.created_at), col(Payment.id))):
        by_call[payment.call_id].append(payment)
    return by_call


def added(call: Call, payments: Sequence[Payment]) -> list[Payment]:
    """The extensions that made the call longer, in order. One whose hold came too late is none of them."""
    held = [one for one in payments if one.purpose is For.EXTENSION and one.status in STOOD]
    minutes = list(accumulate(one.minutes for one in held))
    return [one for one, so_far in zip(held, minutes, strict=True) if so_far <= call.extra_minutes]


def why(payment: Payment, call: Call, among: Sequence[Payment], *, to: Side, name: str) -> str:
    """A sentence; empty when all of it is charged, or may still be. `among`: the call's payments as they were made;
    `name`: the other person's."""
    if payment.status is Paid.FAILED:  # whose card refuses what is nobody else's business
        return reasons.declined(payment.declined) if to is Side.FAN else ""
    part = payment.status is Paid.CAPTURED and payment.captured < payment.amount
    if payment.purpose is For.TIP or not (part or payment.status in _GONE):
        return ""
    return releases.told(
        releases.why(_released(payment, call, among)),
        to=to,
        name=name,
        together=length(call.two_way_ms),
        least=length(settings().least_two_way_ms),
    )


def of_call(call: Call, payments: Sequence[Payment], *, to: Side, name: str) -> str:
    """The same of a call as a whole: why its hold, or that of minutes that were added, isn't charged."""
    holds = [one for one in payments if one.purpose is For.CALL][-1:] + added(call, payments)
    return next(filter(None, (why(one, call, payments, to=to, name=name) for one in holds)), "")


def _released(payment: Payment, call: Call, among: Sequence[Payment]) -> releases.Released:
    more = added(call, among)
    # An earlier page's money is late once a later one was opened: there is one hold for a call.
    last = [one for one in among if one.purpose is For.CALL][-1:]
    counted, least_ms = [*last, *more], settings().least_two_way_ms
    owed = owed_of_each(
        call,
        [one.amount for one in counted],
        added=sum(one.amount for one in more),
        least_ms=least_ms,
        smallest=1,
    )
    shares = dict(zip((one.id for one in counted), owed, strict=True))
    return releases.Released(
        status=call.status,
        ended=call.ended,
        short=call.two_way_ms < least_ms,
        owed=shares.get(payment.id, 0),
        smallest=least_charge(call.currency),
        charged=payment.captured,
        late=payment.id not in shares or call.status in _NOT_PAID_YET,
        lapsed=payment.hold_ends_at is not None and payment.hold_ends_at <= payment.changed_at,
        agreed=payment.flagged not in reasons.NOT_AGREED,
    )
