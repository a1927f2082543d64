"""Calls: the row that is the truth of a call, its history, and its media's timeline."""

from datetime import datetime
from typing import Any

from sqlalchemy import DDL, JSON, event, text
from sqlmodel import Field, Index, SQLModel, UniqueConstraint

from onetoone.domain.calls import ACTIVE, Ended, Kind, Side, Status
from onetoone.models.columns import moment, one_of
from onetoone.models.span_guards import GUARDS

_ACTIVE = text("status IN ({})".format(", ".join(f"'{status}'" for status in sorted(ACTIVE))))
_REQUESTED = text(f"status = '{Status.REQUESTED}'")


def _one(name: str, *columns: str, where: Any) -> Index:
    """At most one row of these columns among those that `where` picks."""
    return Index(name, *columns, unique=True, sqlite_where=where, postgresql_where=where)


class Call(SQLModel, table=True):
    """One 1:1. `price` in minor units of `currency`; `deadline_at` is when the status moves on by itself."""

    __table_args__ = (
        _one("one_active_call_per_creator", "creator_id", where=_ACTIVE),
        _one("one_active_call_per_fan", "fan_id", where=_ACTIVE),
        _one("one_open_request_per_pair", "creator_id", "fan_id", where=_REQUESTED),
        Index("ix_call_deadline", "deadline_at"),
    )

    id: str = Field(primary_key=True)
    creator_id: str = Field(foreign_key="account.id", index=True)
    fan_id: str = Field(foreign_key="account.id", index=True)
    thread_id: str = Field(foreign_key="thread.id")
    started_by: Side = one_of(Side)
    kind: Kind = one_of(Kind)
    status: Status = one_of(Status, index=True)
    note: str = ""  # the message that went with the invitation or the request
    reason: str = ""  # what was said when it was declined
    declined_by: Side | None = one_of(Side, default=None)
    price: int = 0
    currency: str
    fee_basis_points: int
    minutes: int
    extra_minutes: int = 0  # bought during the call, once their hold stood
    tips_allowed: bool = True
    covers_camera: bool = False  # the creator sees the fan's camera only once they want to; their business alone
    created_at: datetime = moment()
    rang_at: datetime | None = moment(default=None)
    seen_at: datetime | None = moment(default=None)
    invitation_ends_at: datetime | None = moment(default=None)
    pay_by: datetime | None = moment(default=None)
    more_time_given: bool = False
    deadline_at: datetime | None = moment(default=None)
    node: str | None = None  # private URL of the media node that holds the room
    node_boot: str | None = None  # and in which life of that node
    live_at: datetime | None = moment(default=None)
    two_way_ms: int = 0  # media in both directions, finished spans only
    two_way_since: datetime | None = moment(default=None)
    missing: Side | None = one_of(Side, default=None)
    ended_at: datetime | None = moment(default=None)
    ended: Ended | None = one_of(Ended, default=None)
    version: int = 0  # goes up with every move: compare and swap

    @property
    def length_ms(self) -> int:
        """How long the call lasts, extensions included."""
        return (self.minutes + self.extra_minutes) * 60_000


class CallEvent(SQLModel, table=True):
    """One move of a call, as it happened. Append-only."""

    __tablename__ = "call_event"
    __table_args__ = (UniqueConstraint("call_id", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    call_id: str = Field(foreign_key="call.id")
    version: int
    move: str
    before: str
    after: str
    actor_id: str | None = Field(default=None, foreign_key="account.id")
    data: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    at: datetime = moment()


class TwoWaySpan(SQLModel, table=True):
    """A stretch of media in both directions, as the media node saw it. Append-only; the receipt's timeline."""

    __tablename__ = "two_way_span"

    id: int | None = Field(default=None, primary_key=True)
    call_id: str = Field(foreign_key="call.id", index=True)
    began_at: datetime = moment()
    stopped_at: datetime = moment()
    missing: Side | None = one_of(Side, default=None)


for _dialect, _statements in GUARDS.items():
    for _statement in _statements:
        event.listen(
            SQLModel.metadata.tables["two_way_span"],
            "after_create",
            DDL(_statement).execute_if(dialect=_dialect),  # type: ignore[no-untyped-call]
        )


class NodeCursor(SQLModel, table=True):
    """How far a media node's event stream has been read, so that a restarted app reads on from there."""

    __tablename__ = "node_cursor"

    node: str = Field(primary_key=True)
    boot: str
    seq: int
    heard_at: datetime = moment()  # when the node last said anything: its calls' media was alive until then
