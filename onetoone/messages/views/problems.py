"""A reported problem's card: the problem as it is now, in the viewer's words, and the way to its answer."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from onetoone import routes
from onetoone.domain import problems
from onetoone.domain.calls import Side
from onetoone.domain.money import Money
from onetoone.domain.problems import Status
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
        what=problems.WORDS[problem.what],
        words=problem.words,
        answer=problem.answer,
        answer_by=other if side is Side.FAN else "You",
        action="Answer" if waits else "Details",
        href=routes.to(routes.CALL, call_id=call.id),
        urgent=waits,
    )


def title(side: Side, other: str) -> str:
    """ "Leo reported a problem"."""
    return "You reported a problem" if side is Side.FAN else f"{other} reported a problem"


def _status(problem: Problem, call: Call, side: Side, other: str) -> str:
    match problem.status:
        case Status.OPEN:
            return "Waiting for your answer" if side is Side.CREATOR else f"Waiting for {other}"
        case Status.ANSWERED:
            return "You answered" if side is Side.CREATOR else f"{other} answered"
        case Status.REFUNDED:
            return f"{Money(problem.given, call.currency)} refunded" if problem.given else "Refunded before"
        case Status.WITHDRAWN:
            return "Taken back"
    return "With the bank"
