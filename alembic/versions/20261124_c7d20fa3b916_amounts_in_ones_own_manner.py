"""amounts in one's own manner"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = 'c7d20fa3b916'
down_revision: str | Sequence[str] | None = 'b1e5a7c40f15'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.add_column(sa.Column('locale', sa.String(), nullable=False, server_default=''))

    # A second time: SQLite copies the table for it, and copies what is there by the first definition.
    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.alter_column('locale', existing_type=sa.String(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.drop_column('locale')
