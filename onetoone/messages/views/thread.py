"""One conversation: the other person, and a page of what was said, in runs by author."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlalchemy import and_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from onetoone import routes
from onetoone.config import settings
from onetoone.domain.calls import Side
from onetoone.domain.errors import NotFound
from onetoone.domain.people import Actor
from onetoone.domain.permissions import side_of
from onetoone.domain.words import _
from onetoone.messages.views.cards import Card, card
from onetoone.messages.views.inbox import calls_of, said_in
from onetoone.messages.views.lines import ICONS, words
from onetoone.messages.views.pictures import Shown
from onetoone.messages.views.pictures import shown as shown_picture
from onetoone.messages.views.problems import ProblemCard, problem_card, problems_of
from onetoone.messages.views.problems import title as problem_title
from onetoone.messages.views.reactions import Reacted, reactions_of
from onetoone.models import Account, Block, Call, Message, Presence, Problem, ReadMark, Thread
from onetoone.models.thread import SPOKEN
from onetoone.security import apart

PAGE = 40
AFTER = 20  # messages that are shown below one that was looked for
_RUN = timedelta(minutes=5)


@dataclass(frozen=True)
class Item:
    """Something in the conversation. `kind`: text, picture, call, problem or line.

    `at` and `before` (the item above): ISO 8601, UTC.

    `opens` and `closes`: first and last of a run by one author; a run ends after five minutes of silence.
    """

    id: int
    kind: str
    at: str
    before: str = ""
    mine: bool = False
    body: str = ""
    opens: bool = True
    closes: bool = True
    icon: str = ""
    code: str = ""
    card: Card = field(default_factory=Card)
    problem: ProblemCard = field(default_factory=ProblemCard)
    reactions: list[Reacted] = field(default_factory=list)
    picture: Shown = field(default_factory=Shown)


@dataclass(frozen=True)
class ThreadView:
    """A conversation for one viewer. `start` labels the camera icon and `start_href` is where it leads."""

    id: str = ""
    side: str = ""
    other_id: str = ""
    name: str = ""
    handle: str = ""
    picture: str = ""
    other_href: str = ""
    online: bool = False
    last_seen_at: str = ""
    start: str = ""
    start_href: str = ""
    said: list[Item] = field(default_factory=list)
    earlier: bool = False
    later: bool = False  # it ends before the newest: somebody looked for something older
    first_id: int = 0
    last_id: int = 0
    last_is_mine: bool = False
    unread: bool = False
    blocked: bool = False  # by the viewer; who is blocked doesn't learn of it
    sent_id: int = 0  # the last that I said, if it's on the page
    seen_id: int = 0  # the same once the other has read it; 0 until then
    seen_at: str = ""  # when they did, where that is known
    new_id: int = 0  # the first that the other said or began and that I haven't read


def thread(
    session: Session,
    actor: Actor,
    thread_id: str,
    now: datetime,
    *,
    before: int | None = None,
    limit: int = PAGE,
    since: int = 0,
    upto: int = 0,
    around: int = 0,
) -> ThreadView:
    """The last `limit` things said in the actor's thread, or of those above the message `before`.

    A page more when it takes that to begin with the message `since`: what somebody reads isn't pulled from under them.
    `upto`: end with that message instead of the newest; `around`: with the twentieth after that one. A page that ends
    before the newest is `later`, tells nothing of what was read or sent last, and nothing in it is unread.
    Another's thread is `NotFound`. A few statements, whatever the length.
    """
    row = session.get(Thread, thread_id)
    if row is None:
        raise NotFound(_("We couldn't find that conversation."))
    side = side_of(row, actor)
    other_id = row.fan_id if side is Side.CREATOR else row.creator_id
    their, my = aliased(ReadMark), aliased(ReadMark)
    found = session.exec(
        select(Account, Presence.last_seen_at, their.message_id, my.message_id, their.at)  # type: ignore[call-overload]
        .outerjoin(Presence, col(Presence.account_id) == Account.id)
        .outerjoin(their, and_(col(their.thread_id) == row.id, col(their.account_id) == Account.id))
        .outerjoin(my, and_(col(my.thread_id) == row.id, col(my.account_id) == actor.id))
        .where(Account.id == other_id)
    ).one()
    other, last_seen, they_read, i_read, read_at = found
    if apart.are_apart(session, actor.id, other.id):  # neither sees whether the other is here, or has read
        last_seen = they_read = None
    upto = _some_after(session, row, around) if around else upto
    messages, earlier = _page(session, row, upto + 1 if upto else before, limit, since)
    reported = problems_of(session, messages)
    items = _items(messages, calls_of(session, messages), reported, side, actor.id, other.name)
    reacted = reactions_of(session, messages, actor.id)
    items = [replace(item, reactions=reacted[item.id]) if item.id in reacted else item for item in items]
    last_id = messages[-1].id or 0 if messages else 0
    sent_id = next((item.id for item in reversed(items) if item.mine and item.kind in SPOKEN), 0)
    later = upto > 0 and _is_before_the_last(session, row, last_id)
    if later:
        sent_id, i_read = 0, last_id
    seen = 0 < sent_id <= (they_read or 0)
    return ThreadView(
        id=row.id,
        side=side.value,
        other_id=other.id,
        name=other.name,
        handle=other.handle,
        picture=other.picture,
        other_href=routes.to(routes.CREATOR, handle=other.handle) if side is Side.FAN else "",
        online=last_seen is not None and last_seen >= now - timedelta(seconds=settings().online_seconds),
        last_seen_at=last_seen.isoformat() if last_seen is not None else "",
        start=_("Start 1:1") if side is Side.CREATOR else _("Get a personal call"),
        start_href=routes.to(routes.SET_UP, fan_id=other.id)
        if side is Side.CREATOR
        else routes.to(routes.ASK, handle=other.handle),
        said=items,
        earlier=earlier,
        later=later,
        first_id=messages[0].id or 0 if messages else 0,
        last_id=last_id,
        last_is_mine=bool(items) and items[-1].mine,
        unread=last_id > (i_read or 0),
        blocked=session.get(Block, (actor.id, other.id)) is not None,
        sent_id=sent_id,
        seen_id=sent_id if seen else 0,
        seen_at=read_at.isoformat() if seen and read_at is not None else "",
        new_id=next((m.id or 0 for m in messages if m.author_id == other.id and (m.id or 0) > (i_read or 0)), 0),
    )


def _some_after(session: Session, row: Thread, around: int) -> int:
    """The id of the last of a few messages after that one; 0 when there are no more of them."""
    after = select(Message.id).where(Message.thread_id == row.id, col(Message.id) > around)
    ids = session.exec(after.order_by(col(Message.id)).limit(AFTER + 1)).all()
    return (ids[AFTER - 1] or 0) if len(ids) > AFTER else 0


def _is_before_the_last(session: Session, row: Thread, last_id: int) -> bool:
    after = select(Message.id).where(Message.thread_id == row.id, col(Message.id) > last_id)
    return session.exec(after.limit(1)).first() is not None


def _page(session: Session, row: Thread, before: int | None, limit: int, since: int) -> tuple[list[Message], bool]:
    """Oldest first, and whether there is more above them."""
    wanted = select(Message).where(Message.thread_id == row.id).order_by(col(Message.id).desc()).limit(limit + PAGE + 1)
    if before is not None:
        wanted = wanted.where(col(Message.id) < before)
    newest_first = session.exec(wanted).all()
    reach = sum((message.id or 0) >= since for message in newest_first) if since else 0
    kept = reach if limit < reach <= limit + PAGE else limit
    return list(reversed(newest_first[:kept])), len(newest_first) > kept


def _items(
    messages: Sequence[Message], calls: dict[str, Call], reported: dict[str, Problem], side: Side, me: str, other: str
) -> list[Item]:
    spoken = [(message, _words(message, calls, side, other)) for message in messages]
    shown = [(message, said) for i, (message, said) in enumerate(spoken) if said and not _repeats(messages, i)]
    items = []
    for i, (message, said) in enumerate(shown):
        above = shown[i - 1][0] if i else None
        below = shown[i + 1][0] if i + 1 < len(shown) else None
        call = calls.get(message.call_id or "") if message.kind in ("call", "problem") else None
        problem = reported.get(message.call_id or "") if message.kind == "problem" else None
        items.append(
            Item(
                id=message.id or 0,
                kind=message.kind,
                at=message.at.isoformat(),
                before=above.at.isoformat() if above else "",
                mine=message.author_id == me,
                body=message.body if message.kind == "picture" else said,
                opens=not _one_run(above, message),
                closes=not _one_run(message, below),
                picture=shown_picture(message, other, message.author_id == me),
                icon=ICONS.get(message.code, "") if message.kind == "line" else "",
                code=message.code,
                card=card(call, side=side, other=other) if call and not problem else Card(),
                problem=problem_card(problem, call, side=side, other=other) if call and problem else ProblemCard(),
            )
        )
    return items


def _words(message: Message, calls: dict[str, Call], side: Side, other: str) -> str:
    call = calls.get(message.call_id or "")
    if message.kind == "call":
        return card(call, side=side, other=other).title if call else ""
    if message.kind in SPOKEN:
        return said_in(message) or _("Picture")
    if message.kind == "problem":
        return problem_title(side, other)
    return words(message.code, message.data, side=side, other=other, call=call)


def _repeats(messages: Sequence[Message], i: int) -> bool:
    """A line that only says what the card above it says already."""
    if messages[i].code not in ("requested", "invited") or i == 0:
        return False
    return messages[i - 1].kind == "call" and messages[i - 1].call_id == messages[i].call_id


def _one_run(upper: Message | None, lower: Message | None) -> bool:
    if upper is None or lower is None or upper.kind not in SPOKEN or lower.kind not in SPOKEN:
        return False
    return upper.author_id == lower.author_id and lower.at - upper.at < _RUN
