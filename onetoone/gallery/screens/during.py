"""In the call: what opens over the picture, what comes in, and what the line does."""

from collections.abc import Mapping
from typing import Any

from onetoone.calls.pages.call import call
from onetoone.calls.state.call import CallState
from onetoone.calls.state.extending import ExtendState
from onetoone.calls.state.leaving import LeavingState
from onetoone.calls.state.tipping import TipState
from onetoone.calls.views import ExtraSeen, More, PendingTip, Preset
from onetoone.domain.calls import Kind, Side, Status
from onetoone.gallery.calls import STAGE, pose
from onetoone.gallery.cast import at
from onetoone.gallery.screens.shapes import Screen
from onetoone.ui.posing import Pose

_CREATOR, _FAN = Side.CREATOR, Side.FAN
_STAGE, _IN_CALL = "assets/stage/call.jsx", "onetoone/calls/pages/in_call.py"
_TIPS, _MORE = "onetoone/calls/components/tips.py", "onetoone/calls/components/extending.py"
_ASKING, _LEAVING = "onetoone/calls/components/asking.py", "onetoone/calls/components/leaving.py"
_CAN_ADD = More(5, "$8.33", 833, 20, "$33.33", saved_card=True)


def _live(
    slug: str,
    title: str,
    source: str = _IN_CALL,
    side: Side = _FAN,
    tab: Pose | None = None,
    stage: Mapping[str, Any] | None = None,
    *,
    status: Status = Status.LIVE,
    **seen: Any,
) -> Screen:
    return Screen(slug, title, source, call, pose(status, side, tab, **seen), {**STAGE[status], **(stage or {})})


SCREENS = (
    _live("in-call-more", "Minutes can be added", _MORE, more=_CAN_ADD),
    _live("in-call-chat", "With the chat", tab={CallState: {"chatting": True}}),
    _live("in-call-audio", "An audio call", kind=Kind.AUDIO, side=_CREATOR),
    _live("in-call-camera-off", "Their camera is off", _STAGE, stage={"peer": {"state": {"mic": True}}}),
    _live("in-call-covered", "Their camera is covered", _STAGE, _CREATOR, covers_camera=True),
    _live("in-call-sound-only", "Sound only, for the line's sake", _STAGE, stage={"soundOnly": {"on": True}}),
    _live("in-call-reconnecting", "One's own line is down", _STAGE, stage={"status": "reconnecting"}),
    _live("in-call-moving", "To another server", _STAGE, stage={"status": "moving"}),
    _live("in-call-devices", "The panel of devices", _STAGE, stage={"opened": "devices"}),
    _live("in-call-reactions", "Choosing a reaction", _STAGE, stage={"opened": "reactions"}),
    _live("in-call-keys", "The list of keys", "assets/stage/shortcuts.jsx", stage={"opened": "shortcuts"}),
    _live("in-call-leaving", "Ways out of the call", _LEAVING, _CREATOR, {LeavingState: {"open": True}}),
    _live(
        "in-call-refused",
        "A step that isn't possible",
        tab={CallState: {"problem": "We couldn't do that just now. The call goes on."}},
    ),
    _live("tip-sheet", "The sheet for tips", _TIPS, tab={TipState: {"open": True}}),
    _live(
        "tip-refused",
        "A tip that isn't possible",
        _TIPS,
        tab={TipState: {"open": True, "problem": "A tip is between $0.50 and $500."}},
    ),
    _live(
        "tip-pending",
        "A tip that can be undone",
        _TIPS,
        pending_tip=PendingTip("pay_tip", "$15", at(7), Preset("5", "$5")),
        more=_CAN_ADD,
    ),
    _live("tip-given", "A tip was given", _TIPS, stage={"glow": True}, tips_count=1, last_tip="$10"),
    _live("tip-received", "A tip came in", _TIPS, _CREATOR, stage={"glow": True}, tips_count=1, last_tip="$10"),
    _live(
        "tip-checkout",
        "A tip without a saved card",
        _ASKING,
        asking=ExtraSeen("pay_tip", "tip", 0, "$10", "open", checkout_url="/gallery"),
    ),
    _live(
        "tip-bank",
        "The bank asks about a tip",
        _ASKING,
        asking=ExtraSeen("pay_tip", "tip", 0, "$10", "bank", bank_page="about:blank"),
    ),
    _live("more-sheet", "The sheet for more minutes", _MORE, tab={ExtendState: {"open": True}}, more=_CAN_ADD),
    _live(
        "more-refused",
        "Minutes that didn't go through",
        _MORE,
        tab={ExtendState: {"open": True, "problem": "Your card has too little on it. Nothing was charged."}},
        more=_CAN_ADD,
    ),
    _live("more-added", "Minutes were added", _MORE, _CREATOR, stage={"glow": True}, added_minutes=5),
)
