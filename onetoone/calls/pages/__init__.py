"""The pages of calls: setting one up, asking for one, and the one address of a call in all of its states."""

import reflex as rx

from onetoone import routes
from onetoone.accounts.tab import Tab
from onetoone.calls.components import app_wraps
from onetoone.calls.pages.ask import ask
from onetoone.calls.pages.call import call
from onetoone.calls.pages.history import history
from onetoone.calls.pages.offers import offers
from onetoone.calls.pages.safety import safety
from onetoone.calls.pages.set_up import set_up
from onetoone.calls.state.after import AfterState
from onetoone.calls.state.ask import AskState
from onetoone.calls.state.call import CallState
from onetoone.calls.state.history import HistoryState
from onetoone.calls.state.offers import OffersState
from onetoone.calls.state.safety import SafetyState
from onetoone.calls.state.set_up import SetUpState
from onetoone.community.state import NoteState
from onetoone.ui.words import _


def add_pages(app: rx.App) -> None:
    """Register the pages of this room, and what a call shows on all the others."""
    app.extra_app_wraps.update(app_wraps())
    app.add_page(
        set_up,
        route=routes.SET_UP,
        title=_("Start 1:1 · onetoone"),
        on_load=[Tab.arrive, SetUpState.load, NoteState.show_beside],
    )
    app.add_page(ask, route=routes.ASK, title=_("Get a personal call · onetoone"), on_load=[Tab.arrive, AskState.load])
    app.add_page(
        call, route=routes.CALL, title=_("Call · onetoone"), on_load=[Tab.arrive, CallState.load, AfterState.load]
    )
    app.add_page(history, route=routes.CALLS, title=_("Calls · onetoone"), on_load=[Tab.arrive, HistoryState.load])
    app.add_page(offers, route=routes.OFFERS, title=_("Offers · onetoone"), on_load=[Tab.arrive, OffersState.load])
    app.add_page(safety, route=routes.SAFETY, title=_("Safety · onetoone"), on_load=[Tab.arrive, SafetyState.load])
