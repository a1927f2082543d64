"""Event lines in words. The same event reads differently for the two: "You were charged $25", "You earned $20"."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from onetoone.domain.calls import Ended, Side
from onetoone.domain.errors import Invalid
from onetoone.domain.money import Money
from onetoone.models import Call


@dataclass(frozen=True, slots=True)
class _Told:
    """Who is told (`side`), about whom (`other`, a name), and what is known of the event and its call."""

    side: Side
    other: str
    data: Mapping[str, Any]
    call: Call | None

    def pick(self, creator: str, fan: str) -> str:
        """The creator's or the fan's words."""
        return creator if self.side is Side.CREATOR else fan

    def money(self, key: str = "amount") -> Money:
        return Money(self.data[key], self.data["currency"])

    def fee(self) -> Money:
        """The platform's share: as it was taken, or by the call's terms when the event doesn't say."""
        if "fee" in self.data:
            return self.money("fee")
        return self.money().fee(self.call.fee_basis_points if self.call else 0)

    def earned(self) -> str:
        """What the creator keeps of `amount`: "$20 ($25 less 20 % fee)"."""
        gross, fee = self.money(), self.fee()
        if not fee.amount:
            return str(gross)
        share = f"{self.call.fee_basis_points / 100:g} %" if self.call else str(fee)
        return f"{gross - fee} ({gross} less {share} fee)"

    def call_words(self) -> str:
        return f"{'an audio' if self.call and self.call.kind == 'audio' else 'a video'} call"


