"""What is said of a call: how it came out, and where its money stands. For one viewer."""

from onetoone.calls.views.durations import length
from onetoone.domain.calls import Ended, Kind, Side, Status
from onetoone.domain.money import Money
from onetoone.domain.words import _
from onetoone.models import Call, Payment
from onetoone.models.payment import Paid


def what(kind: Kind) -> str:
    return _("Audio call") if kind is Kind.AUDIO else _("Video call")


def outcome(call: Call, side: Side, other: str) -> tuple[str, str]:
    """A headline for a call that is over, and the line below it; both empty while it isn't."""
    creator = side is Side.CREATOR
    match call.status:
        case Status.ENDED:
            return _("{time} with {name}", time=length(call.two_way_ms), name=other), _ended(call, side, other)
        case Status.UNCONNECTED:
            line = _("The two of you never saw or heard each other, so nothing is charged.")
            return _("You didn't get connected"), line
        case Status.DECLINED if call.declined_by is side:
            return _("You declined this call"), _("{name} has been told.", name=other)
        case Status.DECLINED if creator:
            title = _("{name} can't take your call right now", name=other)
            return title, _("Nothing was charged. You can try again later.")
        case Status.DECLINED:
            title = _("{name} can't take a call right now", name=other)
            return title, _("Nothing was charged. You can ask again in a while.")
        case Status.CANCELLED:
            title = _("You cancelled this call") if creator else _("{name} cancelled the call", name=other)
            return title, _("Nothing is charged.")
        case Status.WITHDRAWN:
            title = _("{name} withdrew the request", name=other) if creator else _("You withdrew your request")
            return title, _("Nothing was charged.")
        case Status.EXPIRED if call.rang_at is None:
            title = _("{name}'s request has expired", name=other) if creator else _("Your request has expired")
            return title, _("Nothing was charged.")
        case Status.EXPIRED if creator:
            title = _("{name} didn't make it in time", name=other)
            return title, _("Nothing was charged. You can invite them again.")
        case Status.EXPIRED:
            line = _("Nothing was charged. You can ask {name} for another call.", name=other)
            return _("This invitation has expired"), line
    return "", ""


def _ended(call: Call, side: Side, other: str) -> str:
    match call.ended:
        case Ended.BY_CLOCK:
            return _("The time was up.")
        case Ended.BY_CREATOR | Ended.BY_FAN:
            return _("You ended the call.") if str(call.ended) == str(side) else _("{name} ended the call.", name=other)
    return _("The line was lost on our side.")


def money(call: Call, hold: Payment | None, added: list[Payment], side: Side, *, tipped: bool) -> str:
    """What happened with the price, and with that of the minutes that were added, in one sentence. Tips, which are
    charged whatever becomes of it, are told beside it."""
    if call.price == 0:
        return _("This call was free.")
    card = hold.card if hold and side is Side.FAN else ""
    whole = Money(call.price + sum(one.amount for one in added), call.currency)
    match hold.status if hold else None:
        case Paid.CAPTURED if hold is not None and not any(one.status is Paid.CAPTURING for one in added):
            paid = Money(hold.captured + sum(one.captured for one in added), hold.currency)
            return _charged(paid, whole, card)
        case Paid.CAPTURING | Paid.CAPTURED:
            return _("The payment is being finished.")
        case Paid.HELD:
            return _("{amount} is held, and not charged yet.", amount=whole)
        case Paid.RELEASING | Paid.RELEASED if tipped:
            return _("Released — nothing was charged for the call")
        case Paid.RELEASING | Paid.RELEASED:
            return _("Released — nothing was charged")
    return _("Nothing was charged")


def _charged(paid: Money, whole: Money, card: str) -> str:
    if paid.amount >= whole.amount:
        return _("Charged {paid} to {card}", paid=paid, card=card) if card else _("Charged {paid}", paid=paid)
    if not card:
        return _(
            "Charged {paid} of {price}, for the time you had. The rest was released.",
            paid=paid,
            price=whole,
        )
    return _(
        "Charged {paid} of {price} to {card}, for the time you had. The rest was released.",
        paid=paid,
        price=whole,
        card=card,
    )
