"""in one's own language"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '90a1e7b10c90'
down_revision: str | Sequence[str] | None = '7a1c0de00078'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.add_column(sa.Column('language', sa.String(), nullable=False, server_default=''))

    # A second time: SQLite copies the table for it, and copies what is there by the first definition.
    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.alter_column('language', existing_type=sa.String(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('account', schema=None) as batch_op:
        batch_op.drop_column('language')
