"""Which of the rows a page of earnings shows."""

from datetime import datetime, timedelta
from enum import StrEnum


class Kind(StrEnum):
    ALL = "all"
    CALL = "call"
    TIP = "tip"
    BACK = "back"  # refunds and disputes
    PAYOUT = "payout"


class Period(StrEnum):
    MONTH = "30"
    QUARTER = "90"
    YEAR = "365"
    ALL = "all"

    def since(self, now: datetime) -> datetime | None:
        """The moment it begins at; None for all that there is."""
        return None if self is Period.ALL else now - timedelta(days=int(self.value))
