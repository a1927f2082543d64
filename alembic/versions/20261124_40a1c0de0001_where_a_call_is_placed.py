"""in which life of its node a call was placed"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '40a1c0de0001'
down_revision: str | Sequence[str] | None = 'c7d20fa3b916'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    with op.batch_alter_table('call') as call:
        call.add_column(sa.Column('node_boot', sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table('call') as call:
        call.drop_column('node_boot')
