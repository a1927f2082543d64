"""When somebody is not to be disturbed: because they said so for a while, or because it is one of their quiet hours."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from zoneinfo import ZoneInfo

from onetoone.domain.errors import Invalid
from onetoone.domain.words import _

_EVENING, _MORNING, _NIGHT_ENDS = 18, 8, 5  # o'clock


@dataclass(frozen=True, slots=True)
class Quiet:
    """`until` None while `on`: until they turn it off. `hours`: from and to, in minutes since midnight in `zone`."""

    on: bool = False
    until: datetime | None = None
    hours: tuple[int, int] | None = None
    zone: str = ""

    def at(self, now: datetime) -> bool:
        """Whether nothing may ring then."""
        return self._said(now) or self._hour(now)

    def ends(self, now: datetime) -> datetime | None:
        """When it will be over by itself; None when it isn't quiet, or only they can end it."""
        moment = now
        while self.at(moment):
            if self._said(moment):
                if self.until is None:
                    return None
                moment = self.until
            else:
                moment = self._hours_end(moment)
        return None if moment == now else moment

    def _said(self, now: datetime) -> bool:
        return self.on and (self.until is None or now < self.until)

    def _hour(self, now: datetime) -> bool:
        if self.hours is None:
            return False
        (begin, end), minute = self.hours, _minute(now.astimezone(zone_of(self.zone)))
        return begin <= minute < end if begin < end else minute >= begin or minute < end

    def _hours_end(self, now: datetime) -> datetime:
        assert self.hours is not None
        local = now.astimezone(zone_of(self.zone))
        day = local.date() if _minute(local) < self.hours[1] else local.date() + timedelta(days=1)
        return _on(day, self.hours[1], local)


def zone_of(name: str) -> tzinfo:
    """The time zone of that IANA name; UTC for none, and for one that this machine doesn't know."""
    try:
        return ZoneInfo(name) if name else UTC
    except (KeyError, ValueError, OSError):
        return UTC


def zone(typed: object) -> str:
    """A time zone as a browser names it; `Invalid` when there is none of that name."""
    if isinstance(typed, str) and len(typed) < 64 and (typed == "UTC" or zone_of(typed) is not UTC):
        return typed
    raise Invalid(_("We don't know that time zone."))


def minutes(typed: object) -> int:
    """ "22:30" in minutes since midnight."""
    try:
        hour, minute = map(int, str(typed).split(":")[:2])
        time(hour, minute)
        return hour * 60 + minute
    except ValueError:
        raise Invalid(_("Please write the time like 22:00.")) from None


def clock(minute: int) -> str:
    """Minutes since midnight as "22:30"."""
    return f"{minute // 60:02}:{minute % 60:02}"


def whiles(now: datetime, zone_name: str) -> dict[str, datetime | None]:
    """For how long somebody may ask not to be disturbed, by name: an hour, until this evening (or, when that has
    nearly come, until the morning), until they turn it off."""
    local = now.astimezone(zone_of(zone_name))
    hour, is_night = now + timedelta(hours=1), local.hour < _NIGHT_ENDS
    evening = _on(local.date(), _EVENING * 60, local)
    if evening > hour and not is_night:
        return {"hour": hour, "evening": evening, "open": None}
    day = local.date() if is_night else local.date() + timedelta(days=1)
    return {"hour": hour, "morning": _on(day, _MORNING * 60, local), "open": None}


def _on(day: object, minute: int, like: datetime) -> datetime:
    there = datetime.combine(day, time(minute // 60, minute % 60), like.tzinfo)  # type: ignore[arg-type]
    return there.astimezone(UTC)


def _minute(local: datetime) -> int:
    return local.hour * 60 + local.minute
