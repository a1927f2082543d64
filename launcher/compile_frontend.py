"""Runs inside the environment (`python -m launcher.compile_frontend`): lets Reflex write and build the front end.

The same as `reflex export --frontend-only --no-zip`, without `reflex init`, which would write files of its own
(.gitignore, requirements) into the checkout.
"""

from reflex.utils import export, prerequisites
from reflex_base import constants


def main() -> None:
    """Build into the folder that REFLEX_WEB_WORKDIR names."""
    prerequisites.initialize_reflex_user_directory()
    if prerequisites.needs_reinit():
        prerequisites.initialize_frontend_dependencies()
    export.export(zipping=False, frontend=True, backend=False, env=constants.Env.PROD, prerender_routes=True)


if __name__ == "__main__":
    main()
