"""pictures"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '7a1c0de00080'
down_revision: str | Sequence[str] | None = '50a1e7b10c04'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('picture',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('thread_id', sa.String(), nullable=False),
    sa.Column('owner_id', sa.String(), nullable=False),
    sa.Column('message_id', sa.Integer(), nullable=True),
    sa.Column('width', sa.Integer(), nullable=False),
    sa.Column('height', sa.Integer(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['message_id'], ['message.id'], ),
    sa.ForeignKeyConstraint(['owner_id'], ['account.id'], ),
    sa.ForeignKeyConstraint(['thread_id'], ['thread.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('picture', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_picture_owner_id'), ['owner_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_picture_thread_id'), ['thread_id'], unique=False)
        batch_op.create_index('ix_picture_unsent', ['message_id', 'at'], unique=False)


def downgrade() -> None:
    op.drop_table('picture')
