"""What is said of a call: how it came out, and where its money stands. For one viewer."""

from onetoone.calls.views.durations import length
from onetoone.domain.calls import Ended, Kind, Side, Status
from onetoone.domain.money import Money
from onetoone.models import Call, Payment
from onetoone.models.payment import Paid


def what(kind: Kind) -> str:
    return "Audio call" if kind is Kind.AUDIO else "Video call"


def outcome(call: Call, side: Side, other: str) -> tuple[str, str]:
    """A headline for a call that is over, and the line below it; both empty while it isn't."""
    creator = side is Side.CREATOR
    match call.status:
        case Status.ENDED:
            return f"{length(call.two_way_ms)} with {other}", _ended(call, side, other)
        case Status.UNCONNECTED:
            return "You didn't get connected", "The two of you never saw or heard each other, so nothing is charged."
        case Status.DECLINED if call.declined_by is side:
            return "You declined this call", f"{other} has been told."
        case Status.DECLINED if creator:
            return f"{other} can't take your call right now", "Nothing was charged. You can try again later."
        case Status.DECLINED:
            return f"{other} can't take a call right now", "Nothing was charged. You can ask again in a while."
        case Status.CANCELLED:
            return ("You cancelled this call" if creator else f"{other} cancelled the call"), "Nothing is charged."
        case Status.WITHDRAWN:
            return (f"{other} withdrew the request" if creator else "You withdrew your request"), "Nothing was charged."
        case Status.EXPIRED if call.rang_at is None:
            return (f"{other}'s request has expired" if creator else "Your request has expired"), "Nothing was charged."
        case Status.EXPIRED if creator:
            return f"{other} didn't make it in time", "Nothing was charged. You can invite them again."
        case Status.EXPIRED:
            return "This invitation has expired", f"Nothing was charged. You can ask {other} for another call."
    return "", ""


def _ended(call: Call, side: Side, other: str) -> str:
    match call.ended:
        case Ended.BY_CLOCK:
            return "The time was up."
        case Ended.BY_CREATOR | Ended.BY_FAN:
            return "You ended the call." if str(call.ended) == str(side) else f"{other} ended the call."
    return "The line was lost on our side."


def money(call: Call, hold: Payment | None, added: list[Payment], side: Side) -> str:
    """What happened with the price, and with that of the minutes that were added, in one sentence."""
    if call.price == 0:
        return "This call was free."
    card = f" to {hold.card}" if hold and hold.card and side is Side.FAN else ""
    whole = Money(call.price + sum(one.amount for one in added), call.currency)
    match hold.status if hold else None:
        case Paid.CAPTURED if hold is not None and not any(one.status is Paid.CAPTURING for one in added):
            paid = Money(hold.captured + sum(one.captured for one in added), hold.currency)
            if paid.amount < whole.amount:
                return f"Charged {paid} of {whole}{card}, for the time you had. The rest was released."
            return f"Charged {paid}{card}"
        case Paid.CAPTURING | Paid.CAPTURED:
            return "The payment is being finished."
        case Paid.HELD:
            return f"{whole} is held, and not charged yet."
        case Paid.RELEASING | Paid.RELEASED:
            return "Released — nothing was charged"
    return "Nothing was charged"
