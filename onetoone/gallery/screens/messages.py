"""Messages: the list and the conversation."""

from dataclasses import replace
from typing import Any

from onetoone.community.state import NoteState
from onetoone.domain.calls import Side
from onetoone.domain.searching import excerpt
from onetoone.gallery.cast import LEO, MARA, at, me
from onetoone.gallery.screens.shapes import Screen, and_
from onetoone.messages.pages import message_to, messages, thread
from onetoone.messages.state import InboxState, ThreadState
from onetoone.messages.views import Card, Hit, Item, ProblemCard, Reacted, Row, Shown, ThreadView
from onetoone.reaching.state import HushState
from onetoone.ui.posing import Pose

_AS_CREATOR, _AS_FAN = me(Side.CREATOR), me(Side.FAN)
_LIST, _TALK = "onetoone/messages/components/inbox.py", "onetoone/messages/components/conversation.py"
_ITEMS, _PAGES = "onetoone/messages/components/items.py", "onetoone/messages/pages.py"


def _row(number: int, name: str, last: str, ago: float, unread: int = 0, *, online: bool = False) -> Row:
    handle = name.split()[0].lower()
    return Row(
        thread_id=f"thr_{number}",
        href="/gallery",
        name=name,
        handle=handle,
        picture=f"/people/{handle}.svg",
        online=online,
        last=last,
        at=at(-ago),
        unread=unread,
    )


_ROWS = [
    _row(1, LEO.name, "Oh. That is a different song now.", 240, 1, online=True),
    _row(2, "Ana Souza", "You: Thursday works. Bring the one that scares you.", 7_500, online=True),
    _row(3, "Yuki Tanaka", "Yuki Tanaka tipped you $10. You keep $8.", 91_000),
    _row(4, "Samir Haddad", "You invited Samir Haddad to a video call", 260_000),
]
_HITS = [
    Hit(
        message_id=number,
        thread_id="thr_1",
        href="/gallery",
        name=LEO.name,
        picture=LEO.picture,
        mine=mine,
        at=at(ago),
        parts=excerpt(said, ["line"]),
    )
    for number, mine, ago, said in (
        (2, True, -5_340, "Then the first line is too loud. Shall we look at it together?"),
        (1, False, -5_400, "I keep running out of breath on the second line."),
    )
]
_CARD = Card(
    call_id="call_gallery",
    kind="video",
    title="You invited Leo Brandt to a video call",
    status="Ended after 14 min 42 s",
    state="ended",
    tone="done",
    terms="15 min · $25",
    started_by="You",
    action="See the summary",
    href="/gallery",
)
_SAID = [
    Item(1, "text", at(-5_400), "", False, "I keep running out of breath on the second line."),
    Item(2, "text", at(-5_340), at(-5_400), True, "Then the first line is too loud. Shall we look at it together?"),
    Item(3, "call", at(-4_000), at(-5_340), card=_CARD),
    Item(4, "line", at(-3_000), at(-4_000), body="You earned $20 ($25 less 20 % fee).", icon="wallet", code="captured"),
    Item(
        5,
        "text",
        at(-240),
        at(-3_000),
        False,
        "Oh. That is a different song now.",
        reactions=[Reacted("love", 1, True, "Love, 1, you")],
    ),
]
_THREAD = ThreadView(
    id="thr_1",
    side="creator",
    other_id=LEO.id,
    name=LEO.name,
    handle=LEO.handle,
    picture=LEO.picture,
    online=True,
    start="Start 1:1",
    start_href="/gallery",
    said=_SAID,
    first_id=1,
    last_id=5,
    unread=True,
)
_OF_FAN = replace(
    _THREAD,
    side="fan",
    other_id=MARA.id,
    name=MARA.name,
    handle=MARA.handle,
    picture=MARA.picture,
    online=False,
    last_seen_at=at(-7_200),
    start="Get a personal call",
)
_RINGS = replace(
    _CARD,
    title="Mara Lindqvist invites you to a video call",
    started_by=MARA.name,
    tone="now",
    state="ringing",
    status="Ringing",
    action="Join",
    urgent=True,
    note="I have half an hour. Bring it!",
)
_ASKED = replace(
    _RINGS,
    title="You asked for a video call",
    started_by="You",
    tone="waiting",
    state="requested",
    status="Waiting for Mara Lindqvist’s answer",
    action="View",
    urgent=False,
    note="Could we look at it?",
)
_NO = replace(
    _ASKED,
    tone="off",
    state="declined",
    status="Declined",
    reason="I'm on a train until eight. Tomorrow?",
    reason_by=MARA.name,
    action="Details",
)
_PROBLEM = ProblemCard(
    state="open",
    title="Leo Brandt reported a problem",
    status="Unanswered, everything is refunded by itself",
    what="I couldn’t see or hear them",
    words="The picture froze after five minutes.",
    action="Answer",
    href="/gallery",
    urgent=True,
)


