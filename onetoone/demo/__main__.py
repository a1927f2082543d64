"""`python -m onetoone.demo` moves the demo people in; `--print-sign-ins` also lists them, a person a line."""

import argparse
import sys
from datetime import UTC, datetime

from sqlalchemy import inspect
from sqlmodel import Session, col, select

from onetoone import db
from onetoone.config import settings
from onetoone.demo.seed import seed
from onetoone.models import Account
from onetoone.models.account import Role


def main(arguments: list[str]) -> int:
    """Seed, say what was done in one line, and list who can sign in when asked. The exit code."""
    parser = argparse.ArgumentParser(prog="python -m onetoone.demo", description=__doc__)
    parser.add_argument("--print-sign-ins", action="store_true", help="list the demo people instead of a summary")
    wish = parser.parse_args(arguments)
    if not settings().demo:
        print("This is no demo (see DEMO_MODE), so nobody was moved in.")
        return 0
    if not inspect(db.engine()).has_table("account"):
        print("The database has no tables yet: run `alembic upgrade head` first.", file=sys.stderr)
        return 1
    with db.unit_of_work() as session:
        seeded = seed(session, datetime.now(UTC))
        lines = _sign_ins(session)
    if wish.print_sign_ins:
        print("\n".join(lines))
    elif seeded is None:
        print("There are people here already, so nobody was moved in.")
    else:
        print(
            f"{seeded.people} demo people moved in, with {seeded.conversations} conversations "
            f"and {seeded.calls} calls behind them."
        )
    return 0


def _sign_ins(session: Session) -> list[str]:
    """ "Mara Lindqvist   creator   mara@demo.onetoone.example", the first to join first."""
    people = session.exec(
        select(Account).where(Account.is_demo).order_by(col(Account.is_creator).desc(), col(Account.created_at))
    ).all()
    width = max((len(person.name) for person in people), default=0)
    return [f"{p.name:<{width}}  {_what(p):<8}  {p.email}" for p in people]


def _what(person: Account) -> str:
    if person.role is Role.ADMIN:
        return "operator"
    return "creator" if person.is_creator else "fan"


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
