"""Why a hold, or the rest of one, was let go: from what is known of the call and the payment, and said to both."""

from dataclasses import dataclass
from enum import StrEnum

from onetoone.domain.calls import Ended, Side, Status
from onetoone.domain.words import N_, said


class Why(StrEnum):
    NOT_AGREED = "not_agreed"  # another amount, another customer …: the gate stayed shut
    LATE = "late"  # the money came when nobody waited for it any more
    CANCELLED = "cancelled"  # the money came after the creator had cancelled,
    DECLINED = "declined"  # after the fan had said no,
    EXPIRED = "expired"  # or after the time to pay
    NEVER_MET = "never_met"
    LEFT_BY_FAN = "left_by_fan"  # before the two were connected
    LEFT_BY_CREATOR = "left_by_creator"
    TOO_SHORT = "too_short"
    UNUSED = "unused"  # minutes that had not begun when the creator's side ended the call early,
    UNUSED_OURS = "unused_ours"  # or ours
    TOO_LITTLE = "too_little"  # a share that no card can be charged
    TOO_LITTLE_OURS = "too_little_ours"
    PART = "part"  # the share that was delivered is charged, and no more
    PART_OURS = "part_ours"
    LAPSED = "lapsed"  # the bank's hold was over before it was charged
    AT_STRIPE = "at_stripe"  # somebody let it go there
    PART_AT_STRIPE = "part_at_stripe"  # or charged less of it


@dataclass(frozen=True, slots=True)
class Released:
    """A hold of which something was let go, and its call. Amounts in minor units."""

    status: Status
    ended: Ended | None
    short: bool  # the two were together for less than what costs anything
    owed: int  # of this hold, by the meter
    smallest: int  # that a card can be charged
    charged: int = 0
    late: bool = False
    lapsed: bool = False
    agreed: bool = True


_BEFORE_IT_BEGAN = {
    Status.CANCELLED: Why.CANCELLED,
    Status.DECLINED: Why.DECLINED,
    Status.EXPIRED: Why.EXPIRED,
}
_NEVER_CONNECTED: dict[Ended | None, Why] = {Ended.BY_FAN: Why.LEFT_BY_FAN, Ended.BY_CREATOR: Why.LEFT_BY_CREATOR}


def why(hold: Released) -> Why:
    """The reason that counts: what kept the gate shut, then how the call went, then what became of the hold itself."""
    if not hold.agreed:
        return Why.NOT_AGREED
    if hold.late:
        return Why.LATE
    if hold.status in _BEFORE_IT_BEGAN:
        return _BEFORE_IT_BEGAN[hold.status]
    if hold.status is Status.UNCONNECTED:
        return _NEVER_CONNECTED.get(hold.ended, Why.NEVER_MET)
    if hold.status is Status.ENDED and hold.short:
        return Why.TOO_SHORT
    if hold.status is Status.ENDED and hold.charged == (hold.owed if hold.owed >= hold.smallest else 0):
        return _by_the_meter(hold)
    if hold.charged:
        return Why.PART_AT_STRIPE
    return Why.LAPSED if hold.lapsed else Why.AT_STRIPE


def _by_the_meter(hold: Released) -> Why:
    """Only a creator's early end, and ours, cost less than the price."""
    ours = hold.ended is Ended.BY_PLATFORM
    if hold.charged:
        return Why.PART_OURS if ours else Why.PART
    if hold.owed:
        return Why.TOO_LITTLE_OURS if ours else Why.TOO_LITTLE
    return Why.UNUSED_OURS if ours else Why.UNUSED


_SAME = {
    Why.LATE: N_("The payment came too late to count for the call."),
    Why.EXPIRED: N_("The time to pay was over before the payment came."),
    Why.NEVER_MET: N_("You two didn’t get connected in time."),
    Why.TOO_SHORT: N_("You were together for {together}. Less than {least} costs nothing."),
    Why.UNUSED_OURS: N_("The call ended early on our side, before the added minutes began."),
    Why.TOO_LITTLE_OURS: N_(
        "The call ended early on our side. The time you had comes to less than a card can be charged."
    ),
    Why.PART_OURS: N_("The call ended early on our side, so only the time you had is charged."),
    Why.LAPSED: N_("The bank’s hold had run out before it was charged."),
    Why.AT_STRIPE: N_("The hold was ended at Stripe or at the bank before it was charged."),
    Why.PART_AT_STRIPE: N_("Less than the price was charged at Stripe."),
}
# What whoever did it reads, and what the other does.
_BY_CREATOR = {
    Why.CANCELLED: (N_("You cancelled the call before it began."), N_("{name} cancelled the call before it began.")),
    Why.LEFT_BY_CREATOR: (
        N_("You left before you two were connected."),
        N_("{name} left before you two were connected."),
    ),
    Why.UNUSED: (
        N_("The call ended early on your side, before the added minutes began."),
        N_("The call ended early on {name}’s side, before the added minutes began."),
    ),
    Why.TOO_LITTLE: (
        N_("The call ended early on your side. The time you had comes to less than a card can be charged."),
        N_("The call ended early on {name}’s side. The time you had comes to less than a card can be charged."),
    ),
    Why.PART: (
        N_("The call ended early on your side, so only the time you had is charged."),
        N_("The call ended early on {name}’s side, so only the time you had is charged."),
    ),
}
_BY_FAN = {
    Why.NOT_AGREED: (
        N_("What your card was held for isn’t what was agreed."),
        N_("What {name}’s card was held for isn’t what was agreed."),
    ),
    Why.DECLINED: (N_("You declined the call before it began."), N_("{name} declined the call before it began.")),
    Why.LEFT_BY_FAN: (N_("You left before you two were connected."), N_("{name} left before you two were connected.")),
}


def told(reason: Why, *, to: Side, name: str, together: str, least: str) -> str:
    """The reason in a sentence for one of the two; `name` is the other's, the rest are lengths in words."""
    if reason in _SAME:
        return said(_SAME[reason], together=together, least=least)
    mine, theirs = (_BY_FAN if reason in _BY_FAN else _BY_CREATOR)[reason]
    who = Side.FAN if reason in _BY_FAN else Side.CREATOR
    return said(mine) if to is who else said(theirs, name=name)
