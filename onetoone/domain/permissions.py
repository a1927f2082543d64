"""Who may do what with a call, and with each other. What somebody has no part in looks as if it didn't exist."""

from typing import Protocol

from onetoone.domain.calls import Side
from onetoone.domain.errors import NotFound, Refused
from onetoone.domain.people import Actor
from onetoone.domain.words import N_, _, said

_ONLY = {Side.CREATOR: N_("Only the creator can do that."), Side.FAN: N_("Only the fan can do that.")}


class _OfTwo(Protocol):
    """A call or a thread: one creator, one fan."""

    @property
    def creator_id(self) -> str: ...
    @property
    def fan_id(self) -> str: ...


def side_of(pair: _OfTwo, actor: Actor) -> Side:
    """Which of the two the actor is; `NotFound` for anybody else."""
    if actor.id == pair.creator_id:
        return Side.CREATOR
    if actor.id == pair.fan_id:
        return Side.FAN
    raise NotFound


def require(pair: _OfTwo, actor: Actor, side: Side) -> None:
    """The actor is that side of the pair."""
    if side_of(pair, actor) is not side:
        raise Refused(said(_ONLY[side]))


def require_creator(actor: Actor) -> None:
    """The actor has a creator's page."""
    if not actor.is_creator:
        raise Refused(_("That is for creators."))


def require_not_apart(name: str, *, blocked_by_actor: bool, actor_is_blocked: bool) -> None:
    """A block stands between the actor and `name` in both directions. Only who blocked is told: for the other it looks
    like everything that just isn't possible right now."""
    if blocked_by_actor:
        raise Refused(_("You have blocked {name}. Under Settings → Safety you can unblock them.", name=name))
    if actor_is_blocked:
        raise Refused(_("{name} can’t be reached right now.", name=name))
