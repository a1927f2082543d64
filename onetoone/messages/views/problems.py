"""A reported problem's card: the problem as it is now, in the viewer's words, and the way to its answer."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from onetoone import routes
from onetoone.domain import problems
from onetoone.domain.calls import Side
from onetoone.domain.money import Money
from onetoone.domain.problems import Status
from onetoone.domain.words import _, said
from onetoone.models import Call, Message, Problem


@dataclass(frozen=True)
class ProblemCard:
    """`state` is the problem's status. `action` is a label; `href` where it leads."""

    state: str = ""
    title: str = ""
    status: str = ""
    what: str = ""
    words: str = ""
    answer: str = ""
    answer_by: str = ""
    action: str = ""
    href: str = ""
    urgent: bool = False


def problems_of(session: Session, messages: list[Message]) -> dict[str, Problem]:
    """The problems that these messages speak of, by their calls' ids."""
    ids = {message.call_id for message in messages if message.kind == "problem" and message.call_id}
    if not ids:
        return {}
    return {row.call_id: row for row in session.exec(select(Problem).where(col(Problem.call_id).in_(ids)))}


def problem_card(problem: Problem, call: Call, *, side: Side, other: str) -> ProblemCard:
    """The card for the viewer on that `side`, who knows the other as `other`."""
    waits = problem.status is Status.OPEN and side is Side.CREATOR
    return ProblemCard(
        state=str(problem.status),
        title=title(side, other),
        status=_status(problem, call, side, other),
        what=said(problems.WORDS[problem.what]),
        words=problem.words,
        answer=problem.answer,
        answer_by=other if side is Side.FAN else _("You"),
        action=_("Answer") if waits else _("Details"),
        href=routes.to(routes.CALL, call_id=call.id),
        urgent=waits,
    )


def title(side: Side, other: str) -> str:
    """ "Leo reported a problem"."""
    return _("You reported a problem") if side is Side.FAN else _("{name} reported a problem", name=other)


def _status(problem: Problem, call: Call, side: Side, other: str) -> str:
    match problem.status:
        case Status.OPEN:
            return _("Waiting for your answer") if side is Side.CREATOR else _("Waiting for {name}", name=other)
        case Status.ANSWERED:
            return _("You answered") if side is Side.CREATOR else _("{name} answered", name=other)
        case Status.REFUNDED:
            given = Money(problem.given, call.currency)
            return _("{amount} refunded", amount=given) if problem.given else _("Refunded before")
        case Status.WITHDRAWN:
            return _("Taken back")
    return _("With the bank")
