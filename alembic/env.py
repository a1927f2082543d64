"""Runs the migrations on the app's own engine, so that both see the same database with the same manners."""

from typing import Any

from alembic import context
from sqlmodel import SQLModel

import onetoone.models  # noqa: F401 (makes every table known to the metadata)
from onetoone.db import engine
from onetoone.models.columns import StrEnumText, UtcDateTime


def _render(kind: str, item: Any, _autogen: Any) -> str | bool:
    # Migrations name plain types: they must still run when the classes of today are gone.
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, StrEnumText):
        return "sa.Text()"
    if kind == "type" and type(item).__module__.startswith("sqlmodel"):
        return "sa.String()"
    return False


def _migrate() -> None:
    with engine().connect() as connection:
        sqlite = connection.dialect.name == "sqlite"
        raw: Any = connection.connection.dbapi_connection
        if sqlite:
            # SQLite changes a table by copying it; with foreign keys on, dropping the old one would drop its children.
            # The switch works outside a transaction only, hence on the driver's own connection.
            raw.execute("PRAGMA foreign_keys=OFF")
        try:
            context.configure(
                connection=connection,
                target_metadata=SQLModel.metadata,
                render_as_batch=True,
                compare_type=True,
                render_item=_render,
            )
            with context.begin_transaction():
                context.run_migrations()
            if sqlite:
                connection.commit()
        finally:
            if sqlite:
                raw.execute("PRAGMA foreign_keys=ON")


if context.is_offline_mode():
    raise SystemExit("Migrations run against a database: alembic's --sql is not supported here.")
_migrate()
