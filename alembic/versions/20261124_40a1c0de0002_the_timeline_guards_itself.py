"""the timeline of media in both directions guards itself"""

from collections.abc import Sequence

from alembic import op

revision: str = '40a1c0de0002'
down_revision: str | Sequence[str] | None = '7c2f4d9e8a13'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# As `models.span_guards` had it on that day.
SQLITE = (
    "CREATE TRIGGER two_way_span_is_never_changed BEFORE UPDATE ON two_way_span "
    "BEGIN SELECT RAISE(ABORT, 'the timeline is append-only'); END",
    "CREATE TRIGGER two_way_span_is_never_removed BEFORE DELETE ON two_way_span "
    "BEGIN SELECT RAISE(ABORT, 'the timeline is append-only'); END",
)
POSTGRES = (
    "CREATE FUNCTION two_way_span_stays() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the timeline is append-only'; END $$",
    "CREATE TRIGGER two_way_span_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON two_way_span "
    "FOR EACH STATEMENT EXECUTE FUNCTION two_way_span_stays()",
)
NO_SQLITE = ("DROP TRIGGER two_way_span_is_never_changed", "DROP TRIGGER two_way_span_is_never_removed")
NO_POSTGRES = ("DROP TRIGGER two_way_span_is_never_changed ON two_way_span", "DROP FUNCTION two_way_span_stays()")


def upgrade() -> None:
    for statement in SQLITE if op.get_bind().dialect.name == 'sqlite' else POSTGRES:
        op.execute(statement)


def downgrade() -> None:
    for statement in NO_SQLITE if op.get_bind().dialect.name == 'sqlite' else NO_POSTGRES:
        op.execute(statement)
