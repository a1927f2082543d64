"""blocks and reports of behaviour"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '50a1e7b10c01'
down_revision: str | Sequence[str] | None = '40a1c0de0002'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('block',
    sa.Column('blocker_id', sa.String(), nullable=False),
    sa.Column('blocked_id', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['blocked_id'], ['account.id'], ),
    sa.ForeignKeyConstraint(['blocker_id'], ['account.id'], ),
    sa.PrimaryKeyConstraint('blocker_id', 'blocked_id')
    )
    with op.batch_alter_table('block', schema=None) as batch_op:
        batch_op.create_index('ix_block_blocked', ['blocked_id'], unique=False)

    op.create_table('conduct_report',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('reporter_id', sa.String(), nullable=False),
    sa.Column('about_id', sa.String(), nullable=False),
    sa.Column('call_id', sa.String(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('said', sa.JSON(), nullable=False),
    sa.Column('standing', sa.Text(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['about_id'], ['account.id'], ),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], ),
    sa.ForeignKeyConstraint(['reporter_id'], ['account.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('conduct_report', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_conduct_report_about_id'), ['about_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_conduct_report_reporter_id'), ['reporter_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_conduct_report_standing'), ['standing'], unique=False)


def downgrade() -> None:
    op.drop_table('conduct_report')
    op.drop_table('block')
