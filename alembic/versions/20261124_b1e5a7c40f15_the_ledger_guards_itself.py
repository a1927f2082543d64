"""the ledger guards itself, and knows when money becomes available"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = 'b1e5a7c40f15'
down_revision: str | Sequence[str] | None = '80e874920f06'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# As `models.ledger_guards` had it on that day.
SQLITE = (
    "CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "CREATE TRIGGER entry_is_never_removed BEFORE DELETE ON entry "
    "BEGIN SELECT RAISE(ABORT, 'the ledger is append-only'); END",
    "CREATE TRIGGER entry_keeps_the_currency BEFORE INSERT ON entry "
    "WHEN EXISTS (SELECT 1 FROM entry WHERE txn_id = NEW.txn_id AND currency <> NEW.currency) "
    "BEGIN SELECT RAISE(ABORT, 'a transaction has one currency'); END",
)
POSTGRES = (
    "CREATE FUNCTION entry_stays() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the ledger is append-only'; END $$",
    "CREATE TRIGGER entry_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON entry "
    "FOR EACH STATEMENT EXECUTE FUNCTION entry_stays()",
    "CREATE FUNCTION entry_balances() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "IF (SELECT sum(amount) <> 0 OR count(DISTINCT currency) > 1 FROM entry WHERE txn_id = NEW.txn_id) THEN "
    "RAISE EXCEPTION USING MESSAGE = 'transaction ' || NEW.txn_id || ' does not balance', ERRCODE = '23514'; "
    "END IF; RETURN NULL; END $$",
    "CREATE CONSTRAINT TRIGGER entry_balances AFTER INSERT ON entry DEFERRABLE INITIALLY DEFERRED "
    "FOR EACH ROW EXECUTE FUNCTION entry_balances()",
)
NO_SQLITE = tuple(
    f"DROP TRIGGER {name}" for name in ("entry_is_never_changed", "entry_is_never_removed", "entry_keeps_the_currency")
)
NO_POSTGRES = (
    "DROP TRIGGER entry_is_never_changed ON entry",
    "DROP TRIGGER entry_balances ON entry",
    "DROP FUNCTION entry_stays()",
    "DROP FUNCTION entry_balances()",
)


def upgrade() -> None:
    with op.batch_alter_table('entry', schema=None) as batch_op:
        batch_op.alter_column('payment_id', existing_type=sa.String(), nullable=True)
        batch_op.create_check_constraint('entry_says_something', 'amount <> 0')
        batch_op.create_check_constraint('entry_has_a_currency', 'length(currency) = 3 AND currency = lower(currency)')

    with op.batch_alter_table('payment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('available_on', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('available_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f('ix_payment_available_on'), ['available_on'], unique=False)

    # Nobody at Stripe can be asked about the demo's money. For all the rest, healing asks.
    op.execute("UPDATE payment SET available_on = changed_at WHERE status = 'captured' AND intent_id IS NULL")
    _run(SQLITE, POSTGRES)


def downgrade() -> None:
    _run(NO_SQLITE, NO_POSTGRES)
    with op.batch_alter_table('payment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_payment_available_on'))
        batch_op.drop_column('available_at')
        batch_op.drop_column('available_on')

    with op.batch_alter_table('entry', schema=None) as batch_op:
        batch_op.drop_constraint('entry_has_a_currency', type_='check')
        batch_op.drop_constraint('entry_says_something', type_='check')
        batch_op.alter_column('payment_id', existing_type=sa.String(), nullable=False)


def _run(sqlite: tuple[str, ...], postgres: tuple[str, ...]) -> None:
    for statement in sqlite if op.get_bind().dialect.name == 'sqlite' else postgres:
        op.execute(sa.text(statement))
