"""Which page a tab is on, and by which of our addresses it came."""

import reflex as rx

from onetoone.config import settings


def last_part(state: rx.State) -> str:
    """What the address names, such as the call of /call/[call_id]. Checked by whoever looks it up."""
    return state.router.url.path.rstrip("/").rsplit("/", 1)[-1]


def asked_again(state: rx.State) -> str:
    """The earlier call that the address wants the form filled in from (`?again=`); "" for none."""
    return str(state.router.url.query_parameters.get("again", ""))[:60]


def origin_of(state: rx.State) -> str:
    """The origin that the browser named when it connected, if it is one of ours; where Stripe sends people back to."""
    origins = settings().origins
    named = state.router.headers.origin
    return named if named in origins else origins[0]
