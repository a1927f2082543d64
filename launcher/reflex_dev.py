"""Runs inside the environment (`python -m launcher.reflex_dev`): `reflex run` without its `reflex init`."""

import sys

from reflex.reflex import cli
from reflex.utils import prerequisites


def main() -> None:
    """Make the workspace when there is none, then run until told to stop."""
    prerequisites.initialize_reflex_user_directory()
    if prerequisites.needs_reinit():
        # What `reflex run` would do by `reflex init`, which also writes files of its own into the checkout.
        prerequisites.initialize_frontend_dependencies()
    cli(["run", *sys.argv[1:]])


if __name__ == "__main__":
    main()
