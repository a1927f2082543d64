"""What this database belongs to."""

from datetime import datetime

from sqlmodel import CheckConstraint, Field, SQLModel

from onetoone.models.columns import moment


class Installation(SQLModel, table=True):
    """One row: the Stripe account, and its mode, with which this database was first used. Its payments are there, and
    nowhere else."""

    __table_args__ = (CheckConstraint("id = 1", name="one_installation"),)

    id: int = Field(default=1, primary_key=True)
    stripe_account: str
    live: bool
    created_at: datetime = moment()
