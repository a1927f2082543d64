"""A call's card: the call as it is now, in the viewer's words, with the one thing they can do about it."""

from dataclasses import dataclass

from onetoone import routes
from onetoone.domain.calls import OVER, SEATED, Kind, Side, Status
from onetoone.domain.money import Money
from onetoone.messages.views.lines import duration
from onetoone.models import Call


@dataclass(frozen=True)
class Card:
    """`tone`: waiting, now (it takes place, or rings), done or off. `action` is a label; `href` where it leads."""

    call_id: str = ""
    kind: str = ""
    title: str = ""
    status: str = ""
    state: str = ""
    tone: str = "off"
    terms: str = ""
    note: str = ""
    reason: str = ""
    reason_by: str = ""
    started_by: str = ""
    action: str = ""
    href: str = ""
    urgent: bool = False


def card(call: Call, *, side: Side, other: str) -> Card:
    """The card of `call` for the viewer on that `side`, who knows the other as `other`."""
    mine = side is call.started_by
    return Card(
        call_id=call.id,
        kind=call.kind.value,
        title=title(call, side, other),
        status=_status(call, side, other),
        state=call.status.value,
        tone=_tone(call.status),
        terms=_terms(call),
        note=call.note,
        reason=call.reason,
        reason_by="You" if call.declined_by is side else other,
        started_by="You" if mine else other,
        action=_action(call.status, side),
        href=routes.to(routes.CALL, call_id=call.id),
        urgent=_urgent(call.status, side),
    )


def title(call: Call, side: Side, other: str) -> str:
    """Who asked whom: "Leo asks for a video call"."""
    what = "an audio call" if call.kind is Kind.AUDIO else "a video call"
    if call.started_by is Side.FAN:
        return f"You asked for {what}" if side is Side.FAN else f"{other} asked for {what}"
    return f"{other} invited you to {what}" if side is Side.FAN else f"You invited {other} to {what}"


def _status(call: Call, side: Side, other: str) -> str:
    creator = side is Side.CREATOR
    match call.status:
        case Status.REQUESTED:
            return "Waiting for your answer" if creator else f"Waiting for {other}"
        case Status.RINGING:
            return f"Ringing {other}" if creator else "Ringing"
        case Status.MISSED:
            return f"{other} didn’t pick up yet" if creator else "Missed, still open"
        case Status.REVIEWING:
            return f"{other} is reviewing" if creator else "Waiting for you"
        case Status.PAYING:
            return f"{other} is paying" if creator else "Waiting for payment"
        case Status.JOINING:
            return "Connecting"
        case Status.LIVE:
            return "In the call"
        case Status.INTERRUPTED:
            return "Reconnecting"
        case Status.ENDED:
            return f"Ended after {duration(call.two_way_ms)}"
        case Status.UNCONNECTED:
            return "Never connected"
        case Status.DECLINED:
            return "You declined" if call.declined_by is side else f"{other} declined"
        case Status.CANCELLED:
            return "You cancelled" if creator else f"{other} cancelled"
        case Status.WITHDRAWN:
            return f"{other} withdrew it" if creator else "You withdrew it"
        case Status.EXPIRED:
            return "Expired"


def _tone(status: Status) -> str:
    if status is Status.ENDED:
        return "done"
    if status in OVER:
        return "off"
    return "now" if status in SEATED or status is Status.RINGING else "waiting"


def _terms(call: Call) -> str:
    """ "$25 · 30 min": what the rate card says while it is a request, what was offered afterwards."""
    price = str(Money(call.price, call.currency)) if call.price else "Free"
    return price if call.status is Status.ENDED else f"{price} · {call.minutes} min"


def _action(status: Status, side: Side) -> str:
    if status in OVER:
        return "Details"
    if status in SEATED:
        return "Return to call"
    if side is Side.CREATOR:
        return "Answer" if status is Status.REQUESTED else "View"
    if status in (Status.RINGING, Status.MISSED):
        return "Join"
    return "View" if status is Status.REQUESTED else "Continue"


def _urgent(status: Status, side: Side) -> bool:
    """The viewer's turn: its action is the one to press."""
    if status in OVER:
        return False
    return status in SEATED or (status is Status.REQUESTED) is (side is Side.CREATOR)
