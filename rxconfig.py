"""How Reflex builds and serves onetoone; everything a deployment may change comes from the environment."""

import os

import reflex as rx
from reflex.plugins import SitemapPlugin

from onetoone.ui.theme import tailwind_config
from onetoone.web.languages import Languages
from onetoone.web.lean_build import LeanBuild
from onetoone.web.same_origin import SameOrigin

# Never empty: socket.io reads an empty list as "check nothing".
_origins = os.environ.get("PUBLIC_ORIGINS") or "http://localhost:3000,http://127.0.0.1:3000"
_redis = os.environ.get("REDIS_URL") or None

config = rx.Config(
    app_name="onetoone",
    # The build knows neither host nor port: SameOrigin turns this placeholder into "wherever the page came from".
    api_url=SameOrigin.PLACEHOLDER,
    cors_allowed_origins=tuple(origin.strip() for origin in _origins.split(",") if origin.strip()),
    plugins=[rx.plugins.TailwindV4Plugin(tailwind_config()), SameOrigin(), LeanBuild(), Languages()],
    disable_plugins=[SitemapPlugin],
    # The browser takes the first it knows; gzip is for those that know no other.
    frontend_compression_formats=["brotli", "gzip"],
    # State is rebuildable from the database, so memory is enough until there are several workers.
    state_manager_mode=rx.constants.StateManagerMode.REDIS if _redis else rx.constants.StateManagerMode.MEMORY,
    redis_url=_redis,
    telemetry_enabled=False,
    show_built_with_reflex=False,
)
