"""notes and offers"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = '50a1e7b10c03'
down_revision: str | Sequence[str] | None = '700070a1b2c3'
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table('fan_note',
    sa.Column('creator_id', sa.String(), nullable=False),
    sa.Column('fan_id', sa.String(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('changed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['creator_id'], ['account.id'], ),
    sa.ForeignKeyConstraint(['fan_id'], ['account.id'], ),
    sa.PrimaryKeyConstraint('creator_id', 'fan_id')
    )
    with op.batch_alter_table('fan_note', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_fan_note_fan_id'), ['fan_id'], unique=False)

    op.create_table('offer_template',
    sa.Column('id', sa.String(), nullable=False),
    sa.Column('creator_id', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('price', sa.Integer(), nullable=False),
    sa.Column('currency', sa.String(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('message', sa.String(), nullable=False),
    sa.Column('tips_allowed', sa.Boolean(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['creator_id'], ['account.id'], ),
    sa.PrimaryKeyConstraint('id')
    )
    with op.batch_alter_table('offer_template', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_offer_template_creator_id'), ['creator_id'], unique=False)


def downgrade() -> None:
    op.drop_table('offer_template')
    op.drop_table('fan_note')
