"""reactions to messages"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '7a1c0de00078'
down_revision: str | Sequence[str] | None = '50a1e7b10c03'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('reaction',
    sa.Column('message_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.String(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], ),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], ),
    sa.PrimaryKeyConstraint('message_id', 'account_id', 'kind')
    )


def downgrade() -> None:
    op.drop_table('reaction')
