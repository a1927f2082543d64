"""ratings"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '50a1e7b10c02'
down_revision: str | Sequence[str] | None = '7a1c0de00077'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('rating',
    sa.Column('call_id', sa.String(), nullable=False),
    sa.Column('by_id', sa.String(), nullable=False),
    sa.Column('about_id', sa.String(), nullable=False),
    sa.Column('by', sa.Text(), nullable=False),
    sa.Column('stars', sa.Integer(), nullable=False),
    sa.Column('line', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('stars >= 1 AND stars <= 5', name='one_to_five_stars'),
    sa.ForeignKeyConstraint(['about_id'], ['account.id'], ),
    sa.ForeignKeyConstraint(['by_id'], ['account.id'], ),
    sa.ForeignKeyConstraint(['call_id'], ['call.id'], ),
    sa.PrimaryKeyConstraint('call_id', 'by_id')
    )
    with op.batch_alter_table('rating', schema=None) as batch_op:
        batch_op.create_index('ix_rating_about', ['about_id', 'by'], unique=False)


def downgrade() -> None:
    op.drop_table('rating')
