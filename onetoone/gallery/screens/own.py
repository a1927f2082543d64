"""Settings and what belongs to them: reaching, offers, safety, one's own data."""

from dataclasses import replace
from typing import Any

from onetoone.accounts import views
from onetoone.accounts.pages import settings_page
from onetoone.accounts.state import SettingsState
from onetoone.calls.pages.offers import offers
from onetoone.calls.pages.safety import safety
from onetoone.calls.service.unfinished import Unfinished
from onetoone.calls.state.offers import OffersState
from onetoone.calls.state.safety import SafetyState
from onetoone.calls.views import BlockedRow, Offer
from onetoone.domain.calls import Side
from onetoone.gallery.cast import LEO, MARA, at, me
from onetoone.gallery.screens.shapes import Screen, and_
from onetoone.privacy.pages import your_data
from onetoone.privacy.state import DataState
from onetoone.privacy.views import YourData
from onetoone.reaching.pages import reaching_page
from onetoone.reaching.state import ReachingState
from onetoone.reaching.views import Reaching
from onetoone.ui.posing import Pose

_AS_CREATOR, _AS_FAN = me(Side.CREATOR), me(Side.FAN)
_SETTINGS, _OFFERS = "onetoone/accounts/components/settings.py", "onetoone/calls/pages/offers.py"
_SAFETY, _DATA = "onetoone/calls/pages/safety.py", "onetoone/privacy/components.py"
_REACHING = "onetoone/reaching/components/settings.py"
_DAY = 86_400
_CARD = views.Terms("25", 15, "15", 15, True, True, False, "usd", "$")


def _own(side: Side, **held: Any) -> Pose:
    mine = {
        "loaded": True,
        "name": (MARA if side is Side.CREATOR else LEO).name,
        "line": "Singer and voice coach. Bring me one phrase." if side is Side.CREATOR else "",
        "card": _CARD,
        "currencies": [("usd", "US Dollar ($)"), ("eur", "Euro (€)")],
        "locales": [("", "As my browser does"), ("en-US", "English (United States): $1,234.50")],
    }
    return and_(me(side), {SettingsState: {**mine, **held}})


_KEPT = [
    Offer("off_1", "Quick hello", price_typed="10", minutes=5, line="Video call · 5 min · $10"),
    Offer(
        "off_2",
        "One phrase, closely",
        price_typed="25",
        message="Hi! I have a quarter of an hour. Bring the phrase that won't sit.",
        line="Video call · 15 min · $25",
    ),
    Offer("off_3", "A whole song", kind="audio", minutes=40, line="Audio call · 40 min · €60"),
]


def _offers(slug: str, title: str, **held: Any) -> Screen:
    return Screen(
        slug, title, _OFFERS, offers, and_(_AS_CREATOR, {OffersState: {"rows": _KEPT, "loaded": True, **held}})
    )


_BLOCKED = [
    BlockedRow("acc_1", "Samir Haddad", "samir", "/people/samir.svg", at(-3 * _DAY)),
    BlockedRow("acc_2", "Somebody with rather a long name indeed", "somebody", "", at(-90 * _DAY)),
]
_REACH = Reaching(
    whiles=[
        ("hour", "For an hour"),
        ("evening", "Until this evening"),
        ("morning", "Until tomorrow morning"),
        ("on", "Until I turn it off"),
    ],
    begin="22:00",
    end="08:00",
    zone="Europe/Lisbon",
    email="leo@example.org",
    pushes=True,
    mails=True,
)


def _reaching(slug: str, title: str, view: Reaching = _REACH, *, at: str = "", **held: Any) -> Screen:
    whole: Pose = {ReachingState: {"view": view, "loaded": True, "standing": "ask", **held}}
    return Screen(f"reaching-{slug}", f"Reaching you, {title}", _REACHING, reaching_page, and_(_AS_FAN, whole), {}, at)


_YOURS = YourData(loaded=True, email="leo@example.org")


def _data(slug: str, title: str, view: YourData = _YOURS, *, at: str = "", **held: Any) -> Screen:
    return Screen(f"data-{slug}", title, _DATA, your_data, and_(_AS_FAN, {DataState: {"view": view, **held}}), {}, at)


