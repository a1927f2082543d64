"""Before the call: setting one up, asking for one, waiting, being called, reviewing, and a look at oneself."""

from dataclasses import replace
from typing import Any

import reflex as rx

from onetoone.calls.components.everywhere import overlay
from onetoone.calls.pages.ask import ask
from onetoone.calls.pages.call import call
from onetoone.calls.pages.set_up import set_up
from onetoone.calls.state.ask import AskState
from onetoone.calls.state.call import CallState
from onetoone.calls.state.elsewhere import ElsewhereState
from onetoone.calls.state.set_up import SetUpState
from onetoone.calls.state.terms_form import minutes_error, price_error
from onetoone.calls.views import Offer, Ringing, SetUpView, UnderWay, paid_line, terms
from onetoone.community.state import NoteState
from onetoone.domain.calls import Kind, Side, Status
from onetoone.domain.money import Money
from onetoone.gallery.calls import PRICE, pose
from onetoone.gallery.cast import LEO, MARA, WHO, me
from onetoone.gallery.screens.shapes import Screen, and_
from onetoone.messages.pages import messages
from onetoone.messages.state import InboxState
from onetoone.ui.posing import Pose

_CREATOR, _FAN = Side.CREATOR, Side.FAN
_SET_UP, _ASK, _CALL = "onetoone/calls/pages/set_up.py", "onetoone/calls/pages/ask.py", "onetoone/calls/pages"
_REVIEW = "onetoone/calls/pages/review.py"
_FEE = 2000
_MIRROR = "[data-stage]"
_FREE = Money(0, "usd")
_WITHOUT_TIPS = terms(Money(1500, "usd"), Kind.AUDIO, 15, _FEE, False)


def _usual(side: Side) -> SetUpView:
    return SetUpView(
        other=WHO[side.other],
        video=terms(PRICE, Kind.VIDEO, 15, _FEE, True),
        audio=terms(Money(1500, "usd"), Kind.AUDIO, 15, _FEE, True),
        taking_calls=True,
        symbol="$",
        currency="usd",
        fee_basis_points=_FEE,
        thread_href="/gallery",
    )


_OFFERS = [
    Offer("off_1", "Quick hello", price_typed="10", minutes=5, line="Video call · 5 min · $10"),
    Offer("off_2", "One phrase, closely", price_typed="25", minutes=15, line="Video call · 15 min · $25"),
    Offer("off_3", "A whole song", price_typed="60", minutes=40, line="Video call · 40 min · $60"),
]


def _setting_up(**held: Any) -> Pose:
    start: dict[str, Any] = {
        "view": _usual(_CREATOR),
        "offers": _OFFERS,
        "price": "25",
        "minutes": "15",
        "line": paid_line(LEO.name, PRICE, _FEE),
    }
    note = {"fan_id": LEO.id, "text": "Second verse. Breath before the line, not in it."}
    return and_(me(_CREATOR), {SetUpState: {**start, **held}, NoteState: note})


def _asking(**held: Any) -> Pose:
    return and_(me(_FAN), {AskState: {"view": _usual(_FAN), **held}})


def _reviewing(slug: str, title: str, tab: dict[str, Any] | None = None, **seen: Any) -> Screen:
    return Screen(slug, title, _REVIEW, call, pose(Status.REVIEWING, _FAN, {CallState: tab or {}}, **seen))


def _rehearsed(slug: str, title: str, line: str = "live", **rehearsed: Any) -> Screen:
    tab: Pose = {CallState: {"checking": "rehearsal"}}
    stage = {"status": line, "rehearsed": rehearsed}
    return Screen(
        f"rehearsal-{slug}", f"Rehearsal, {title}", _REVIEW, call, pose(Status.REVIEWING, _FAN, tab), stage, _MIRROR
    )


def _messages_while_it_rings() -> rx.Component:
    """The overlay is beside every page of the app; here it is within what is posed."""
    both: rx.Component = rx.fragment(messages(), overlay())
    return both


_RINGING = Ringing("call_gallery", "/call/call_gallery", "video", "Video call", MARA, "Bring that one phrase!")
_UNDER_WAY = UnderWay("call_gallery", "/call/call_gallery", f"{MARA.name} is waiting for you", "Return to your call")
_GOOD = {"wantsPicture": True, "frames": 140, "loudest": 0.2, "loss": 0, "rtt": 60}

