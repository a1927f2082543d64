"""refunds problems disputes and operators"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = 'd4f8b6201ca7'
down_revision: str | Sequence[str] | None = '40a1c0de0001'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# As `models.refund` had it on that day.
SQLITE = (
    "CREATE TRIGGER operator_action_is_never_changed BEFORE UPDATE ON operator_action "
    "BEGIN SELECT RAISE(ABORT, 'what operators did is append-only'); END",
    "CREATE TRIGGER operator_action_is_never_removed BEFORE DELETE ON operator_action "
    "BEGIN SELECT RAISE(ABORT, 'what operators did is append-only'); END",
)
POSTGRES = (
    "CREATE FUNCTION operator_action_stays() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'what operators did is append-only'; END $$",
    "CREATE TRIGGER operator_action_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON operator_action "
    "FOR EACH STATEMENT EXECUTE FUNCTION operator_action_stays()",
)
NO_SQLITE = tuple(f"DROP TRIGGER operator_action_is_never_{done}" for done in ("changed", "removed"))
NO_POSTGRES = (
    "DROP TRIGGER operator_action_is_never_changed ON operator_action",
    "DROP FUNCTION operator_action_stays()",
)


def upgrade() -> None:
    op.create_table('operator_action',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.String(), nullable=False),
    sa.Column('did', sa.String(), nullable=False),
    sa.Column('ref', sa.String(), nullable=False),
    sa.Column('why', sa.String(), nullable=False),
    sa.Column('data', sa.JSON(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('operator_action', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_operator_action_account_id'), ['account_id'], unique=False)

    op.create_table('problem',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('call_id', sa.String(), nullable=False),
    sa.Column('what', sa.Text(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('answer', sa.String(), nullable=False),
    sa.Column('given', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('deadline_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('call_id')
    )
    with op.batch_alter_table('problem', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_problem_deadline_at'), ['deadline_at'], unique=False)

    op.create_table('dispute',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('payment_id', sa.String(), nullable=False),
    sa.Column('amount', sa.Integer(), nullable=False),
    sa.Column('share', sa.Integer(), nullable=False),
    sa.Column('fee', sa.Integer(), nullable=False),
    sa.Column('currency', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('with_messages', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer_by', sa.DateTime(timezone=True), nullable=True),
    sa.Column('deadline_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['payment_id'], ['payment.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('dispute', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dispute_deadline_at'), ['deadline_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_dispute_payment_id'), ['payment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_dispute_status'), ['status'], unique=False)

    op.create_table('refund',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('payment_id', sa.String(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('amount', sa.Integer(), nullable=False),
    sa.Column('fee', sa.Integer(), nullable=False),
    sa.Column('currency', sa.String(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('by', sa.Text(), nullable=False),
    sa.Column('by_id', sa.String(), nullable=True),
    sa.Column('why', sa.String(), nullable=False),
    sa.Column('stripe_id', sa.String(), nullable=True),
    sa.Column('failure', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('amount > 0 AND fee >= 0 AND fee <= amount', name='refund_is_something'),
    sa.ForeignKeyConstraint(['by_id'], ['account.id'], ),
    sa.ForeignKeyConstraint(['payment_id'], ['payment.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('payment_id', 'number'),
    sa.UniqueConstraint('stripe_id')
    )
    with op.batch_alter_table('refund', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_refund_payment_id'), ['payment_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_refund_status'), ['status'], unique=False)

    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.add_column(sa.Column('role', sa.Text(), nullable=False, server_default='member'))
    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.alter_column('role', existing_type=sa.Text(), server_default=None)

    with op.batch_alter_table('payment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('refunded', sa.Integer(), nullable=False, server_default='0'))
    with op.batch_alter_table('payment', schema=None) as batch_op:
        batch_op.alter_column('refunded', existing_type=sa.Integer(), server_default=None)
        batch_op.create_check_constraint('refunded_within_captured', 'refunded >= 0 AND refunded <= captured')

    for statement in SQLITE if op.get_bind().dialect.name == 'sqlite' else POSTGRES:
        op.execute(statement)


def downgrade() -> None:
    for statement in NO_SQLITE if op.get_bind().dialect.name == 'sqlite' else NO_POSTGRES:
        op.execute(statement)

    with op.batch_alter_table('payment', schema=None) as batch_op:
        batch_op.drop_constraint('refunded_within_captured', type_='check')
        batch_op.drop_column('refunded')

    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.drop_column('role')

    with op.batch_alter_table('refund', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_refund_status'))
        batch_op.drop_index(batch_op.f('ix_refund_payment_id'))

    op.drop_table('refund')
    with op.batch_alter_table('dispute', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_dispute_status'))
        batch_op.drop_index(batch_op.f('ix_dispute_payment_id'))
        batch_op.drop_index(batch_op.f('ix_dispute_deadline_at'))

    op.drop_table('dispute')
    with op.batch_alter_table('problem', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_problem_deadline_at'))

    op.drop_table('problem')
    with op.batch_alter_table('operator_action', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_operator_action_account_id'))

    op.drop_table('operator_action')
