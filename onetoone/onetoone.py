"""The composition root: builds the app out of its rooms, registers pages and mounts the HTTP side."""

import os

import reflex as rx
import sqlalchemy
from starlette.applications import Starlette

from onetoone.web.frontend import one_port
from onetoone.web.health import health_route

_engine = sqlalchemy.create_engine(os.environ.get("DATABASE_URL", "sqlite://"))


def _check_database() -> None:
    with _engine.connect() as connection:
        connection.execute(sqlalchemy.text("select 1"))


def _welcome() -> rx.Component:
    return rx.el.main(
        rx.el.h1("onetoone", class_name="text-3xl font-semibold"),
        class_name="min-h-screen grid place-items-center",
    )


app = rx.App(
    # Style sheets in assets/ are named by their address: stylesheets=["/styles/tokens.css"].
    stylesheets=[],
    # Innermost first: the pages around Reflex's event socket, then our own routes before both.
    api_transformer=[
        one_port(lambda path: app.router(path)),
        Starlette(routes=[health_route(_check_database)]),
    ],
)

app.add_page(_welcome, route="/", title="onetoone")