SCREENS = (
    Screen("set-up", "Start 1:1", _SET_UP, set_up, _setting_up()),
    Screen(
        "set-up-plain",
        "Start 1:1, without offers and notes",
        _SET_UP,
        set_up,
        and_(_setting_up(offers=[]), {NoteState: {"fan_id": LEO.id, "text": ""}}),
    ),
    Screen(
        "set-up-wrong",
        "Start 1:1, what was typed can't be",
        _SET_UP,
        set_up,
        _setting_up(
            line="",
            price="0.2",
            minutes="900",
            price_error=price_error("0.2", "usd"),
            minutes_error=minutes_error("900"),
        ),
    ),
    Screen(
        "set-up-refused",
        "Start 1:1, not possible now",
        _SET_UP,
        set_up,
        _setting_up(offer_id="off_2", problem="Leo Brandt is in another call right now. Please try again later."),
    ),
    Screen("set-up-camera", "Start 1:1, a look at oneself", _SET_UP, set_up, _setting_up(checking=True)),
    Screen("set-up-loading", "Start 1:1, loading", _SET_UP, set_up, me(_CREATOR)),
    Screen("ask", "Get a personal call", _ASK, ask, _asking()),
    Screen(
        "ask-away",
        "Get a personal call, from who takes none",
        _ASK,
        ask,
        _asking(view=replace(_usual(_FAN), taking_calls=False), kind="audio", first_kind="audio"),
    ),
    Screen(
        "request-declining",
        "A request, about to be declined",
        _CALL,
        call,
        pose(Status.REQUESTED, _CREATOR, {CallState: {"asks_why": True}}),
    ),
    Screen(
        "request-hushed",
        "A request to who isn't to be disturbed",
        _CALL,
        call,
        pose(Status.REQUESTED, _FAN, other_hushed=True, kind=Kind.AUDIO),
    ),
    Screen("waiting-seen", "Waiting: they have seen it", _CALL, call, pose(Status.RINGING, _CREATOR, progress="seen")),
    Screen(
        "waiting-hushed",
        "Waiting for who isn't to be disturbed",
        _CALL,
        call,
        pose(Status.RINGING, _CREATOR, other_hushed=True, progress="ringing"),
    ),
    Screen("waiting-bank", "Waiting: their bank asks", _CALL, call, pose(Status.PAYING, _CREATOR, progress="bank")),
    Screen(
        "waiting-no-camera",
        "Waiting, without a camera",
        _CALL,
        call,
        pose(
            Status.REVIEWING,
            _CREATOR,
            {CallState: {"problem": "You have already given them more time."}},
            can_give_time=False,
        ),
        {"trouble": {"video": "refused"}, "camera": False},
    ),
    Screen("incoming-audio", "An audio call comes in", _CALL, call, pose(Status.RINGING, _FAN, kind=Kind.AUDIO)),
    Screen(
        "incoming-wordless",
        "A call without a note; it can't be joined",
        _CALL,
        call,
        pose(Status.RINGING, _FAN, {CallState: {"problem": "You are in another call already."}}, note=""),
    ),
    Screen(
        "incoming-elsewhere",
        "A call comes in on another page",
        "onetoone/calls/components/everywhere.py",
        _messages_while_it_rings,
        and_(me(_FAN), {InboxState: {"loaded": True}, ElsewhereState: {"ringing": _RINGING}}),
    ),
    Screen(
        "call-under-way",
        "Another page, while a call waits",
        "onetoone/calls/components/everywhere.py",
        _messages_while_it_rings,
        and_(me(_FAN), {InboxState: {"loaded": True}, ElsewhereState: {"under_way": _UNDER_WAY}}),
    ),
    _reviewing(
        "review-declined-card", "Review, the card was declined", declined_card="Your card has too little on it."
    ),
    _reviewing("review-free", "Review of a free call", price=_FREE),
    _reviewing("review-audio", "Review of an audio call without tips", kind=Kind.AUDIO, terms=_WITHOUT_TIPS, note=""),
    _reviewing("review-opening", "Review, Checkout is opening", {"opening": True}),
    _reviewing(
        "review-refused",
        "Review, Stripe can't be reached",
        {"problem": "We can't reach our payment partner right now. Nothing was charged. Please try again in a minute."},
    ),
    _reviewing("device-check", "Device check", {"checking": "preview"})._replace(at=_MIRROR),
    Screen(
        "device-check-refused",
        "Device check, nothing allowed",
        _REVIEW,
        call,
        pose(Status.REVIEWING, _FAN, {CallState: {"checking": "preview"}}),
        {"trouble": {"video": "refused", "audio": "refused"}, "camera": False},
        _MIRROR,
    ),
    _rehearsed("testing", "under way", passed=2),
    _rehearsed("good", "all is well", heard=_GOOD),
    _rehearsed("silent", "nothing was heard", heard={**_GOOD, "loudest": 0}),
    _rehearsed("weak", "the line is weak", heard={**_GOOD, "loss": 0.11, "rtt": 620}),
    _rehearsed("failed", "no way through", "connecting", failed=True),
    Screen(
        "checkout-return",
        "Back from Checkout, before Stripe has told us",
        _REVIEW,
        call,
        pose(Status.PAYING, _FAN, {CallState: {"opening": True}}),
    ),
    Screen("call-loading", "A call, loading", _CALL, call, me(_FAN)),
    Screen("call-lost", "No such call", _CALL, call, and_(me(_FAN), {CallState: {"lost": True}})),
)
