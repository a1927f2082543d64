"""what could not be taken back"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '700070a1b2c3'
down_revision: str | Sequence[str] | None = '6a0e51c7d2b4'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

UNASKED = "FROM operation WHERE kind = 'transfer.reverse' AND done_at IS NULL"


def upgrade() -> None:
    with op.batch_alter_table('transfer', schema=None) as batch_op:
        batch_op.add_column(sa.Column('missing', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('refusals', sa.Integer(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('again_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f('ix_transfer_again_at'), ['again_at'], unique=False)
    with op.batch_alter_table('transfer', schema=None) as batch_op:
        batch_op.alter_column('missing', server_default=None)
        batch_op.alter_column('refusals', server_default=None)
    # What was still to be taken back is asked for in the new way: the ledger knows how much.
    op.execute(f"UPDATE transfer SET status = 'short', again_at = changed_at WHERE payment_id IN (SELECT ref {UNASKED})")
    op.execute("UPDATE operation SET done_at = due_at WHERE kind = 'transfer.reverse' AND done_at IS NULL")


def downgrade() -> None:
    op.execute("UPDATE transfer SET status = 'sent' WHERE status IN ('taking', 'short')")
    with op.batch_alter_table('transfer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_transfer_again_at'))
        batch_op.drop_column('again_at')
        batch_op.drop_column('refusals')
        batch_op.drop_column('missing')
