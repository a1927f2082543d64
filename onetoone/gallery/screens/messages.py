"""Messages: the list and the conversation."""

from onetoone.domain.calls import Side
from onetoone.domain.searching import excerpt
from onetoone.gallery.cast import LEO, at, me
from onetoone.gallery.screens.shapes import Screen
from onetoone.messages.pages import messages, thread
from onetoone.messages.state import InboxState, ThreadState
from onetoone.messages.views import Card, Hit, Item, Reacted, Row, ThreadView

_AS_CREATOR, _AS_FAN = me(Side.CREATOR), me(Side.FAN)
_LIST, _TALK = "onetoone/messages/components/inbox.py", "onetoone/messages/components/conversation.py"


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
_SAID = [
    Item(1, "text", at(-5_400), "", False, "I keep running out of breath on the second line."),
    Item(2, "text", at(-5_340), at(-5_400), True, "Then the first line is too loud. Shall we look at it together?"),
    Item(
        3,
        "call",
        at(-4_000),
        at(-5_340),
        card=Card(
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
        ),
    ),
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

SCREENS = (
    Screen("messages", "Messages", _LIST, messages, {**_AS_CREATOR, InboxState: {"rows": _ROWS, "loaded": True}}),
    Screen("messages-empty", "Messages, none yet", _LIST, messages, {**_AS_FAN, InboxState: {"loaded": True}}),
    Screen(
        "messages-search",
        "Messages, looking for words",
        _LIST,
        messages,
        {**_AS_CREATOR, InboxState: {"rows": _ROWS[:1], "hits": _HITS, "query": "line", "loaded": True}},
    ),
    Screen(
        "messages-search-nothing",
        "Messages, nothing found",
        _LIST,
        messages,
        {**_AS_CREATOR, InboxState: {"query": "xylophone", "loaded": True}},
    ),
    Screen("messages-loading", "Messages, loading", _LIST, messages, _AS_FAN),
    Screen(
        "thread",
        "A conversation",
        _TALK,
        thread,
        {**_AS_CREATOR, InboxState: {"rows": _ROWS, "loaded": True}, ThreadState: {"view": _THREAD}},
    ),
)
