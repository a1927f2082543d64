"""The verbs of reaching people. None commits, none talks to a push service or a mail server: the outbox does."""

from onetoone.reaching.service.choosing import (
    be_left_alone,
    choose_mail,
    keep_quiet,
    live_in,
    no_quiet_hours,
    show_names,
    stop_mail,
)
from onetoone.reaching.service.devices import forget, subscribe, unsubscribe
from onetoone.reaching.service.telling import (
    call_moved,
    call_written,
    charged,
    problem_answered,
    refunded,
    still_news,
    wrote,
)

__all__ = [
    "be_left_alone",
    "call_moved",
    "call_written",
    "charged",
    "choose_mail",
    "forget",
    "keep_quiet",
    "live_in",
    "no_quiet_hours",
    "problem_answered",
    "refunded",
    "show_names",
    "still_news",
    "stop_mail",
    "subscribe",
    "unsubscribe",
    "wrote",
]
