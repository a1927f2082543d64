"""A call's card: the call as it is now, in the viewer's words, with the one thing they can do about it."""

from dataclasses import dataclass

from onetoone import routes
from onetoone.domain.calls import OVER, SEATED, Kind, Side, Status
from onetoone.domain.money import Money
from onetoone.domain.words import N_, _, said
from onetoone.messages.views.told import duration
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
        reason_by=_("You") if call.declined_by is side else other,
        started_by=_("You") if mine else other,
        action=_action(call.status, side),
        href=routes.to(routes.CALL, call_id=call.id),
        urgent=_urgent(call.status, side),
    )


def title(call: Call, side: Side, other: str) -> str:
    """Who asked whom: "Leo asked for a video call"."""
    mine, theirs = _TITLES[call.started_by, call.kind]
    return said(mine if side is call.started_by else theirs, name=other)


# By who began it: to them, and to the other.
_TITLES: dict[tuple[Side, Kind], tuple[str, str]] = {
    (Side.FAN, Kind.AUDIO): (N_("You asked for an audio call"), N_("{name} asked for an audio call")),
    (Side.FAN, Kind.VIDEO): (N_("You asked for a video call"), N_("{name} asked for a video call")),
    (Side.CREATOR, Kind.AUDIO): (N_("You invited {name} to an audio call"), N_("{name} invited you to an audio call")),
    (Side.CREATOR, Kind.VIDEO): (N_("You invited {name} to a video call"), N_("{name} invited you to a video call")),
}


def _status(call: Call, side: Side, other: str) -> str:
    creator = side is Side.CREATOR
    match call.status:
        case Status.REQUESTED:
            return _("Waiting for your answer") if creator else _("Waiting for {name}", name=other)
        case Status.RINGING:
            return _("Ringing {name}", name=other) if creator else _("Ringing")
        case Status.MISSED:
            return _("{name} didn’t pick up yet", name=other) if creator else _("Missed, still open")
        case Status.REVIEWING:
            return _("{name} is reviewing", name=other) if creator else _("Waiting for you")
        case Status.PAYING:
            return _("{name} is paying", name=other) if creator else _("Waiting for payment")
        case Status.JOINING:
            return _("Connecting")
        case Status.LIVE:
            return _("In the call")
        case Status.INTERRUPTED:
            return _("Reconnecting")
        case Status.ENDED:
            return _("Ended after {time}", time=duration(call.two_way_ms))
        case Status.UNCONNECTED:
            return _("Never connected")
        case Status.DECLINED:
            return _("You declined") if call.declined_by is side else _("{name} declined", name=other)
        case Status.CANCELLED:
            return _("You cancelled") if creator else _("{name} cancelled", name=other)
        case Status.WITHDRAWN:
            return _("{name} withdrew it", name=other) if creator else _("You withdrew it")
        case Status.EXPIRED:
            return _("Expired")


def _tone(status: Status) -> str:
    if status is Status.ENDED:
        return "done"
    if status in OVER:
        return "off"
    return "now" if status in SEATED or status is Status.RINGING else "waiting"


def _terms(call: Call) -> str:
    """ "$25 · 30 min": what the rate card says while it is a request, what was offered afterwards."""
    price = str(Money(call.price, call.currency)) if call.price else _("Free")
    return price if call.status is Status.ENDED else " · ".join((price, _("{n} min", n=call.minutes)))


def _action(status: Status, side: Side) -> str:
    if status in OVER:
        return _("Details")
    if status in SEATED:
        return _("Return to call")
    if side is Side.CREATOR:
        return _("Answer") if status is Status.REQUESTED else _("View")
    if status in (Status.RINGING, Status.MISSED):
        return _("Join")
    return _("View") if status is Status.REQUESTED else _("Continue")


def _urgent(status: Status, side: Side) -> bool:
    """The viewer's turn: its action is the one to press."""
    if status in OVER:
        return False
    return status in SEATED or (status is Status.REQUESTED) is (side is Side.CREATOR)
