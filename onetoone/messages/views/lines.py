"""Event lines in words. The same event reads differently for the two: "You were charged $25", "You earned $20"."""

from collections.abc import Mapping
from typing import Any

from onetoone.domain.calls import Ended, Kind, Side
from onetoone.domain.errors import Invalid
from onetoone.domain.words import N_, _
from onetoone.messages.views import money_back_lines, money_lines
from onetoone.messages.views.told import Line, Told, duration
from onetoone.models import Call


def words(code: str, data: Mapping[str, Any], *, side: Side, other: str, call: Call | None) -> str:
    """The line for the viewer on that `side`; "" for what doesn't concern them, an unknown code or odd data."""
    told = Told(side, other, data, call)
    if pair := _PLAIN.get(code):
        return told.said(*pair)
    say = _LINES.get(code)
    if say is None:
        return ""
    try:
        return say(told)
    except (KeyError, TypeError, ValueError, AttributeError, Invalid):
        return ""  # a line that was written by another version of the product: silence harms nobody


# To the creator, and to the fan. `said` by `words`.
_PLAIN: dict[str, tuple[str, str]] = {
    "accepted": (N_("You accepted the request."), N_("{name} accepted your request.")),
    "withdrawn": (N_("{name} withdrew the request."), N_("You withdrew your request.")),
    "cancelled": (N_("You cancelled the call."), N_("{name} cancelled the call. Nothing was charged.")),
    "missed": (N_("{name} missed your call."), N_("You missed {name}’s call.")),
    "started": (N_("The call started."), N_("The call started.")),
    "unconnected": (
        N_("The call never connected. Nothing was charged."),
        N_("The call never connected. Nothing was charged."),
    ),
    "more_time": (N_("You gave {name} two more minutes."), N_("{name} gave you two more minutes.")),
    "problem_answered": (N_("You answered the problem."), N_("{name} answered the problem you reported.")),
    "problem_withdrawn": (N_("{name} took the problem back."), N_("You took the problem back.")),
}


def _is_audio(t: Told) -> bool:
    return t.call is not None and t.call.kind == Kind.AUDIO


def _requested(t: Told) -> str:
    if _is_audio(t):
        return t.said(N_("{name} asked for an audio call."), N_("You asked for an audio call."))
    return t.said(N_("{name} asked for a video call."), N_("You asked for a video call."))


def _invited(t: Told) -> str:
    if _is_audio(t):
        return t.said(N_("You invited {name} to an audio call."), N_("{name} invited you to an audio call."))
    return t.said(N_("You invited {name} to a video call."), N_("{name} invited you to a video call."))


def _declined(t: Told) -> str:
    by = t.call.declined_by if t.call else None
    if by is Side.CREATOR:
        return t.said(N_("You declined the request."), N_("{name} declined the request."))
    return _("You declined the call.") if by is t.side else _("{name} declined the call.", name=t.other)


def _expired(t: Told) -> str:
    if t.call is not None and t.call.rang_at is None and t.call.started_by is Side.FAN:
        return _("The request expired without an answer.")
    return _("The invitation expired. Nothing was charged.")


def _ended(t: Told) -> str:
    time, by = duration(int(t.data["two_way_ms"])), Ended(t.data["ended"])
    if by is Ended.BY_CLOCK:
        return _("Time was up. The call lasted {time}.", time=time)
    if by is Ended.BY_PLATFORM:
        return _("The connection was lost. The call lasted {time}.", time=time)
    if by.value == t.side.value:
        return _("You ended the call after {time}.", time=time)
    return _("{name} ended the call after {time}.", name=t.other, time=time)


_LINES: dict[str, Line] = {
    "requested": _requested,
    "invited": _invited,
    "declined": _declined,
    "expired": _expired,
    "ended": _ended,
    **money_lines.LINES,
    **money_back_lines.LINES,
}

ICONS = {
    "missed": "phone_missed",
    "started": "phone",
    "ended": "phone_off",
    "held": "lock",
    "captured": "receipt",
    "released": "lock_open",
    "late": "lock_open",
    "tip": "heart",
    "tip_failed": "circle_alert",
    "refunded": "receipt",
    "refund_failed": "circle_alert",
    "disputed": "circle_alert",
    "extended": "lock",
    "extension_failed": "circle_alert",
}
"""The picture before a line, by code; most lines have none."""
