"""The operator's page: read, search, and act with a reason."""

from typing import Any

import reflex as rx

from onetoone import db, runtime, ui
from onetoone.domain.errors import OneToOneError
from onetoone.domain.words import _
from onetoone.operators import service, views
from onetoone.security.acting import acting
from onetoone.security.policy import Who, allow

_VERBS = {
    "refund": service.refund,
    "retry": service.retry,
    "clear_flag": service.clear_flag,
    "answer_bank": service.answer_bank,
    "close_report": service.close_report,
}
_TABS = ("anomalies", "payments", "refunds", "disputes", "reports", "actions")


class OperatorState(rx.State):
    view: views.DeskView = views.DeskView()
    tab: str = "anomalies"
    q: str = ""
    about: views.Line = views.Line()  # what the open dialog acts upon
    problem: str = ""

    @rx.event
    @allow(Who.OPERATOR)
    async def load(self) -> None:
        await self._read()

    @rx.event
    @allow(Who.OPERATOR)
    async def show(self, tab: str) -> None:
        """One of the lists."""
        self.tab = tab if tab in _TABS else "anomalies"
        await self._read()

    @rx.event
    @allow(Who.OPERATOR)
    async def search(self, form: dict[str, Any]) -> None:
        """Payments of a person, or by an id."""
        q = form.get("q") if isinstance(form, dict) else ""
        self.q = q[:100] if isinstance(q, str) else ""
        await self._read()

    @rx.event
    @allow(Who.OPERATOR)
    async def ask(self, ref: str, action: str) -> None:
        """Open the dialog of an action of a line that is on the screen."""
        self.problem = ""
        lists = (self.view.anomalies, self.view.payments, self.view.disputes, self.view.reports)
        lines = [line for some in lists for line in some if (line.ref, line.action) == (ref, action)]
        self.about = lines[0] if lines and action in _VERBS else views.Line()

    @rx.event
    @allow(Who.OPERATOR)
    async def close(self) -> None:
        self.about, self.problem = views.Line(), ""

    @rx.event
    @allow(Who.OPERATOR)
    async def act(self, form: dict[str, Any]) -> None:
        """Do it. The form carries the reason, and for a refund the amount as typed."""
        actor, about = await acting(self), self.about
        verb = _VERBS.get(about.action)
        if verb is None or not isinstance(form, dict):
            return
        how: dict[str, Any] = {"actor": actor, "ref": about.ref, "why": form.get("why", "")}
        if about.action == "refund":
            how["amount"] = form.get("amount")
        try:
            await runtime.perform(lambda s: verb(s, now=runtime.now(), **how))
        except OneToOneError as told:
            self.problem = told.user_message
            return
        self.about, self.problem = views.Line(), ""
        await ui.tell(self, _("Done, and written down"), "success")
        await self._read()

    async def _read(self) -> None:
        actor, q = await acting(self), self.q
        self.view = await db.look(lambda s: views.desk(s, actor, q=q, now=runtime.now()))
