"""Subscribers, Discover, and a creator's page."""

from onetoone.community.pages import community, creator, discover
from onetoone.community.state import CreatorState, DiscoverState, SubscribersState
from onetoone.community.views import CreatorCard, CreatorPage
from onetoone.domain.calls import Side
from onetoone.gallery.cast import MARA, me
from onetoone.gallery.screens.shapes import Screen

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

SCREENS = (
    Screen("discover", "Discover", _PAGES, discover, {**_AS_FAN, DiscoverState: {"creators": _CARDS, "loaded": True}}),
    Screen(
        "creator",
        "A creator's page, for a visitor",
        _PAGES,
        creator,
        {CreatorState: {"creator": _CREATOR, "loaded": True}},
    ),
    Screen(
        "subscribers-empty",
        "Subscribers, none yet",
        "onetoone/community/components",
        community,
        {**_AS_CREATOR, SubscribersState: {"loaded": True}},
    ),
)