def duration(milliseconds: int) -> str:
    """How long something took: "48 s", "12 min", "12 min 5 s", "1 h 4 min"."""
    minutes, seconds = divmod(max(0, milliseconds) // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    if minutes:
        return f"{minutes} min {seconds} s" if seconds else f"{minutes} min"
    return f"{seconds} s"


def words(code: str, data: Mapping[str, Any], *, side: Side, other: str, call: Call | None) -> str:
    """The line for the viewer on that `side`; "" for what doesn't concern them, an unknown code or odd data."""
    say = _LINES.get(code)
    if say is None:
        return ""
    try:
        return say(_Told(side, other, data, call))
    except (KeyError, TypeError, ValueError, AttributeError, Invalid):
        return ""  # a line that was written by another version of the product: silence harms nobody


def _declined(t: _Told) -> str:
    by = t.call.declined_by if t.call else None
    asked = t.call is not None and by is Side.CREATOR
    what = "the request" if asked else "the call"
    return f"You declined {what}." if by is t.side else f"{t.other} declined {what}."


def _expired(t: _Told) -> str:
    if t.call is not None and t.call.rang_at is None and t.call.started_by is Side.FAN:
        return "The request expired without an answer."
    return "The invitation expired. Nothing was charged."


def _ended(t: _Told) -> str:
    length, by = duration(int(t.data["two_way_ms"])), Ended(t.data["ended"])
    if by is Ended.BY_CLOCK:
        return f"Time was up. The call lasted {length}."
    if by is Ended.BY_PLATFORM:
        return f"The connection was lost. The call lasted {length}."
    who = "You" if by.value == t.side.value else t.other
    return f"{who} ended the call after {length}."


def _held(t: _Told) -> str:
    named = str(t.data.get("card") or "card").replace(" ", "\u00a0")  # the four digits stay with their dots
    card = f"your {named}"
    held = t.money()
    return t.pick(f"{t.other}’s card is held for {held}.", f"{held} is held on {card} — charged only after the call.")


def _captured(t: _Told) -> str:
    amount, of = t.money(), Money(t.data.get("of", t.data["amount"]), t.data["currency"])
    more = f" for {_minutes(t)}" if "minutes" in t.data else ""
    part = f" of the {of} held{more}. The rest is released." if amount.amount < of.amount else f"{more}."
    return t.pick(f"You earned {t.earned()}{more}.", f"You were charged {amount}{part}")


def _released(t: _Told) -> str:
    held = t.money()
    if "minutes" in t.data:
        return t.pick(
            f"{_minutes(t).capitalize()} are not charged. Their hold is released.",
            f"{_minutes(t).capitalize()} are not charged. Their hold of {held} is released.",
        )
    return t.pick(
        f"Nothing was charged. The hold on {t.other}’s card is released.",
        f"Nothing was charged. The hold of {held} on your card is released.",
    )


def _tip(t: _Told) -> str:
    tip, fee = t.money(), t.fee()
    keep = f" You keep {tip - fee}." if fee.amount else ""
    return t.pick(f"{t.other} tipped you {tip}.{keep}", f"You tipped {t.other} {tip}.")


def _because(t: _Told) -> str:
    why = str(t.data.get("why") or "").strip().rstrip(".")
    return f": {why[0].lower()}{why[1:]}" if why else ""


def _tip_failed(t: _Told) -> str:
    # Whose card refuses what is nobody else's business.
    return t.pick("", f"Your tip of {t.money()} didn’t go through{_because(t)}. Nothing was charged.")


def _minutes(t: _Told) -> str:
    return f"{int(t.data['minutes'])} more minutes"


def _extended(t: _Told) -> str:
    named = str(t.data.get("card") or "card").replace(" ", "\u00a0")
    added = f"added {t.data['minutes']} minutes for {t.money()}."
    return t.pick(f"{t.other} {added}", f"You {added} Held on your {named} — charged only after the call.")


def _extension_failed(t: _Told) -> str:
    return t.pick("", f"{_minutes(t).capitalize()} didn’t go through{_because(t)}. Nothing was charged for them.")


def _late(t: _Told) -> str:
    return t.pick(
        f"{t.other}’s payment came after the call had closed.",
        f"Your payment came after the call had closed. The hold of {t.money()} is being released.",
    )


def _of_what(t: _Told) -> str:
    return {"tip": "tip", "extension": "added minutes"}.get(str(t.data.get("purpose")), "call")


def _refunded(t: _Told) -> str:
    amount, what = t.money(), _of_what(t)
    arrives = "It can take up to 10 days to arrive."
    match t.data.get("by"):
        case "creator":
            return t.pick(
                f"You gave {t.other} {amount} of the {what} back.",
                f"{t.other} refunded {amount} of your {what}. {arrives}",
            )
        case "clock":
            return t.pick(
                f"The reported problem wasn’t answered in time: {amount} of the {what} went back to {t.other}.",
                f"Your problem wasn’t answered in time: {amount} of your {what} is refunded. {arrives}",
            )
    return t.pick(f"{amount} of {t.other}’s {what} was refunded.", f"{amount} of your {what} is refunded. {arrives}")


def _refund_failed(t: _Told) -> str:
    return t.pick(
        f"The refund of {t.money()} to {t.other} didn’t go through. We are looking into it.",
        f"Your refund of {t.money()} didn’t reach your card. We are looking into it.",
    )


def _disputed(t: _Told) -> str:
    held = f" Your share of {t.money('share')} is held until it decides." if t.data["share"] else ""
    return t.pick(
        f"{t.other}’s bank took {t.money()} back and is looking into the payment.{held}",
        f"Your bank is looking into your payment of {t.money()}.",
    )


def _dispute_won(t: _Told) -> str:
    return t.pick(
        f"The bank has decided for you: {t.money('share')} is yours again.",
        f"Your bank has decided: the payment of {t.money()} stands.",
    )


def _dispute_lost(t: _Told) -> str:
    return t.pick(
        f"The bank has decided for {t.other}: your share of {t.money('share')} is gone.",
        f"Your bank has decided: you have your {t.money()} back.",
    )


_LINES: dict[str, Callable[[_Told], str]] = {
    "requested": lambda t: t.pick(f"{t.other} asked for {t.call_words()}.", f"You asked for {t.call_words()}."),
    "invited": lambda t: t.pick(
        f"You invited {t.other} to {t.call_words()}.", f"{t.other} invited you to {t.call_words()}."
    ),
    "accepted": lambda t: t.pick("You accepted the request.", f"{t.other} accepted your request."),
    "declined": _declined,
    "withdrawn": lambda t: t.pick(f"{t.other} withdrew the request.", "You withdrew your request."),
    "cancelled": lambda t: t.pick("You cancelled the call.", f"{t.other} cancelled the call. Nothing was charged."),
    "missed": lambda t: t.pick(f"{t.other} missed your call.", f"You missed {t.other}’s call."),
    "expired": _expired,
    "started": lambda t: "The call started.",
    "ended": _ended,
    "unconnected": lambda t: "The call never connected. Nothing was charged.",
    "held": _held,
    "captured": _captured,
    "released": _released,
    "tip": _tip,
    "tip_failed": _tip_failed,
    "more_time": lambda t: t.pick(f"You gave {t.other} two more minutes.", f"{t.other} gave you two more minutes."),
    "late": _late,
    "problem_answered": lambda t: t.pick("You answered the problem.", f"{t.other} answered the problem you reported."),
    "problem_withdrawn": lambda t: t.pick(f"{t.other} took the problem back.", "You took the problem back."),
    "refunded": _refunded,
    "refund_failed": _refund_failed,
    "disputed": _disputed,
    "dispute_won": _dispute_won,
    "dispute_lost": _dispute_lost,
    "extended": _extended,
    "extension_failed": _extension_failed,
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
