"""cameras that start covered"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '84a1c0de0084'
down_revision: str | Sequence[str] | None = '7a1c0de00079'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    for table in ('rate_card', 'call'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.add_column(sa.Column('covers_camera', sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    for table in ('call', 'rate_card'):
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column('covers_camera')
