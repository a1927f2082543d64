"""leaving and copies"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '50a1e7b10c04'
down_revision: str | Sequence[str] | None = '84a1c0de0084'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('leaving',
    sa.Column('account_id', sa.String(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('wipe_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('took_calls', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], ),
    sa.PrimaryKeyConstraint('account_id')
    )
    with op.batch_alter_table('leaving', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_leaving_wipe_at'), ['wipe_at'], unique=False)

    op.create_table('data_copy',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('account_id', sa.String(), nullable=False),
    sa.Column('standing', sa.Text(), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('expires_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], ),
    sa.PrimaryKeyConstraint('id'),
    sa.UniqueConstraint('account_id')
    )
    with op.batch_alter_table('data_copy', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_data_copy_expires_at'), ['expires_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_data_copy_standing'), ['standing'], unique=False)

    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.add_column(sa.Column('left_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.drop_column('left_at')

    op.drop_table('data_copy')
    op.drop_table('leaving')
