"""What people reported about others' behaviour: the open ones first."""

from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from onetoone.domain.conduct import WORDS, Standing
from onetoone.domain.words import _, said
from onetoone.models import Account, ConductReport
from onetoone.operators.views.lines import Line

_MOST = 50


def reports(session: Session) -> list[Line]:
    """All of them, those that wait on top."""
    reporter, about = aliased(Account), aliased(Account)
    wanted: Any = (
        select(ConductReport, reporter, about)
        .join(reporter, col(ConductReport.reporter_id) == reporter.id)
        .join(about, col(ConductReport.about_id) == about.id)
        .order_by(
            (col(ConductReport.standing) == Standing.OPEN).desc(),
            col(ConductReport.created_at).desc(),
            col(ConductReport.id),
        )
        .limit(_MOST)
    )
    return [_line(row, by, whom) for row, by, whom in session.exec(wanted)]


def open_reports(session: Session) -> list[Line]:
    """Those that nobody has dealt with."""
    return [line for line in reports(session) if line.action]


def _line(row: ConductReport, by: Account, whom: Account) -> Line:
    waits = row.standing is Standing.OPEN
    what = said(WORDS[row.reason])
    return Line(
        ref=row.id,
        at=row.created_at.isoformat(),
        title=_("{name} reported {about} (@{handle})", name=by.name, about=whom.name, handle=whom.handle),
        line=" · ".join(part for part in (what, row.call_id or "", row.id) if part),
        status=_("open") if waits else _("dealt with"),
        tone="warning" if waits else "neutral",
        action="close_report" if waits else "",
        label=_("Deal with it") if waits else "",
        words=row.words,
        said=[f"{message['by']}: {_words(message)}" for message in row.said],
    )


def _words(message: dict[str, Any]) -> str:
    text = str(message["text"])
    if not message.get("picture"):
        return text
    return _("Picture: {description}", description=text) if text else _("Picture: no description")
