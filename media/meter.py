"""How long media went both ways: the clock that a call is measured by."""

from collections.abc import Iterable
from dataclasses import dataclass

TOGETHER = 0.1  # seats that fell silent within this many seconds did so together


@dataclass(frozen=True)
class Change:
    """Two-way media started, or stopped because nothing came from `missing` (None: from nobody any more)."""

    two_way: bool
    missing: str | None = None


class Meter:
    """Fed with the time of each seat's last media packet; all times are seconds of one monotonic clock.

    Media is two-way while the last packet of every seat is at most `gap` old. What is counted ends at the last packet
    that did arrive: nobody pays for the silence by which a drop was noticed.
    """

    def __init__(self, seats: Iterable[str], gap: float) -> None:
        self._last: dict[str, float | None] = dict.fromkeys(seats)
        self._gap = gap
        self._since: float | None = None
        self._counted = 0.0

    @property
    def two_way(self) -> bool:
        return self._since is not None

    @property
    def milliseconds(self) -> int:
        """Two-way time so far; never falls."""
        return round((self._counted + self._running()) * 1000)

    def heard(self, seat: str, at: float) -> None:
        """The last media packet of `seat` came at `at`."""
        self._last[seat] = at

    def look(self, now: float) -> Change | None:
        """What changed since the last look."""
        missing = [seat for seat, last in self._last.items() if last is None or now - last > self._gap]
        if self._since is None and not missing:
            self._since = now
            return Change(two_way=True)
        if self._since is not None and missing:
            self._counted += self._running()
            self._since = None
            return Change(two_way=False, missing=self._first_of(missing))
        return None

    def stop(self) -> Change | None:
        """The room closes."""
        if self._since is None:
            return None
        self._counted += self._running()
        self._since = None
        return Change(two_way=False)

    def _first_of(self, silent: list[str]) -> str | None:
        """Who fell silent first; None when it was all at once."""
        first, *others = sorted(silent, key=lambda seat: self._last[seat] or 0.0)
        if others and (self._last[others[0]] or 0.0) - (self._last[first] or 0.0) <= TOGETHER:
            return None
        return first

    def _running(self) -> float:
        if self._since is None:
            return 0.0
        return max(0.0, min(last or 0.0 for last in self._last.values()) - self._since)
