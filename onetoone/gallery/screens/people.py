"""Subscribers, Discover, and a creator's page."""

from dataclasses import replace
from typing import Any

from onetoone.community.pages import community, creator, discover
from onetoone.community.state import CreatorState, DiscoverState, NoteState, SubscribersState
from onetoone.community.views import CreatorCard, CreatorPage, SubscriberRow
from onetoone.domain.calls import Side
from onetoone.gallery.cast import LEO, MARA, me
from onetoone.gallery.screens.shapes import Screen, and_
from onetoone.ui.posing import Pose

_AS_CREATOR, _AS_FAN = me(Side.CREATOR), me(Side.FAN)
_PAGES = "onetoone/community/pages.py"

_CREATOR = CreatorPage(
    handle=MARA.handle,
    name=MARA.name,
    picture=MARA.picture,
    line="Singer and voice coach. Bring me one phrase, and we'll find the place in it where your voice wants to open.",
    since="October 2025",
    online=True,
    taking_calls=True,
    video_price="$25",
    video_minutes=15,
    audio_price="$15",
    audio_minutes=15,
    tips_allowed=True,
    ask_href="/gallery",
    message_href="/gallery",
)
_CARDS = [
    CreatorCard(
        handle=handle,
        name=name,
        picture=f"/people/{handle}.svg",
        line=line,
        online=online,
        taking_calls=bool(price),
        price=price,
        subscribed=online,
        href="/gallery",
        rating=rating,
        ratings=ratings,
    )
    for handle, name, line, online, price, rating, ratings in (
        ("mara", MARA.name, _CREATOR.line, True, "from $15", "4.9", 31),
        ("theo", "Theo Okafor", "Chess, slowly. We take one position and sit with it.", False, "from €25", "", 0),
        ("noor", "Noor El-Amin", "Podcast host in search of a lower register.", False, "", "", 0),
    )
]

_MEMBER = replace(_CREATOR, subscribed=True, acquainted=True, rating="4.9", ratings=31)


def _subscriber(number: int, name: str, spent: str, last: str, kind: str = "video", **seen: Any) -> SubscriberRow:
    handle = name.split()[0].lower()
    return SubscriberRow(
        **{
            "account_id": f"acc_{number}",
            "handle": handle,
            "name": name,
            "picture": f"/people/{handle}.svg",
            "online": False,
            "busy": False,
            "since": "March 2026",
            "last_call": last,
            "last_call_kind": kind if last else "",
            "spent": spent,
            "note": "",
            "start_href": "/gallery",
            "message_href": "/gallery",
            **seen,
        }
    )


_SUBSCRIBERS = [
    _subscriber(1, "Leo Brandt", "$131", "today, 15 min", online=True, note="Second verse. Breath before the line."),
    _subscriber(2, "Ana Souza", "$40", "yesterday, 30 min", "audio", online=True, busy=True),
    _subscriber(3, "Yuki Tanaka", "", ""),
    _subscriber(4, "Samir Haddad-Oyelaran the Younger", "$8.21", "3 weeks ago, 3 min"),
]
_COUNTS = {"all": 4, "online": 2, "called": 3, "top": 3}


def _subscribers(slug: str, title: str, *beside: Pose, **held: Any) -> Screen:
    whole: Pose = {SubscribersState: {"loaded": True, "counts": _COUNTS, **held}}
    return Screen(
        slug, title, "onetoone/community/components/subscribers.py", community, and_(_AS_CREATOR, whole, *beside)
    )


def _of(slug: str, title: str, view: CreatorPage, tab: Pose, **held: Any) -> Screen:
    seen: Pose = {CreatorState: {"creator": view, "loaded": True, "member": bool(tab), **held}}
    return Screen(slug, title, "onetoone/community/components/creator.py", creator, and_(tab, seen))


SCREENS = (
    _subscribers("subscribers", "Subscribers", rows=_SUBSCRIBERS, found=4),
    Screen(
        "subscribers-empty",
        "Subscribers, none yet",
        "onetoone/community/components",
        community,
        {**_AS_CREATOR, SubscribersState: {"loaded": True}},
    ),
    _subscribers("subscribers-search-nothing", "Subscribers, nobody of that name", searching=True),
    _subscribers(
        "subscribers-none-online", "Subscribers, nobody is here", shown="online", counts={**_COUNTS, "online": 0}
    ),
    _subscribers(
        "subscribers-note",
        "The note on a subscriber",
        {NoteState: {"open": True, "fan_id": LEO.id, "name": LEO.name, "text": "Second verse.", "kept": "Saved"}},
        rows=_SUBSCRIBERS,
        found=4,
    ),
    Screen(
        "subscribers-loading",
        "Subscribers, loading",
        "onetoone/community/components/subscribers.py",
        community,
        _AS_CREATOR,
    ),
    Screen("discover", "Discover", _PAGES, discover, {**_AS_FAN, DiscoverState: {"creators": _CARDS, "loaded": True}}),
    Screen(
        "discover-empty", "Discover, nobody yet", _PAGES, discover, and_(_AS_FAN, {DiscoverState: {"loaded": True}})
    ),
    Screen(
        "discover-creator",
        "Discover, for a creator",
        _PAGES,
        discover,
        and_(_AS_CREATOR, {DiscoverState: {"creators": _CARDS[1:], "loaded": True}}),
    ),
    Screen(
        "discover-visitor",
        "Discover, for a visitor",
        _PAGES,
        discover,
        {DiscoverState: {"creators": _CARDS, "loaded": True}},
    ),
    Screen(
        "creator",
        "A creator's page, for a visitor",
        _PAGES,
        creator,
        {CreatorState: {"creator": _CREATOR, "loaded": True}},
    ),
    _of("creator-subscribed", "A creator's page, for a subscriber", _MEMBER, _AS_FAN),
    _of(
        "creator-away",
        "A creator who takes no calls",
        replace(_CREATOR, online=False, taking_calls=False, tips_allowed=False),
        _AS_FAN,
    ),
    _of(
        "creator-own", "A creator's own page", replace(_CREATOR, is_viewer=True, rating="4.9", ratings=31), _AS_CREATOR
    ),
    _of("creator-leaving", "Unsubscribing", _MEMBER, _AS_FAN, leaving=True),
    _of("creator-lost", "No such creator", CreatorPage(), _AS_FAN, missing=True),
    Screen("creator-loading", "A creator's page, loading", _PAGES, creator, _AS_FAN),
)
