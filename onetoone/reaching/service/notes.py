"""Notifications in words, in the language in use: what a lock screen may show. No message's text, no price."""

from dataclasses import dataclass, field, replace
from typing import Any

from onetoone import routes
from onetoone.domain.calls import Kind
from onetoone.domain.reaching import RINGING
from onetoone.domain.words import _, said
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


def ringing(call: Call, creator: str, *, accepted: bool) -> Note:
    if accepted:
        title = _("{name} said yes and is calling you", name=creator)
        bare = _("Your request was accepted: you are being called")
    else:
        title, bare = _("{name} is calling you", name=creator), _("You are being called")
    note = _of_call(call, "ringing", title, _what(call), (bare, _what(call)), urgent=True)
    return replace(note, only={"while_ringing": call.id}, actions=tuple((name, said(words)) for name, words in RINGING))


def over(call: Call) -> Note:
    """It rings no more: answered elsewhere, declined, or taken back."""
    title = _("The call is over")
    return _of_call(call, "over", title, "", (title, ""), urgent=True)


def missed(call: Call, creator: str) -> Note:
    title, line = _("You missed {name}’s call", name=creator), _("You can still join for a while.")
    return _of_call(call, "missed", title, line, (_("You missed a call"), line))


def requested(call: Call, fan: str) -> Note:
    who = _("Open onetoone to see who it is.")
    if call.kind is Kind.AUDIO:
        title, bare = _("{name} asks for an audio call", name=fan), _("Somebody asks for an audio call")
    else:
        title, bare = _("{name} asks for a video call", name=fan), _("Somebody asks for a video call")
    return _of_call(call, "request", title, "", (bare, who))


def answered(call: Call, problem: Problem, creator: str) -> Note:
    title = _("{name} answered the problem you reported", name=creator)
    bare = _("The problem you reported was answered")
    return _of_call(call, "problem", title, "", (bare, ""), about=problem.id)


def refunded(call: Call, refund: Refund) -> Note:
    title = _("A refund is on its way to you")
    return _of_call(call, "refund", title, "", (title, ""), about=refund.id)


def wrote(thread_id: str, message: Message, by: str) -> Note:
    return Note(
        kind="message",
        tag=f"thread:{thread_id}",
        about=str(message.id),
        href=routes.to(routes.THREAD, thread_id=thread_id),
        title=_("{name} wrote to you", name=by),
        nameless=(_("You have a new message"), ""),
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
    return _("Audio call") if call.kind is Kind.AUDIO else _("Video call")
