"""How somebody wants to be reached, and the browsers that may be told when no page is open."""

from datetime import datetime

from sqlmodel import Field, Session, SQLModel

from onetoone.domain.quiet import Quiet
from onetoone.models.columns import moment


class Reach(SQLModel, table=True):
    """A person's choices. Without a row it is what the defaults say. Quiet hours in minutes since midnight, over
    midnight when they end no later than they begin."""

    account_id: str = Field(primary_key=True, foreign_key="account.id", ondelete="CASCADE")
    not_disturbed: bool = False
    not_disturbed_until: datetime | None = moment(default=None)  # None, while it is on: until they turn it off
    quiet_from: int | None = None
    quiet_to: int | None = None
    time_zone: str = ""  # IANA name, as their browser has it; empty: UTC
    names_shown: bool = True  # on the lock screen
    mail_missed: bool = True
    mail_receipts: bool = True

    @property
    def quiet(self) -> Quiet:
        """When they are not to be disturbed."""
        hours = None
        if self.quiet_from is not None and self.quiet_to is not None:
            hours = (self.quiet_from, self.quiet_to)
        return Quiet(self.not_disturbed, self.not_disturbed_until, hours, self.time_zone)


def reach_of(session: Session, account_id: str) -> Reach:
    """Somebody's choices, or the defaults; not yet kept in that case."""
    return session.get(Reach, account_id) or Reach(account_id=account_id)


class PushSubscription(SQLModel, table=True):
    """A browser's address at its push service. It lives as long as the session in which it was given."""

    __tablename__ = "push_subscription"

    id: str = Field(primary_key=True)
    account_id: str = Field(foreign_key="account.id", index=True, ondelete="CASCADE")
    sign_in_id: str = Field(foreign_key="sign_in.id", index=True, ondelete="CASCADE")
    endpoint: str = Field(unique=True)
    p256dh: str  # the browser's public key, base64url
    auth: str  # and what else only it knows
    created_at: datetime = moment()