def _list(slug: str, title: str, tab: Pose = _AS_CREATOR, **held: Any) -> Screen:
    return Screen(slug, title, _LIST, messages, and_(tab, {InboxState: {"loaded": True, **held}}))


def _talk(slug: str, title: str, view: ThreadView, *beside: Pose, source: str = _TALK, **held: Any) -> Screen:
    tab = _AS_FAN if view.side == "fan" else _AS_CREATOR
    rows: Pose = {InboxState: {"rows": _ROWS, "loaded": True}, ThreadState: {"view": view, **held}}
    return Screen(slug, title, source, thread, and_(tab, rows, *beside))


SCREENS = (
    _list("messages", "Messages", rows=_ROWS),
    _list("messages-empty", "Messages, none yet", _AS_FAN),
    _list("messages-empty-creator", "Messages, none yet, for a creator"),
    _list("messages-search", "Messages, looking for words", rows=_ROWS[:1], hits=_HITS, query="line"),
    _list("messages-search-nothing", "Messages, nothing found", query="xylophone"),
    Screen("messages-loading", "Messages, loading", _LIST, messages, _AS_FAN),
    Screen(
        "messages-hushed",
        "Messages, while nothing rings",
        "onetoone/reaching/components/settings.py",
        messages,
        and_(
            _AS_FAN,
            {InboxState: {"rows": _ROWS[:1], "loaded": True}, HushState: {"line": "Nothing rings until 20:30."}},
        ),
    ),
    _talk("thread", "A conversation", _THREAD),
    _talk("thread-first", "A conversation, nothing said", replace(_OF_FAN, said=[], first_id=0, last_id=0)),
    _talk(
        "thread-new",
        "A conversation, something new",
        replace(_THREAD, earlier=True, new_id=5),
        new_id=5,
    ),
    _talk(
        "thread-seen",
        "A conversation, seen",
        replace(
            _THREAD, said=_SAID[:2], last_id=2, last_is_mine=True, sent_id=2, seen_id=2, seen_at=at(-300), unread=False
        ),
    ),
    _talk(
        "thread-cards",
        "Calls in a conversation",
        replace(
            _OF_FAN,
            said=[
                Item(1, "call", at(-90_000), "", card=_NO),
                Item(2, "call", at(-9_000), at(-90_000), card=_ASKED),
                Item(3, "call", at(-20), at(-9_000), card=_RINGS),
            ],
            last_id=3,
        ),
        source="onetoone/messages/components/items.py",
    ),
    _talk(
        "thread-problem",
        "A problem in a conversation",
        replace(_THREAD, said=[*_SAID[2:4], Item(6, "problem", at(-600), at(-3_000), problem=_PROBLEM)], last_id=6),
        source=_ITEMS,
    ),
    _talk(
        "thread-pictures",
        "Pictures in a conversation",
        replace(
            _THREAD,
            said=[
                Item(
                    1,
                    "picture",
                    at(-900),
                    "",
                    False,
                    picture=Shown("/people/ana.svg", "/people/ana.svg", 240, 240, "Ana"),
                ),
                Item(2, "picture", at(-600), at(-900), True, picture=Shown("/nowhere", "/nowhere", 240, 160, "Gone")),
            ],
            last_id=2,
        ),
        source=_ITEMS,
    ),
    _talk("thread-blocked", "A conversation with who is blocked", replace(_THREAD, blocked=True, online=False)),
    _talk(
        "thread-greeting",
        "A conversation, a request was just sent",
        _OF_FAN,
        greeting=f"Your request was sent to {MARA.name}. The answer comes here; nothing is paid before you say yes.",
    ),
    _talk(
        "thread-note",
        "A conversation, with the note on a fan",
        _THREAD,
        {NoteState: {"open": True, "fan_id": LEO.id, "name": LEO.name, "text": "Second verse.", "kept": "Saved"}},
        source="onetoone/community/components/notes.py",
    ),
    _talk("thread-lost", "No such conversation", ThreadView(), missing=True),
    _talk("thread-loading", "A conversation, loading", ThreadView()),
    Screen("message-to", "On the way to a conversation", _PAGES, message_to, _AS_FAN),
    Screen(
        "message-to-refused",
        "A conversation that can't be yet",
        _PAGES,
        message_to,
        and_(_AS_FAN, {ThreadState: {"refusal": f"Subscribe to {MARA.name} first, then you can write."}}),
    ),
)