SCREENS = (
    Screen("settings-creator", "Settings of a creator", _SETTINGS, settings_page, _own(Side.CREATOR)),
    Screen("settings-fan", "Settings of a fan", _SETTINGS, settings_page, _own(Side.FAN)),
    Screen(
        "settings-wrong",
        "Settings, what was typed can't be",
        _SETTINGS,
        settings_page,
        _own(
            Side.CREATOR,
            error={
                "video_price": "A price can be 0, or between $1 and $1,000.",
                "audio_minutes": "Between 1 and 120 minutes.",
            },
        ),
        at="[aria-invalid=true]",
    ),
    Screen("settings-loading", "Settings, loading", _SETTINGS, settings_page, _AS_CREATOR),
    _offers("offers", "Offers"),
    _offers("offers-full", "Offers, as many as there may be", most=3),
    _offers("offers-empty", "Offers, none yet", rows=[]),
    _offers("offers-new", "A new offer", open=True, editing=Offer()),
    _offers(
        "offers-wrong",
        "An offer that can't be",
        open=True,
        editing=_KEPT[1],
        problem="You have an offer of that name already.",
        price_error="A price can be 0, or between $1 and $1,000.",
    ),
    _offers("offers-removing", "An offer, about to go", leaving=_KEPT[0]),
    Screen("offers-loading", "Offers, loading", _OFFERS, offers, _AS_CREATOR),
    Screen("safety", "Safety", _SAFETY, safety, and_(_AS_CREATOR, {SafetyState: {"rows": _BLOCKED, "loaded": True}})),
    Screen(
        "safety-empty", "Safety, nobody is blocked", _SAFETY, safety, and_(_AS_FAN, {SafetyState: {"loaded": True}})
    ),
    Screen("safety-loading", "Safety, loading", _SAFETY, safety, _AS_FAN),
    _reaching("ask", "nobody has decided"),
    _reaching("on", "notifications are on", standing="on"),
    _reaching("refused", "notifications were refused", standing="refused", browser="chrome"),
    _reaching("homescreen", "on an iPhone", standing="homescreen"),
    _reaching("failed", "no service answers", standing="failed"),
    _reaching("never", "this browser can't", standing="unable"),
    _reaching(
        "hushed",
        "not to be disturbed",
        replace(_REACH, is_left_alone=True, hush="Nothing rings until 20:30.", has_hours=True),
        standing="on",
    ),
    _reaching(
        "hours-wrong",
        "hours that can't be",
        replace(_REACH, has_hours=True),
        error="Please choose two different times.",
        at="[role=alert]",
    ),
    _reaching("nothing", "a place that sends nothing", replace(_REACH, pushes=False, mails=False)),
    Screen("reaching-loading", "Reaching you, loading", _REACHING, reaching_page, _AS_FAN),
    _data("none", "Your data"),
    _data("waiting", "Your data, a copy is being made", replace(_YOURS, copy="waiting")),
    _data(
        "ready",
        "Your data, a copy is ready",
        replace(_YOURS, copy="ready", size="1.4 MB", until=at(7 * _DAY), href="/gallery"),
    ),
    _data(
        "failed",
        "Your data, no copy could be made",
        replace(_YOURS, copy="failed"),
        copy_problem="That was a lot at once. Please wait a moment and try again.",
    ),
    _data(
        "obstacles",
        "Deleting an account, something is open",
        replace(
            _YOURS,
            obstacles=[
                Unfinished("A call is still open", "Answer it, or take it back.", "Look at it", "/gallery"),
                Unfinished(
                    "A payment is being settled", "That takes some minutes after a call. Please come back then."
                ),
            ],
        ),
        at="[data-obstacles]",
    ),
    _data("leaving", "Deleting an account", asking=True),
    _data(
        "leaving-refused",
        "Deleting an account, the wrong address",
        replace(_YOURS, asks_for="email"),
        asking=True,
        problem="That isn’t the address of this account.",
    ),
    _data("stayed", "An account that stays", stayed=True),
    Screen("data-loading", "Your data, loading", _DATA, your_data, _AS_FAN),
)
