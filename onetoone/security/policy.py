"""Who may call what: every handler that a browser can reach by name carries the answer."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from reflex_base.registry import RegistrationContext

Handler = TypeVar("Handler", bound=Callable[..., Any])
_MARK = "_onetoone_who"


class Who(StrEnum):
    ANYONE = "anyone"
    MEMBER = "member"
    CREATOR = "creator"
    OPERATOR = "operator"


# Reflex's own handlers that its browser side calls. `set_is_hydrated` is a flag on the caller's own screen.
# Absent on purpose: every `setvar`, and `update_vars_internal` (no var of ours lives in browser storage).
_REFLEX = frozenset(
    {
        "reflex___state____state.hydrate",
        "reflex___state____state.hydrate_and_load",
        "reflex___state____state.set_is_hydrated",
        "reflex___state____state.reflex___state____on_load_internal_state.on_load_internal",
        "reflex___state____state.reflex___state____on_load_internal_state.set_is_hydrated",
        "reflex___state____state.reflex___state____frontend_event_exception_state.handle_frontend_exception",
    }
)


def allow(who: Who) -> Callable[[Handler], Handler]:
    """Write down who may call a handler. Stands below `@rx.event`; `security.gate` enforces it."""

    def mark(handler: Handler) -> Handler:
        setattr(handler, _MARK, who)
        return handler

    return mark


def is_reflex(event_name: str) -> bool:
    """Whether it is one of Reflex's own handlers that may be called."""
    return event_name in _REFLEX


def who_may(event_name: str) -> Who | None:
    """Who may call the handler of that full name; None: nobody."""
    if event_name in _REFLEX:
        return Who.ANYONE
    registered = RegistrationContext.get().event_handlers.get(event_name)
    return getattr(registered.handler.fn, _MARK, None) if registered else None


def registry() -> dict[str, Who | None]:
    """Every handler that a browser can name, and who may call it; None marks one that nobody may."""
    return {name: who_may(name) for name in RegistrationContext.get().event_handlers}
