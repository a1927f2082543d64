"""`python -m onetoone.appoint EMAIL` makes somebody an operator; with `--dismiss`, no longer one.

`bin/python -m launcher operator EMAIL` calls it with the settings of bin/run.
"""

import argparse
import sys
from datetime import UTC, datetime

from onetoone import db
from onetoone.domain.errors import OneToOneError
from onetoone.models.account import Role
from onetoone.operators.service import appoint


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m onetoone.appoint", description="Appoint or dismiss an operator.")
    parser.add_argument("email", help="the e-mail address of their account")
    parser.add_argument("--dismiss", action="store_true", help="they are no longer one")
    wish = parser.parse_args(arguments)
    role = Role.MEMBER if wish.dismiss else Role.ADMIN
    try:
        with db.unit_of_work() as session:
            name = appoint(session, wish.email, role=role, now=datetime.now(UTC)).name
    except OneToOneError as told:
        print(told.user_message, file=sys.stderr)
        return 1
    print(f"{name} is no operator any more." if wish.dismiss else f"{name} is an operator now: see /operator.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
