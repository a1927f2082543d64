"""The composition root: builds the app out of its rooms, registers pages and mounts the HTTP side."""

import reflex as rx
from starlette.applications import Starlette

from onetoone import db
from onetoone.web.frontend import one_port
from onetoone.web.health import health_route


def _welcome() -> rx.Component:
    return rx.el.main(
        rx.el.h1("onetoone", class_name="text-3xl font-semibold"),
        class_name="min-h-screen grid place-items-center",
    )


app = rx.App(
    # Style sheets in assets/ are named by their address.
    stylesheets=["/theme.css"],
    # Innermost first: the pages around Reflex's event socket, then our own routes before both.
    api_transformer=[
        one_port(lambda path: app.router(path)),
        Starlette(routes=[health_route(db.ping)]),
    ],
)

app.add_page(_welcome, route="/", title="onetoone")
