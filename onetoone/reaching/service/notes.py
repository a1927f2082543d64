"""Notifications in words: what a lock screen may show, and no more. No message's text, no price."""

from dataclasses import dataclass, field, replace
from typing import Any

from onetoone import routes
from onetoone.domain.calls import Kind
from onetoone.domain.reaching import RINGING
from onetoone.models import Call, Message, Problem, Refund


@dataclass(frozen=True, slots=True)
class Note:
    """`kind` is what the service worker acts upon (assets/sw.js). A later note of the same `tag` takes the place of an
    earlier one. `about`: which piece of news it is, told once. `only`: while what it is still news."""

    kind: str
    tag: str
    about: str
    href: str
    title: str
    body: str = ""
    nameless: tuple[str, str] = ("", "")  # title and body without anybody's name
    call: str = ""
    urgent: bool = False
    only: dict[str, Any] = field(default_factory=dict)
    actions: tuple[tuple[str, str], ...] = ()  # what can be done in the notification itself: name and words

    def without_names(self) -> "Note":
        return replace(self, title=self.nameless[0], body=self.nameless[1])

    @property
    def shown(self) -> dict[str, Any]:
        """What goes to the browser."""
        named = {"kind": self.kind, "tag": self.tag, "href": self.href, "title": self.title, "body": self.body}
        more = {"call": self.call, "actions": self.actions}
        return {**named, **{name: value for name, value in more.items() if value}}


_WHO = "Open onetoone to see who it is."


def ringing(call: Call, creator: str, *, accepted: bool) -> Note:
    title = f"{creator} said yes and is calling you" if accepted else f"{creator} is calling you"
    bare = "Your request was accepted: you are being called" if accepted else "You are being called"
    note = _of_call(call, "ringing", title, _what(call), (bare, _what(call)), urgent=True)
    return replace(note, only={"while_ringing": call.id}, actions=RINGING)


def over(call: Call) -> Note:
    """It rings no more: answered elsewhere, declined, or taken back."""
    return _of_call(call, "over", "The call is over", "", ("The call is over", ""), urgent=True)


def missed(call: Call, creator: str) -> Note:
    line = "You can still join for a while."
    return _of_call(call, "missed", f"You missed {creator}’s call", line, ("You missed a call", line))


def requested(call: Call, fan: str) -> Note:
    what = "an audio call" if call.kind is Kind.AUDIO else "a video call"
    return _of_call(call, "request", f"{fan} asks for {what}", "", (f"Somebody asks for {what}", _WHO))


def answered(call: Call, problem: Problem, creator: str) -> Note:
    title = f"{creator} answered the problem you reported"
    return _of_call(call, "problem", title, "", ("The problem you reported was answered", ""), about=problem.id)


def refunded(call: Call, refund: Refund) -> Note:
    title = "A refund is on its way to you"
    return _of_call(call, "refund", title, "", (title, ""), about=refund.id)


def wrote(thread_id: str, message: Message, by: str) -> Note:
    return Note(
        kind="message",
        tag=f"thread:{thread_id}",
        about=str(message.id),
        href=routes.to(routes.THREAD, thread_id=thread_id),
        title=f"{by} wrote to you",
        nameless=("You have a new message", ""),
        only={"unless_read": message.id},
    )


def _of_call(
    call: Call,
    kind: str,
    title: str,
    body: str,
    nameless: tuple[str, str],
    *,
    about: str = "",
    urgent: bool = False,
) -> Note:
    return Note(
        kind=kind,
        tag=f"call:{call.id}",
        about=about or call.id,
        href=routes.to(routes.CALL, call_id=call.id),
        title=title,
        body=body,
        nameless=nameless,
        call=call.id,
        urgent=urgent,
    )


def _what(call: Call) -> str:
    return "Audio call" if call.kind is Kind.AUDIO else "Video call"
