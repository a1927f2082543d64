"""What the screens of a call are drawn from. Only text, numbers and lists; all empty until something was read."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Person:
    id: str = ""
    name: str = ""
    handle: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed, in words and in numbers for a form. Money as people write it, `*_amount` in minor units."""

    kind: str = "video"
    minutes: int = 0
    price: str = ""
    price_amount: int = 0
    price_typed: str = ""
    currency: str = ""
    symbol: str = ""
    fee: str = ""
    keeps: str = ""
    free: bool = False
    tips_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Limits:
    """The numbers behind the promises of the review, in words: "30 seconds", "2 minutes".

    more: "5 minutes for $12.50", what can be added during the call; empty when that is nothing. smallest: "$0.50",
    the least that a card is charged.
    """

    together: str = ""
    connect: str = ""
    rejoin: str = ""
    undo: str = ""
    more: str = ""
    smallest: str = ""


@dataclass(frozen=True, slots=True)
class ClockFace:
    """The one clock that both see. `elapsed_ms` at `server_now` (epoch ms); it goes on from there while `running`.
    While it stands, `missing` is the name of whom nothing is heard of; empty when that is nobody in particular."""

    running: bool = False
    elapsed_ms: int = 0
    length_ms: int = 0
    server_now: int = 0
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Preset:
    typed: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class ExtraSeen:
    """A tip or more minutes, as the fan who gives them sees it. `what`: "tip" or "extension"; `status`: created, open,
    bank, held, captured, failed, released, expired, undone."""

    payment_id: str = ""
    what: str = ""
    minutes: int = 0
    amount: str = ""
    status: str = ""
    why: str = ""
    bank_page: str = ""
    checkout_url: str = ""


@dataclass(frozen=True, slots=True)
class PendingTip:
    """A tip that is sent and can still be undone `until` then. `again`: what was tapped last, to tap once more."""

    payment_id: str = ""
    amount: str = ""
    until: str = ""
    again: Preset = field(default_factory=Preset)


@dataclass(frozen=True, slots=True)
class More:
    """Minutes that can be added now, and their price; none at 0. `whole_…`: the call with them."""

    minutes: int = 0
    price: str = ""
    price_amount: int = 0
    whole_minutes: int = 0
    whole_price: str = ""
    saved_card: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the fair meter, to the second: media flowed both ways (`together`), or the clock stood still.

    `at` is counted from the first moment together ("2:31"). `line` says how long, and whose line it was that was down.
    `share` is its part of the whole in percent, for drawing.
    """

    at: str = ""
    together: bool = True
    line: str = ""
    share: float = 0


@dataclass(frozen=True, slots=True)
class CallView:
    """Everything that a screen of a call shows. `stage` names the screen, `status` the call's exact status.

    stage: request | incoming | missed | review | waiting | seated | over.
    progress, for the creator: ringing | seen | missed | reviewing | paying | bank | joining.
    money: "" | held | capturing | captured | releasing | released, and `money_line` says it; money_why: why it isn't
    charged, or not all of it.
    pending_tip, asking (what the bank or Checkout asks about), trouble (what became of the newest tip or minutes, when
    that is nothing) and more are the fan's alone. added: "5 more minutes", once their hold stood.
    note_by: "You", or the other's name. Moments are ISO 8601 UTC, empty when there is none.
    """

    id: str = ""
    stage: str = ""
    status: str = ""
    side: str = ""
    kind: str = "video"
    what: str = ""
    started_by: str = ""
    me: Person = field(default_factory=Person)
    other: Person = field(default_factory=Person)
    hushed: bool = False  # this person is not to be disturbed now
    other_hushed: bool = False
    terms: Terms = field(default_factory=Terms)
    limits: Limits = field(default_factory=Limits)
    note: str = ""
    note_by: str = ""
    reason: str = ""
    declined_by_me: bool = False
    headline: str = ""
    line: str = ""
    progress: str = ""
    can_give_time: bool = False
    deadline_at: str = ""
    server_now: str = ""
    clock: ClockFace = field(default_factory=ClockFace)
    missing: str = ""
    declined_card: str = ""
    covers_camera: bool = False  # the other's camera is covered at first; only ever for the creator
    thread_href: str = ""
    thread_id: str = ""
    again_href: str = ""
    signal_path: str = ""
    rehearsal_path: str = ""
    presets: list[Preset] = field(default_factory=list)
    tips_count: int = 0
    tips_total: str = ""
    last_tip: str = ""
    pending_tip: PendingTip = field(default_factory=PendingTip)
    asking: ExtraSeen = field(default_factory=ExtraSeen)
    trouble_id: str = ""
    trouble: str = ""
    more: More = field(default_factory=More)
    added_minutes: int = 0
    added: str = ""
    added_charged: str = ""
    money: str = ""
    money_line: str = ""
    money_why: str = ""
    lasted: str = ""
    charged: str = ""
    total: str = ""
    refunded: str = ""
    fee: str = ""
    earned: str = ""
    card: str = ""
    receipt_href: str = ""  # for the fan, of the call's own payment
    timeline: list[Stretch] = field(default_factory=list)
