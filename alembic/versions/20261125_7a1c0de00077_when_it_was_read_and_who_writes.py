"""when it was read, and who writes"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '7a1c0de00077'
down_revision: str | Sequence[str] | None = '50a1e7b10c01'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table('read_mark', schema=None) as batch_op:
        batch_op.add_column(sa.Column('at', sa.DateTime(timezone=True), nullable=True))

    op.create_table('writing',
    sa.Column('thread_id', sa.String(), nullable=False),
    sa.Column('account_id', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], ),
    sa.ForeignKeyConstraint(['thread_id'], ['thread.id'], ),
    sa.PrimaryKeyConstraint('thread_id', 'account_id')
    )


def downgrade() -> None:
    op.drop_table('writing')
    with op.batch_alter_table('read_mark', schema=None) as batch_op:
        batch_op.drop_column('at')
